"""Who may make which paper; one predicate per verb."""

from emulation.choices import RoleKind
from emulation.models import Campaign, Phase
from scoring.permissions import enterers_and_head

from .models import ReportDue, TargetReport

PAPER_MAKERS = {RoleKind.CLERK, RoleKind.STANDING}


def can_make_papers(user, phase: Phase) -> bool:
    """The ward's office makes certificates and reports; what they hold is the whole ward's."""
    return user.holds(PAPER_MAKERS, phase.campaign.ward)


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
