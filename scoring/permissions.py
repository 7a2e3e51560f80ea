"""Who may do what with sheets and results; one predicate per verb, asked by the view and by its button."""

from emulation.choices import PhaseStatus, RoleKind, UnitKind
from emulation.models import Campaign, Household, Member, Phase, Unit
from emulation.permissions import OFFICE, SCHOOL, STAFF, can_change_household, works_for_ward

from .choices import ExemptionEffect, SecondState
from .models import Exemption, HouseholdLink, OfflineUpload, PaperSheet, Reading, Target
from .queries.second_entries import SecondSheet

SCORERS = {RoleKind.CLERK, RoleKind.STANDING, RoleKind.OFFICER}


def can_view_plan(user, campaign: Campaign) -> bool:
    """Whoever holds a role in the ward reads its plan and criteria."""
    return bool(user.unit_codes)


def can_list_sheets(user, phase: Phase) -> bool:
    """Staff see the sheets of their own units."""
    return any(kind in STAFF for kind, _ in user.held_roles)


def can_view_sheet(user, household: Household) -> bool:
    """Staff of the household's neighbourhood or of a unit above it."""
    return user.holds(STAFF, household.unit)


def can_score_sheet(user, household: Household) -> bool:
    """The ward's office and the officer of the neighbourhood key scores; administrators and the chairman do not."""
    return user.holds(SCORERS, household.unit)


def can_split_household(user, household: Household) -> bool:
    """Whoever keeps the household in the registry and keys its sheet; the answers go with the people."""
    return can_change_household(user, household) and can_score_sheet(user, household)


def can_merge_households(user, household: Household) -> bool:
    """The ward's office, because one of two sheets gives way."""
    return user.holds(OFFICE, household.ward)


def can_merge_members(user, member: Member) -> bool:
    """The ward's office, because one of two scores may give way."""
    return can_merge_households(user, member.household)


def can_list_checklists(user, phase: Phase) -> bool:
    """Staff see the checklists of their own units."""
    return can_list_sheets(user, phase)


def can_view_checklist(user, unit: Unit) -> bool:
    """Staff of the unit or of one above it."""
    return user.holds(STAFF, unit)


def can_score_unit(user, unit: Unit) -> bool:
    """The ward's office and the officer of the neighbourhood; administrators and the chairman do not score."""
    return user.holds(SCORERS, unit)


def can_fill_offline(user, unit: Unit) -> bool:
    """Whoever keys the neighbourhood's scores may take its workbook along and bring it back."""
    return can_score_unit(user, unit)


def can_use_offline_upload(user, upload: OfflineUpload) -> bool:
    """Only the person who uploaded a workbook goes on with it, while still keying scores there."""
    return upload.uploaded_by_id == user.pk and can_score_unit(user, upload.unit)


def can_list_exemptions(user, phase: Phase) -> bool:
    """Staff see who is exempted in their own units, and who decided it."""
    return can_list_sheets(user, phase)


def can_exempt_member(user, member: Member) -> bool:
    """Whoever keys the household's scores may say that a member cannot be scored, and propose it to the council.

    The officer of the neighbourhood and the clerk propose ("chờ hội đồng quyết định"), whatever the reason: taking
    somebody out of the share changes who gets a title, so it is the standing office that sets "không tính" or "tính là
    chưa đạt" (`can_decide_exemption`). Who has plainly moved or died is put right in the registry, not exempted.
    """
    return can_score_sheet(user, member.household)


def can_decide_exemption(user, member: Member) -> bool:
    """The standing office says at once what an exemption does to the share."""
    return user.holds({RoleKind.STANDING}, member.household.unit)


def can_settle_exemption(user, exemption: Exemption) -> bool:
    """The standing office writes down what the council has decided on a proposal."""
    return can_decide_exemption(user, exemption.member)


def can_lift_exemption(user, exemption: Exemption) -> bool:
    """A proposal is withdrawn by whoever may propose; a decision is lifted by the standing office alone."""
    if exemption.effect == ExemptionEffect.COUNCIL:
        return can_exempt_member(user, exemption.member)
    return can_decide_exemption(user, exemption.member)


def can_view_results(user, phase: Phase) -> bool:
    """Totals per neighbourhood are open to everybody who works for the ward."""
    return works_for_ward(user)


def can_close_phase(user, phase: Phase) -> bool:
    """The standing office closes a phase, opens it again, and changes its rules."""
    return user.holds({RoleKind.STANDING}, phase.campaign.ward)


def can_change_rules(user, phase: Phase) -> bool:
    """The standing office makes a new version of the rules while the phase is not closed."""
    return can_close_phase(user, phase) and phase.status != PhaseStatus.CLOSED


def can_view_unit_result(user, unit: Unit) -> bool:
    """Households by name are for the staff of that neighbourhood and of the ward."""
    return user.holds(STAFF, unit)


def can_list_approvals(user, phase: Phase) -> bool:
    """Staff see how far their own neighbourhoods are on the way up."""
    return can_list_sheets(user, phase)


def can_view_approval(user, unit: Unit) -> bool:
    """Staff of the neighbourhood and of the ward read what was signed for, and every move with its reason."""
    return user.holds(STAFF, unit)


def can_sign_unit(user, unit: Unit) -> bool:
    """The officer signs for the neighbourhood; the ward's clerk where it signs on paper and has no account."""
    return user.holds({RoleKind.OFFICER, RoleKind.CLERK}, unit)


def can_approve_units(user, phase: Phase) -> bool:
    """The standing office of the ward approves what neighbourhoods have signed for; never one's own signature."""
    return user.holds({RoleKind.STANDING}, phase.campaign.ward)


