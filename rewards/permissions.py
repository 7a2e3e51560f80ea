"""Who may make which paper; one predicate per verb."""

from django.db.models import QuerySet

from emulation.choices import RoleKind, UnitKind
from emulation.models import Phase, Unit
from emulation.models.units import within

from .models import Dossier, HistoryImport, Nomination

PAPER_MAKERS = {RoleKind.CLERK, RoleKind.STANDING}


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
