"""Who may do what in the registry and the campaign; one predicate per verb, asked by the view and by its button."""

from .choices import RoleKind
from .models import CalendarLink, Campaign, Household, HouseholdImport, Job, LateEntryGrant, Phase, Unit

OFFICE = {RoleKind.CLERK, RoleKind.STANDING}
STAFF = OFFICE | {RoleKind.OFFICER, RoleKind.CHAIRMAN}
UNIT_KEEPERS = {RoleKind.STANDING, RoleKind.ADMINISTRATOR}


def can_open_portal(user) -> bool:
    """Any logged-in person has a home page."""
    return user.is_authenticated


def can_set_up(user) -> bool:
    """Administrators set up campaigns, units and people in Django admin."""
    return user.is_staff


def can_list_households(user) -> bool:
    """Lists show only what `visible_to` gives."""
    return user.is_authenticated


def can_view_household(user, household: Household) -> bool:
    """Staff of the household's neighbourhood or of a unit above it."""
    return user.holds(STAFF, household.unit)


def can_export_households(user) -> bool:
    """Whoever sees the list may take it along, without personal numbers."""
    return can_list_households(user)


def can_export_numbers(user) -> bool:
    """Only the ward's office takes citizen ids and phones out, for the units it keeps, and says why."""
    return any(kind in OFFICE for kind, _ in user.held_roles)


def can_import_households(user) -> bool:
    """The ward's office takes in household lists; where exactly is asked per ward."""
    return any(kind in OFFICE for kind, _ in user.held_roles)


def can_import_into(user, ward: Unit) -> bool:
    """The office of this very ward."""
    return user.holds(OFFICE, ward)


def can_use_import(user, household_import: HouseholdImport) -> bool:
    """Only the person who uploaded a list goes on with it, while still in that office."""
    return household_import.uploaded_by_id == user.pk and can_import_into(user, household_import.campaign.ward)


def can_view_job(user, job: Job) -> bool:
    """A job and its file belong to the person who asked for it."""
    return job.created_by_id == user.pk


def can_view_campaign(user, campaign: Campaign) -> bool:
    """Whoever holds a role in the ward reads its plan."""
    return bool(user.unit_codes)


def can_view_deadlines(user, phase: Phase) -> bool:
    """Whoever works for the ward sees its deadlines, and how far each neighbourhood is."""
    return bool(user.unit_codes)


def can_grant_late_entry(user, phase: Phase) -> bool:
    """Only the standing office of the ward lets scores in after the deadline."""
    return user.holds({RoleKind.STANDING}, phase.campaign.ward)


def can_revoke_late_entry(user, grant: LateEntryGrant) -> bool:
    """Whoever may grant may take back, also what a colleague has granted."""
    return can_grant_late_entry(user, grant.phase)


def can_subscribe_calendar(user, phase: Phase) -> bool:
    """Whoever reads the plan may have an address by which a calendar follows it."""
    return can_view_campaign(user, phase.campaign)


def can_follow_calendar(user, link: CalendarLink) -> bool:
    """Whoever has the secret address reads it without logging in: it leads to facts of a public plan."""
    return link.revoked_at is None


def can_list_units(user) -> bool:
    """Whoever works for a ward sees those of its units that `visible_to` gives."""
    return bool(user.unit_codes)


def can_view_unit(user, unit: Unit) -> bool:
    """Staff of the unit or of one above it, and those who set units up."""
    return user.holds(STAFF | UNIT_KEEPERS, unit)


def can_change_unit(user, unit: Unit) -> bool:
    """The standing office prepares and records changes, administrators may too; both from above the unit."""
    return user.holds(UNIT_KEEPERS, unit.parent or unit)
