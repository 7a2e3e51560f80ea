"""Who may make which paper, propose whom, and keep the council; one predicate per verb."""

from django.db.models import QuerySet

from emulation.choices import RoleKind, UnitKind
from emulation.kit import clock
from emulation.models import Campaign, Phase, Unit
from emulation.models.units import within
from emulation.permissions import SCHOOL
from scoring.permissions import enterers_and_head

from .models import (
    AgendaLine,
    Council,
    Decision,
    Dossier,
    HistoryImport,
    Meeting,
    Nomination,
    Objection,
    Posting,
    ReportDue,
    Seat,
    TargetReport,
)

PAPER_MAKERS = {RoleKind.CLERK, RoleKind.STANDING}
COUNCIL_READERS = PAPER_MAKERS | SCHOOL | {RoleKind.CHAIRMAN}


def can_make_papers(user, phase: Phase) -> bool:
    """The ward's office makes certificates and reports; what they hold is the whole ward's."""
    return user.holds(PAPER_MAKERS, phase.campaign.ward)


# Nominations

PROPOSERS = {RoleKind.CLERK, RoleKind.STANDING, RoleKind.OFFICER, RoleKind.PRINCIPAL, RoleKind.SCHOOL_STAFF}
PREPARERS = {RoleKind.CLERK, RoleKind.STANDING, RoleKind.PRINCIPAL, RoleKind.SCHOOL_STAFF}
HEADS = {RoleKind.STANDING, RoleKind.PRINCIPAL}
READERS = PROPOSERS | {RoleKind.CHAIRMAN}


def can_view_awards(user, phase: Phase) -> bool:
    """Whoever proposes or decides; administrators run the system and read no nominations."""
    return any(kind in READERS for kind, _ in user.held_roles)


def can_view_nomination(user, nomination: Nomination) -> bool:
    """The people of the unit that proposes, and those above it."""
    return user.holds(READERS, nomination.submitted_by)


def can_propose_by_rule(user, phase: Phase) -> bool:
    """The office of whoever runs the campaign takes lists from its results."""
    return user.holds(PREPARERS, phase.campaign.ward)


def can_nominate(user, phase: Phase) -> bool:
    """Whoever works for a unit of the campaign proposes for it; for which one is asked per unit."""
    return proposing_units(user, phase).exists()


def proposing_units(user, phase: Phase) -> QuerySet[Unit]:
    """The units of the campaign that this person proposes for."""
    codes = [code for kind, code in user.held_roles if kind in PROPOSERS]
    return Unit.objects.below(phase.campaign.ward).filter(within(codes)).current()


def can_change_nomination(user, nomination: Nomination) -> bool:
    """Whoever proposes for the unit mends, confirms and withdraws what it has proposed."""
    return user.holds(PROPOSERS, nomination.submitted_by)


def can_act_on_nominations(user, phase: Phase) -> bool:
    """Acts on many nominations reach only those of the units this person proposes for."""
    return can_nominate(user, phase)


def can_override_block(user, nomination: Nomination) -> bool:
    """The standing office, or the head of a school, answers for a second award for one achievement."""
    return user.holds(HEADS, nomination.phase.campaign.ward)


# Earlier awards


def can_view_history(user) -> bool:
    """Whoever reads nominations; the list shows only what `visible_to` gives."""
    return any(kind in READERS for kind, _ in user.held_roles)


def can_keep_history(user) -> bool:
    """The office of a ward, or of a school, takes in its earlier awards; of which one is asked per unit."""
    return any(kind in PREPARERS for kind, _ in user.held_roles)


def history_units(user) -> QuerySet[Unit]:
    """The wards and schools whose earlier awards this person keeps."""
    codes = [code for kind, code in user.held_roles if kind in PREPARERS]
    return Unit.objects.filter(within(codes), kind__in=[UnitKind.WARD, UnitKind.SCHOOL]).current()


def can_use_history_import(user, kept: HistoryImport) -> bool:
    """Only the person who uploaded a list goes on with it, while still keeping it for that ward or school."""
    return kept.uploaded_by_id == user.pk and user.holds(PREPARERS, kept.ward)


