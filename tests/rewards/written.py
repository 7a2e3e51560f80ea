"""Reports on targets for tests: begun, written, approved and sent in one line each."""

from datetime import date

from emulation.models import Campaign
from rewards.actions.reports import approve_report, record_sending, start_report, write_report
from rewards.models import ReportDue, ReportLetter, TargetReport
from rewards.queries.reports import drawn_up, stamp_of
from rewards.rules.reports import TEXTS

ALL_TEXTS = {name: f"{label}: đã ghi." for name, label in TEXTS.items()}


def due_of(campaign: Campaign, number: int = 1) -> ReportDue:
    return ReportDue.objects.select_related("campaign__ward").get(campaign=campaign, number=number)


def written(campaign: Campaign, number: int = 1, *, made_on: date, by, **texts) -> TargetReport:
    """A draft with all its texts: written(campaign, made_on=…, by=deputy, causes="Thiếu máy")."""
    report = start_report(due_of(campaign, number), made_on=made_on, by=by)
    return write_report(report, ALL_TEXTS | texts, seen=report.edition, by=by)


def approved(report: TargetReport, *, by) -> TargetReport:
    return approve_report(report, seen=stamp_of(drawn_up(report)), by=by)


def sent(letter: ReportLetter, on: date, *, by, uploads=(), **more) -> ReportLetter:
    """A letter recorded as sent: sent(letter, date(2023, 11, 24), by=deputy, number="47/BC-MNTH", dated_on=…)."""
    return record_sending(
        letter, {"sent_on": on, "sent_by": "paper", "number": "", "dated_on": None} | more, uploads, by=by
    )
