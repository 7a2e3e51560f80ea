"""The registry and the campaign, a module for each family of nouns."""

from ..kit.audit import AuditEntry
from ..kit.jobs import Job
from .campaigns import Campaign, Commitment, Issuer, LegalBasis, Phase, PlanSection, Step
from .corrections import CorrectionRequest
from .deadlines import CalendarLink, LateEntryGrant
from .files import KeptFile
from .household_events import HouseholdEvent
from .households import Household, Member
from .imports import HouseholdImport, ImportUndo
from .people import Role, User
from .staff import StaffImport, StaffMember
from .unit_changes import HouseholdMove, UnitChange, UnitChangePart
from .units import Unit

__all__ = [
    "AuditEntry",
    "CalendarLink",
    "Campaign",
    "Commitment",
    "CorrectionRequest",
    "Household",
    "HouseholdEvent",
    "HouseholdImport",
    "HouseholdMove",
    "ImportUndo",
    "Issuer",
    "Job",
    "KeptFile",
    "LateEntryGrant",
    "LegalBasis",
    "Member",
    "Phase",
    "PlanSection",
    "Role",
    "StaffImport",
    "StaffMember",
    "Step",
    "Unit",
    "UnitChange",
    "UnitChangePart",
    "User",
]