def can_return_unit(user, unit: Unit) -> bool:
    """The standing office sends a neighbourhood back and takes back its own approval."""
    return user.holds({RoleKind.STANDING}, unit)


def can_view_register(user, phase: Phase) -> bool:
    """Staff see the register of sheets of their own units."""
    return can_list_sheets(user, phase)


def can_view_unit_register(user, unit: Unit) -> bool:
    """Which household has which sheet is for the staff of that neighbourhood and of the ward."""
    return user.holds(STAFF, unit)


def can_keep_register(user, unit: Unit) -> bool:
    """Who keys scores also hands out and collects the sheets; administrators and the chairman read."""
    return user.holds(SCORERS, unit)


def can_print_sheets(user, phase: Phase) -> bool:
    """Who keeps the register of a neighbourhood prints its sheets; the ward's office prints all."""
    return any(kind in SCORERS for kind, _ in user.held_roles)


def can_view_paper(user, paper: PaperSheet) -> bool:
    """Staff of the neighbourhood the sheet is at home in."""
    return can_view_unit_register(user, paper.place)


def can_keep_paper(user, paper: PaperSheet) -> bool:
    """Printing a sheet once more, binding a spare one to a household, taking that back."""
    return can_keep_register(user, paper.place)


def can_find_paper(user) -> bool:
    """Staff open sheets by their codes; of other units they find none."""
    return any(kind in STAFF for kind, _ in user.held_roles)


def can_view_patterns(user, phase: Phase) -> bool:
    """What deserves a second look is for the ward's office and the chairman, not for those who are looked at."""
    return user.holds(OFFICE | {RoleKind.CHAIRMAN}, phase.campaign.ward)


def can_note_pattern(user, phase: Phase) -> bool:
    """The standing office goes and looks at the paper, and writes down what it has seen."""
    return user.holds({RoleKind.STANDING}, phase.campaign.ward)


def can_list_second_entries(user, phase: Phase) -> bool:
    """Staff see which sheets of their own units are keyed a second time, and how often both entries differed."""
    return can_list_sheets(user, phase)


def can_enter_second(user, one: SecondSheet) -> bool:
    """Who keys scores there and had no part in the first entry, or, in a ward of one clerk, long enough ago."""
    return can_score_sheet(user, one.household) and one.may_be_keyed_by(user.pk)


def can_settle_second(user, one: SecondSheet) -> bool:
    """A third person who keys scores there: maker is not checker; in a ward of one clerk anybody who keys."""
    return can_score_sheet(user, one.household) and one.may_be_settled_by(user.pk)


def can_drop_second(user, one: SecondSheet) -> bool:
    """Who is keying it, or the ward's office for somebody who cannot go on; once it is finished, who may settle it."""
    if one.state == SecondState.DIFFERING:
        return can_settle_second(user, one)
    is_own = one.entry is not None and one.entry.begun_by_id == user.pk
    return can_score_sheet(user, one.household) and (is_own or user.holds(OFFICE, one.household.ward))


def can_choose_second(user, phase: Phase) -> bool:
    """The standing office says which sheets are keyed a second time, while the phase is not closed."""
    return can_change_rules(user, phase)


def can_issue_links(user, unit: Unit) -> bool:
    """Who keeps the register hands out the slips that let households in by themselves, and ends them."""
    return can_keep_register(user, unit)


def can_list_self_scores(user, unit: Unit) -> bool:
    """Who reads the sheets of a neighbourhood reads what its households have sent."""
    return can_view_unit_register(user, unit)


def can_knock(user) -> bool:
    """Anybody may ask to be let in by a slip: what the slip says decides."""
    return True


def can_score_own_household(user, link: HouseholdLink) -> bool:
    """Whoever holds a household's slip, account or not, while it has not been revoked and the phase is not closed."""
    return link.revoked_at is None and not link.phase.is_closed


def can_list_targets(user) -> bool:
    """Whoever holds a role; the list shows only what `visible_to` gives."""
    return bool(user.unit_codes)


def can_view_targets(user, campaign: Campaign) -> bool:
    """Whoever sees the campaign: its own people, the ward above a school, who works below the ward."""
    return bool(user.unit_codes)


def can_view_target(user, target: Target) -> bool:
    """Whoever sees the campaign."""
    return can_view_targets(user, target.campaign)


def enterers_and_head(unit: Unit) -> tuple[set[str], set[str]]:
    """Which roles enter the readings of a unit's targets, and which one answers for them."""
    if unit.kind == UnitKind.SCHOOL:
        return SCHOOL, {RoleKind.PRINCIPAL}
    return OFFICE, {RoleKind.CHAIRMAN}


def can_record_reading(user, target: Target) -> bool:
    """The school's people, for the ward's own targets its office; nobody enters for a unit below."""
    return user.holds(enterers_and_head(target.campaign.ward)[0], target.campaign.ward)


def can_correct_reading(user, reading: Reading) -> bool:
    """Whoever enters."""
    return can_record_reading(user, reading.target)


def can_view_reading(user, reading: Reading) -> bool:
    """Whoever sees its target; the same people open its files."""
    return can_view_target(user, reading.target)


def can_approve_reading(user, reading: Reading) -> bool:
    """The principal (of a ward the chairman), and never the own reading.

    What the principal has entered is approved by somebody else who enters: of the two people behind every number that
    counts one is the principal. A school with one account approves nothing by itself, and its pages say so.
    """
    unit = reading.target.campaign.ward
    enterers, head = enterers_and_head(unit)
    if reading.entered_by_id == user.pk:
        return False
    return user.holds(head, unit) or (user.holds(enterers, unit) and reading.entered_by.holds(head, unit))


def can_return_reading(user, reading: Reading) -> bool:
    """Whoever may approve it."""
    return can_approve_reading(user, reading)
