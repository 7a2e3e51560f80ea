"""Who may do what in the registry and the campaign; one predicate per verb, asked by the view and by its button."""

from .choices import CampaignStatus, RoleKind
from .models import (
    CalendarLink,
    Campaign,
    CorrectionRequest,
    Household,
    HouseholdEvent,
    HouseholdImport,
    Job,
    LateEntryGrant,
    Member,
    Phase,
    StaffImport,
    StaffMember,
    Unit,
)
from .models.units import within

OFFICE = {RoleKind.CLERK, RoleKind.STANDING}
PLANNERS = {RoleKind.STANDING, RoleKind.ADMINISTRATOR}
KEEPERS = OFFICE | {RoleKind.OFFICER}
STAFF = OFFICE | {RoleKind.OFFICER, RoleKind.CHAIRMAN}
STARTERS = PLANNERS | {RoleKind.PRINCIPAL}  # a principal for the own school alone
SCHOOL = {RoleKind.PRINCIPAL, RoleKind.SCHOOL_STAFF}
STAFF_KEEPERS = KEEPERS | SCHOOL


def works_for_ward(user) -> bool:
    """Whoever holds a role other than those of a school, which has no part in the ward's households."""
    return any(kind not in SCHOOL for kind, _ in user.held_roles)


def can_open_portal(user) -> bool:
    """Any logged-in person has a home page."""
    return user.is_authenticated


def can_set_up(user) -> bool:
    """Administrators set up campaigns, units and people in Django admin."""
    return user.is_staff


def can_view_campaign(user, campaign: Campaign) -> bool:
    """Whoever holds a role in the ward reads its plan."""
    return bool(user.unit_codes)


def can_list_campaigns(user) -> bool:
    """Whoever works for a ward sees its campaigns."""
    return bool(user.unit_codes)


def can_start_campaign(user) -> bool:
    """Whoever sets up campaigns of some ward or school; of which one is asked apart."""
    return any(kind in STARTERS for kind, _ in user.held_roles)


def can_set_up_for(user, ward: Unit) -> bool:
    """The standing office and the administrators of this very ward; of a school they and its principal."""
    return user.holds(STARTERS, ward)


def can_prepare_campaign(user, campaign: Campaign) -> bool:
    """Whoever sets up campaigns of the ward opens the pages of its plan, also to read them after the launch."""
    return can_set_up_for(user, campaign.ward)


def can_write_campaign(user, campaign: Campaign) -> bool:
    """The pages of a plan are written until the campaign is launched."""
    return campaign.is_draft and can_prepare_campaign(user, campaign)


def can_view_commitments(user, campaign: Campaign) -> bool:
    """Whoever works for the ward reads its pledge list."""
    return works_for_ward(user)


def can_record_commitment(user, campaign: Campaign) -> bool:
    """Signatures are collected before and after the launch, until the campaign has ended."""
    return can_prepare_campaign(user, campaign) and campaign.status != CampaignStatus.CLOSED


def can_list_households(user) -> bool:
    """Lists show only what `visible_to` gives; who works at a school alone has no list of households."""
    return user.is_authenticated and (works_for_ward(user) or not user.held_roles)


def can_view_household(user, household: Household) -> bool:
    """Staff of the household's neighbourhood or of a unit above it; administrators too, who see masked numbers."""
    return user.holds(STAFF | {RoleKind.ADMINISTRATOR}, household.unit)


def can_add_household(user) -> bool:
    """Whoever keeps the registry of a neighbourhood or of the ward; in which one is asked per unit."""
    return any(kind in KEEPERS for kind, _ in user.held_roles)


def can_change_household(user, household: Household) -> bool:
    """The ward's office and the officer of the neighbourhood keep the registry; administrators and chairman do not."""
    return user.holds(KEEPERS, household.unit)


def can_change_member(user, member: Member) -> bool:
    """Whoever keeps the household."""
    return can_change_household(user, member.household)


def can_move_household(user, household: Household) -> bool:
    """The ward's office, because a move takes a household from one officer to another."""
    return user.holds(OFFICE, household.ward)


def can_undo_event(user, event: HouseholdEvent) -> bool:
    """Whoever may record it."""
    return can_change_household(user, event.household)


def can_reveal_number(user, member: Member) -> bool:
    """Whoever keeps the household, for a reason; administrators never read full personal numbers."""
    return can_change_member(user, member)


def can_list_corrections(user) -> bool:
    """Staff see the requests of their own units."""
    return any(kind in STAFF for kind, _ in user.held_roles)


def can_request_correction(user, member: Member) -> bool:
    """Whoever keeps the household asks; somebody else decides."""
    return can_change_member(user, member)


def can_decide_correction(user, request: CorrectionRequest) -> bool:
    """The standing office or the chairman, never on a request of one's own."""
    approvers = {RoleKind.STANDING, RoleKind.CHAIRMAN}
    return user.holds(approvers, request.member.household.unit) and request.requested_by_id != user.pk