# Dossiers


def can_make_dossiers(user, phase: Phase) -> bool:
    """Whoever proposes makes dossiers out of it; for which units is asked per unit."""
    return can_nominate(user, phase)


def can_view_dossier(user, dossier: Dossier) -> bool:
    """The people of its unit, and those above it; administrators read none."""
    return user.holds(READERS, dossier.unit)


def can_prepare_dossier(user, dossier: Dossier) -> bool:
    """Whoever proposes for the unit prepares, submits, completes and drops its dossiers."""
    return user.holds(PROPOSERS, dossier.unit)


def can_vet_dossier(user, dossier: Dossier) -> bool:
    """The standing office vets and presents; in a school its head. The chairman only reads."""
    return user.holds(HEADS, dossier.phase.campaign.ward)


# Packs of papers


def can_view_packs(user, phase: Phase) -> bool:
    """The office of whoever runs the campaign, and its chairman: a pack names everybody of an award."""
    return user.holds(PREPARERS | {RoleKind.CHAIRMAN}, phase.campaign.ward)


def can_make_pack(user, phase: Phase) -> bool:
    """The office prepares; the chairman reads."""
    return user.holds(PREPARERS, phase.campaign.ward)


# The council


def works_for(user, unit: Unit, of_ward: set) -> bool:
    """Whoever holds one of the roles of a ward's office; in a school its own people do all of it."""
    return user.holds(SCHOOL if unit.kind == UnitKind.SCHOOL else of_ward, unit)


def serves(user, council: Council, of_ward: set) -> bool:
    """Whoever holds one of the roles of the ward's office there; in a school its own people do all of it."""
    return works_for(user, council.unit, of_ward)


def can_list_councils(user) -> bool:
    """The office, the chairman, schools, and whoever sits on a council; the list shows what `visible_to` gives."""
    return any(kind in COUNCIL_READERS for kind, _ in user.held_roles) or sits_on(user, Council.objects.all())


def sits_on(user, councils) -> bool:
    return Seat.objects.on(clock.today()).filter(account_id=user.pk, council__in=councils).exists()


def can_found_council(user) -> bool:
    """The standing office of a ward and the people of a school; for which unit is asked apart."""
    return any(kind in {RoleKind.STANDING} | SCHOOL for kind, _ in user.held_roles)


def can_found_council_of(user, unit: Unit) -> bool:
    return user.holds(SCHOOL if unit.kind == UnitKind.SCHOOL else {RoleKind.STANDING}, unit)


def can_view_council(user, council: Council) -> bool:
    """The office and the chairman of its unit or of one above, and its members; administrators do not."""
    return user.holds(COUNCIL_READERS, council.unit) or sits_on(user, [council])


def can_keep_council(user, council: Council) -> bool:
    """The standing office records the council, its seats and its meetings."""
    return serves(user, council, {RoleKind.STANDING})


def can_keep_seat(user, seat: Seat) -> bool:
    return can_keep_council(user, seat.council)


def can_view_meeting(user, meeting: Meeting) -> bool:
    return can_view_council(user, meeting.council)


def can_prepare_meeting(user, meeting: Meeting) -> bool:
    """The standing office prepares a meeting, records who was there, and closes the minutes."""
    return can_keep_council(user, meeting.council)


def can_prepare_line(user, line: AgendaLine) -> bool:
    return can_prepare_meeting(user, line.meeting)


def can_type_votes(user, meeting: Meeting) -> bool:
    """The ward's office types totals; administrators and the chairman do not."""
    return serves(user, meeting.council, PAPER_MAKERS)


def can_confirm_ballots(user, meeting: Meeting) -> bool:
    """Anybody who reads the meeting; that it is not who typed them is asked by the act itself."""
    return can_view_meeting(user, meeting)


def can_print_minutes(user, meeting: Meeting) -> bool:
    """Whoever prepares or reads the meeting."""
    return can_view_meeting(user, meeting)


# Public posting


