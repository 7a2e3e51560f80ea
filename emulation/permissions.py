"""Who may do what in the registry and the campaign; one predicate per verb, asked by the view and by its button."""

from .choices import RoleKind
from .models import Household, HouseholdImport, Job, Unit

OFFICE = {RoleKind.CLERK, RoleKind.STANDING}
STAFF = OFFICE | {RoleKind.OFFICER, RoleKind.CHAIRMAN}


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
