"""Who may do what with sheets and results; one predicate per verb, asked by the view and by its button."""

from emulation.choices import PhaseStatus, RoleKind
from emulation.models import Campaign, Household, Phase, Unit
from emulation.permissions import STAFF

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


def can_view_results(user, phase: Phase) -> bool:
    """Totals per neighbourhood are open to everybody who works for the ward."""
    return bool(user.unit_codes)


def can_close_phase(user, phase: Phase) -> bool:
    """The standing office closes a phase, opens it again, and changes its rules."""
    return user.holds({RoleKind.STANDING}, phase.campaign.ward)


def can_change_rules(user, phase: Phase) -> bool:
    """The standing office makes a new version of the rules while the phase is not closed."""
    return can_close_phase(user, phase) and phase.status != PhaseStatus.CLOSED


def can_view_unit_result(user, unit: Unit) -> bool:
    """Households by name are for the staff of that neighbourhood and of the ward."""
    return user.holds(STAFF, unit)