def can_withdraw_correction(user, request: CorrectionRequest) -> bool:
    """One takes back what one has asked for oneself."""
    return request.requested_by_id == user.pk


def can_export_households(user) -> bool:
    """Whoever sees the list may take it along, without personal numbers."""
    return can_list_households(user)


def can_export_numbers(user) -> bool:
    """Only the ward's office takes citizen ids and phones out, for the units it keeps, and says why."""
    return any(kind in OFFICE for kind, _ in user.held_roles)


def can_import_households(user) -> bool:
    """The ward's office takes in household lists, an officer those of the own neighbourhood; see `import_scope`."""
    return any(kind in OFFICE | {RoleKind.OFFICER} for kind, _ in user.held_roles)


def import_scope(user, ward: Unit) -> frozenset[int] | None:
    """Keys of the neighbourhoods whose households this person may take in; None for all of the ward."""
    if user is None or user.holds(OFFICE, ward):
        return None
    codes = [code for kind, code in user.held_roles if kind in OFFICE | {RoleKind.OFFICER}]
    units = Unit.objects.below(ward).neighbourhoods().current().filter(within(codes))
    return frozenset(units.values_list("pk", flat=True))


def can_import_into(user, ward: Unit) -> bool:
    """The office of this very ward, and the officers of its neighbourhoods."""
    return import_scope(user, ward) != frozenset()


def can_use_import(user, household_import: HouseholdImport) -> bool:
    """Only the person who uploaded a list goes on with it, while still in that office."""
    return household_import.uploaded_by_id == user.pk and can_import_into(user, household_import.campaign.ward)


def can_view_import(user, household_import: HouseholdImport) -> bool:
    """What a saved list has brought: whoever made it, and the office of the ward."""
    return user.holds(OFFICE, household_import.campaign.ward) or can_use_import(user, household_import)


def can_undo_import(user, household_import: HouseholdImport) -> bool:
    """Whoever saved a list takes it back, while still in that office; the standing office may do it for others."""
    standing = user.holds({RoleKind.STANDING}, household_import.campaign.ward)
    return household_import.saved_at is not None and (standing or can_use_import(user, household_import))


def can_list_staff(user) -> bool:
    """Whoever holds a role; the list shows only what `visible_to` gives."""
    return bool(user.unit_codes)


def can_keep_staff(user) -> bool:
    """Whoever keeps the lists of some unit; of which one is asked per unit."""
    return any(kind in STAFF_KEEPERS for kind, _ in user.held_roles)


def can_keep_staff_of(user, unit: Unit) -> bool:
    """The unit's own people, and the office of a unit above it; administrators and chairman only read."""
    return user.holds(STAFF_KEEPERS, unit)


def can_change_staff(user, member: StaffMember) -> bool:
    """Whoever keeps the list of the unit this person works at."""
    return can_keep_staff_of(user, member.unit)


def can_use_staff_import(user, staff_import: StaffImport) -> bool:
    """Only the person who uploaded a list goes on with it, while still keeping the list of that unit."""
    return staff_import.uploaded_by_id == user.pk and can_keep_staff_of(user, staff_import.unit)


def can_view_job(user, job: Job) -> bool:
    """A job and its file belong to the person who asked for it."""
    return job.created_by_id == user.pk


def can_view_deadlines(user, phase: Phase) -> bool:
    """Whoever works for the ward sees its deadlines, and how far each neighbourhood is."""
    return works_for_ward(user)


def can_grant_late_entry(user, phase: Phase) -> bool:
    """Only the standing office of the ward lets scores in after the deadline."""
    return user.holds({RoleKind.STANDING}, phase.campaign.ward)


def can_revoke_late_entry(user, grant: LateEntryGrant) -> bool:
    """Whoever may grant may take back, also what a colleague has granted."""
    return can_grant_late_entry(user, grant.phase)


def can_subscribe_calendar(user, phase: Phase) -> bool:
    """Whoever sees the deadlines may have an address by which a calendar follows them."""
    return can_view_deadlines(user, phase)


def can_follow_calendar(user, link: CalendarLink) -> bool:
    """Whoever has the secret address reads it without logging in: it leads to facts of a public plan."""
    return link.revoked_at is None


def can_list_units(user) -> bool:
    """Whoever works for a ward sees those of its units that `visible_to` gives."""
    return bool(user.unit_codes)


def can_view_unit(user, unit: Unit) -> bool:
    """Staff of the unit or of one above it, and those who set units up."""
    return user.holds(STAFF | SCHOOL | PLANNERS, unit)


def can_change_unit(user, unit: Unit) -> bool:
    """The standing office prepares and records changes, administrators may too; both from above the unit."""
    return user.holds(PLANNERS, unit.parent or unit)