def can_view_postings(user, phase: Phase) -> bool:
    """The office, the chairman, the people of a school; administrators and officers read the public page."""
    return user.holds(COUNCIL_READERS, phase.campaign.ward)


def can_view_posting(user, posting: Posting) -> bool:
    return can_view_postings(user, posting.phase)


def can_draw_up_posting(user, phase: Phase) -> bool:
    """The standing office posts, answers and closes."""
    return works_for(user, phase.campaign.ward, {RoleKind.STANDING})


def can_keep_posting(user, posting: Posting) -> bool:
    return can_draw_up_posting(user, posting.phase)


def can_record_objection(user, posting: Posting) -> bool:
    """The ward's office records what people say; clerks too."""
    return works_for(user, posting.phase.campaign.ward, PAPER_MAKERS)


def can_view_objection(user, objection: Objection) -> bool:
    return can_view_posting(user, objection.posting)


def can_change_objection(user, objection: Objection) -> bool:
    return can_record_objection(user, objection.posting)


def can_answer_objection(user, objection: Objection) -> bool:
    return can_keep_posting(user, objection.posting)


def can_read_posted_list(user, posting: Posting) -> bool:
    """Anybody, account or not, once it has hung; whether names are shown is told by its state."""
    return posting.takes_objections


# Decisions

DECISION_READERS = PAPER_MAKERS | SCHOOL | {RoleKind.CHAIRMAN}


def can_list_decisions(user) -> bool:
    """The register, for the office, the chairman and schools; it shows what `visible_to` gives."""
    return any(kind in DECISION_READERS for kind, _ in user.held_roles)


def can_view_decisions(user, phase: Phase) -> bool:
    """The office and the chairman of whoever runs the campaign, and those above; administrators do not."""
    return user.holds(DECISION_READERS, phase.campaign.ward)


def can_view_decision(user, decision: Decision) -> bool:
    return user.holds(DECISION_READERS, decision.ward)


def can_draft_decisions(user, phase: Phase) -> bool:
    """The office prepares; the chairman signs and prepares nothing."""
    return works_for(user, phase.campaign.ward, PAPER_MAKERS)


def can_write_decision(user, decision: Decision) -> bool:
    """The same people change a draft, drop it, and draft papers about a signed decision."""
    return works_for(user, decision.ward, PAPER_MAKERS)


def can_record_decision(user, decision: Decision) -> bool:
    """The chairman or the office; that it is not who prepared it is asked by the act itself. Never administrators."""
    return works_for(user, decision.ward, PAPER_MAKERS | {RoleKind.CHAIRMAN})


def can_record_superior(user, phase: Phase) -> bool:
    """Whoever sends dossiers up records what came back."""
    return can_draft_decisions(user, phase)


# Reports on targets


def can_list_reports(user) -> bool:
    """Whoever holds a role; the list shows only what `visible_to` gives."""
    return bool(user.unit_codes)


def can_view_reports(user, campaign: Campaign) -> bool:
    """Whoever sees the campaign knows which reports are due; drafts are for its own people alone."""
    return bool(user.unit_codes)


def can_view_report(user, report: TargetReport) -> bool:
    """Whoever sees the report: its own people from the draft on, those around it once it is sent."""
    return bool(user.unit_codes)


def can_start_report(user, due: ReportDue) -> bool:
    """Whoever enters the readings of the unit, or answers for them, writes its reports; nobody else does it for it."""
    unit = due.campaign.ward
    enterers, head = enterers_and_head(unit)
    return user.holds(enterers | head, unit)


def can_write_report(user, report: TargetReport) -> bool:
    """The same people write its texts, return it to draft, send it, and write what replaces it."""
    return can_start_report(user, report.due)


def can_approve_report(user, report: TargetReport) -> bool:
    """The head of the unit; what the head has written another one who writes; never one's own words.

    So one of the two people behind every report is the head. A unit with one account approves nothing by itself.
    """
    unit = report.due.campaign.ward
    enterers, head = enterers_and_head(unit)
    if report.written_by_id == user.pk:
        return False
    return user.holds(head, unit) or (user.holds(enterers, unit) and report.written_by.holds(head, unit))
