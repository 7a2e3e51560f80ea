"""Reports on targets: which are due and how each stands, what one says, who could approve it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from emulation.choices import UnitKind
from emulation.kit import clock
from emulation.models import Campaign, Role, StaffMember
from scoring.models import Target, pack
from scoring.permissions import enterers_and_head
from scoring.queries.targets import TargetLine, target_lines

from ..choices import ReportStatus
from ..models import Addressee, ReportDue, ReportLetter, TargetReport
from ..rules.report_content import Content, Line, Plan, Signer, as_data
from ..rules.reports import Timing, day_counted, unwritten


@dataclass(frozen=True)
class DueLine:
    """A report due as one person sees it: the latest version shown to this person, how it stands in time."""

    due: ReportDue
    is_own: bool  # of the person's own unit, whose drafts are seen
    report: TargetReport | None
    timing: Timing

    @property
    def unsent(self) -> list[ReportLetter]:
        return [one for one in self.report.letters.all() if not one.is_sent] if self.report else []

    @property
    def unwritten(self) -> list[str]:
        return unwritten(self.report.texts) if self.report else []

    @property
    def is_done(self) -> bool:
        """Sent to everybody, and no version that would replace it is being written."""
        return self.timing.is_sent and (self.report is None or self.report.status == ReportStatus.SENT)


def complete_on(reports: Iterable[TargetReport]) -> date | None:
    """The day on which the last letter of a version was sent, of the first version that all its addressees have.

    A version that replaces a sent one makes nothing late: what was sent in time was sent in time.
    """
    for report in reports:
        letters = report.letters.all()
        if letters and all(one.is_sent for one in letters):
            return max(one.sent_on for one in letters)
    return None


def due_lines(user, dues: QuerySet[ReportDue], day: date) -> list[DueLine]:
    """Every report due this person may know of, overdue and nearest first; a fixed number of statements."""
    lines = [due_line(user, due, day) for due in dues.for_page()]
    return sorted(lines, key=lambda line: (line.timing.is_sent, line.due.last_day, line.due.campaign_id))


def due_line(user, due: ReportDue, day: date) -> DueLine:
    is_own = due.campaign.ward.code in user.unit_codes
    seen = [one for one in due.reports.all() if is_own or one.status == ReportStatus.SENT]
    timing = Timing(due.last_day, complete_on(due.reports.all()), day)
    return DueLine(due, is_own, seen[-1] if seen else None, timing)


def latest_of(due: ReportDue) -> TargetReport | None:
    return TargetReport.objects.filter(due=due).order_by("version").last()


def has_second_person(report: TargetReport) -> bool:
    """Whether anybody but the writer could approve: one of the two people is always the head of the unit."""
    unit = report.due.campaign.ward
    enterers, head = enterers_and_head(unit)
    roles = Role.objects.current().filter(unit=unit, user__is_active=True)
    if roles.filter(user=report.written_by, kind__in=head).exists():
        head = enterers | head
    return roles.filter(kind__in=head).exclude(user=report.written_by).exists()


# What a report says


def content_now(report: TargetReport) -> Content:
    """What a draft would say now; what was approved says what it said then."""
    return report.frozen if report.sha256 else drawn_up(report)


def drawn_up(report: TargetReport) -> Content:
    """The numbers of approved readings, the addressees of the day it is made, the texts as they are written."""
    due, campaign = report.due, report.due.campaign
    day = day_counted(due.cut_off, report.made_on)
    addressees = list(addressees_of(report))
    superior = next((one for one in addressees if one.is_superior), None)
    return Content(
        name=due.name,
        kind=due.kind,
        version=report.version,
        last_day=due.last_day,
        made_on=report.made_on,
        counted_on=day,
        code=report.code,
        superior=superior.name if superior else "",
        addressees=tuple(map(str, addressees)),
        recipients=tuple(filter(None, map(str.strip, report.recipients.splitlines()))),
        plan=plan_of(campaign, superior.place if superior else ""),
        staff=StaffMember.objects.filter(unit=campaign.ward).current_on(day).count(),
        texts=report.texts,
        lines=tuple(line_of(one) for one in target_lines(Target.objects.filter(campaign=campaign), day)),
        replaces=replaced_words(report.replaces) if report.replaces else "",
    )


def replaced_words(report: TargetReport) -> str:
    """How a report that was sent is cited: by number and day where văn thư gave them, else by the day it was sent."""
    letter = report.letters.exclude(sent_on=None).order_by("sent_on").first()
    if letter.number:
        return f"{report.due.name} số {letter.number} ngày {letter.dated_on:%d/%m/%Y}"
    return f"{report.due.name} đã gửi ngày {letter.sent_on:%d/%m/%Y}"


def stamp_of(content: Content) -> str:
    """What tells this content from any other: the page carries it, so that nobody approves what was not looked at."""
    return pack(as_data(content))["sha256"]


def addressees_of(report: TargetReport) -> QuerySet[Addressee]:
    """Those in force on the day the report is made."""
    return Addressee.objects.filter(campaign=report.due.campaign).valid_on(report.made_on)


def plan_of(campaign: Campaign, place: str) -> Plan:
    rows = campaign.issuers.values_list("agency", "on_behalf", "signer_title", "signer_name")
    return Plan(
        unit=campaign.ward.name,
        is_school=campaign.ward.kind == UnitKind.SCHOOL,
        is_practice=campaign.ward.is_practice,
        name=campaign.name,
        number=campaign.number,
        issued_on=campaign.issued_on,
        place=place or campaign.place,
        bases=tuple(campaign.legal_bases.values_list("text", flat=True)),
        signers=tuple(Signer(*row) for row in rows),
    )


def line_of(one: TargetLine) -> Line:
    target, goal = one.target, one.goal
    return Line(
        number=target.number,
        label=target.label,
        text=target.text,
        clause=target.clause,
        kind=target.kind,
        direction=target.direction,
        measure=target.measure,
        goal=goal.as_goal(),
        reading=one.judged_by.as_measured() if one.judged_by else None,
        state=one.state.value,
        waiting=one.waiting,
    )


def today_line(user, due: ReportDue) -> DueLine:
    """One report due, today."""
    return due_line(user, ReportDue.objects.for_page().get(pk=due.pk), clock.today())
