"""Reports on targets: begun, written, approved by somebody else, sent to each addressee, then never changed.

Whoever moves a report holds its row; what it says is drawn up and frozen inside the same transaction.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from emulation.actions.files import keep_files
from emulation.choices import UnitKind
from emulation.kit import audit, clock, transitions
from emulation.kit.vietnamese import tidy
from emulation.models import KeptFile
from scoring.models import pack

from ..choices import ReportStatus, ReportVerb
from ..models import ReportDue, ReportLetter, ReportMove, TargetReport
from ..queries.reports import addressees_of, drawn_up, latest_of
from ..rules import reports as rules
from ..rules.report_content import as_data

BEATEN = "Người khác vừa chuyển trạng thái báo cáo nên chưa ghi gì. Hãy xem trạng thái mới rồi làm tiếp nếu vẫn cần."
CHANGED = (
    "Số liệu hoặc nội dung vừa thay đổi trong lúc bạn xem nên chưa duyệt. Hãy xem lại báo cáo rồi duyệt bản mới nhất."
)
NO_REASON = "Hãy ghi lý do, để người soạn và người xem sau biết cần sửa gì."
OWN_WORDS = "Người soạn không duyệt báo cáo của chính mình. Hãy nhờ người khác của đơn vị duyệt."
TRAIL = {
    ReportVerb.APPROVE: "duyệt báo cáo",
    ReportVerb.RETURN: "trả báo cáo về bản nháp",
    ReportVerb.SEND: "ghi báo cáo đã gửi",
    ReportVerb.REPLACE: "lập bản thay thế báo cáo",
}
FIELDS = (*rules.TEXTS, "made_on", "code", "recipients")


class ReportRefused(ValueError):
    """What cannot be done with a report; the message is a Vietnamese sentence that says what to do next."""


class TextsChanged(Exception):
    """Somebody else has written the draft meanwhile; `standing` is the draft as it is now."""

    def __init__(self, standing: TargetReport):
        super().__init__(standing.pk)
        self.standing = standing


@transaction.atomic
def start_report(due: ReportDue, *, made_on: date | None = None, by) -> TargetReport:
    """Begins the report that is due; where it has been begun, that one. A late one may follow the campaign's end."""
    hold(due)
    if found := latest_of(due):
        return found
    unit = due.campaign.ward
    code = rules.suggested_code(unit.name, unit.kind == UnitKind.SCHOOL)
    report = TargetReport.objects.create(due=due, code=code, made_on=made_on or clock.today(), written_by=by)
    audit.record("soạn báo cáo", report, by=by, after={"due": due.number, "campaign": due.campaign.code})
    return report


@transaction.atomic
def write_report(report: TargetReport, values: dict, *, seen: int, by) -> TargetReport:
    """Writes the texts of a draft; `seen` is the edition somebody started from, what already stands so is left alone.

    Raises TextsChanged where somebody else wrote meanwhile, ReportRefused where it is no draft any more.
    """
    hold(report.due)
    standing = fresh(report)
    if standing.status != ReportStatus.DRAFT:
        raise ReportRefused(rules.STANDS[ReportStatus(standing.status)])
    if all(getattr(standing, name) == value for name, value in values.items()):
        return standing
    if standing.edition != seen:
        raise TextsChanged(standing)
    changed = sorted(name for name, value in values.items() if getattr(standing, name) != value)
    anew = {"edition": F("edition") + 1, "written_at": clock.now(), "written_by": by}
    TargetReport.objects.filter(pk=standing.pk).update(**values, **anew)
    audit.record("sửa báo cáo", standing, by=by, after={"fields": changed})
    return fresh(report)


@transaction.atomic
def approve_report(report: TargetReport, *, seen: str, by) -> TargetReport:
    """Freezes what the report says and makes a letter for each addressee; `seen` is the stamp of what was looked at.

    Approving it twice changes nothing. Raises ReportRefused.
    """
    hold(report.due)
    standing = fresh(report)
    if standing.status == ReportStatus.APPROVED and standing.approved_by_id == by.pk:
        return standing
    content = drawn_up(standing)
    frozen = pack(as_data(content))
    if standing.status == ReportStatus.DRAFT:
        if standing.written_by_id == by.pk:
            raise ReportRefused(OWN_WORDS)
        if frozen["sha256"] != seen:
            raise ReportRefused(CHANGED)
        if flaws := content.flaws():
            raise ReportRefused(" ".join(flaws))
    move(standing, ReportVerb.APPROVE, by, approved_at=clock.now(), approved_by=by, **frozen)
    ReportLetter.objects.bulk_create(
        ReportLetter(report=standing, addressee=one, addressed=str(one)) for one in addressees_of(standing)
    )
    return standing


@transaction.atomic
def return_report(report: TargetReport, reason: str, *, by) -> TargetReport:
    """Makes an approved report a draft again, for a reason, as long as nothing of it was sent. Raises ReportRefused."""
    hold(report.due)
    standing, reason = fresh(report), tidy(reason)
    if standing.status == ReportStatus.DRAFT and is_repeated(standing, ReportVerb.RETURN, by):
        return standing
    refuse_silence(reason)
    undone = {"approved_at": None, "approved_by": None, "packed": b"", "sha256": ""}
    move(standing, ReportVerb.RETURN, by, reason, **undone)
    standing.letters.all().delete()
    return standing


@transaction.atomic
def record_sending(letter: ReportLetter, values: dict, uploads: Iterable[KeptFile] = (), *, by) -> ReportLetter:
    """Records that the letter to one addressee was sent, on which day and how; the first one freezes the report.

    `uploads` are scans that `write_files` has written. The same again adds a scan that is not there yet and changes
    nothing else. Whether it was late follows from the dates. Raises ReportRefused.
    """
    hold(letter.report.due)
    standing = ReportLetter.objects.select_related("report__due__campaign", "addressee").filter(pk=letter.pk).first()
    if standing is None:
        raise ReportRefused("Báo cáo vừa được trả về bản nháp nên chưa ghi gửi được. Hãy duyệt lại trước.")
    if standing.is_sent:
        if all(getattr(standing, name) == value for name, value in values.items()):
            hang_scans(standing, uploads, by=by)
            return standing
        raise ReportRefused(f"Bản gửi {standing.addressed} đã được ghi gửi ngày {standing.sent_on:%d/%m/%Y}.")
    refuse_impossible_sending(standing, values)
    if standing.report.status != ReportStatus.SENT:
        move(standing.report, ReportVerb.SEND, by)
    for name, value in (values | {"recorded_at": clock.now(), "recorded_by": by}).items():
        setattr(standing, name, value)
    standing.save()
    standing.files.add(*keep_files(uploads, by=by))
    told = {"addressee": standing.addressed, "sent_on": f"{standing.sent_on:%Y-%m-%d}", "number": standing.number}
    audit.record("ghi bản gửi báo cáo", standing, by=by, after=told)
    return standing


@transaction.atomic
def add_scans(letter: ReportLetter, uploads: Iterable[KeptFile], *, by) -> int:
    """Hangs scans on a letter that was sent, also later on; a file it has already is left out. How many were added."""
    hold(letter.report.due)
    if not ReportLetter.objects.get(pk=letter.pk).is_sent:
        raise ReportRefused("Bản này chưa ghi là đã gửi. Hãy ghi ngày gửi trước, hoặc gửi tệp cùng lúc.")
    return hang_scans(letter, uploads, by=by)


def hang_scans(letter: ReportLetter, uploads: Iterable[KeptFile], *, by) -> int:
    there = set(letter.files.values_list("sha256", flat=True))
    kept = keep_files([one for one in uploads if one.sha256 not in there], by=by)
    letter.files.add(*kept)
    if kept:
        audit.record("thêm bản chụp báo cáo", letter, by=by, after={"files": len(kept)})
    return len(kept)


def refuse_impossible_sending(letter: ReportLetter, values: dict) -> None:
    found = rules.flaws_of_sending(
        values["sent_on"],
        letter.report.made_on,
        letter.addressee.ends_on,
        values.get("number", ""),
        values.get("dated_on"),
        clock.today(),
    )
    if found:
        raise ReportRefused(" ".join(found.values()))


@transaction.atomic
def replace_report(report: TargetReport, reason: str, *, by) -> TargetReport:
    """Begins the version that replaces a sent one, with its words; the sent one stays. Raises ReportRefused."""
    hold(report.due)
    standing, reason = fresh(report), tidy(reason)
    if found := TargetReport.objects.filter(replaces=standing).first():
        return found
    if standing.status != ReportStatus.SENT:
        raise ReportRefused("Báo cáo chưa gửi nên chưa cần bản thay thế: cứ trả về bản nháp rồi sửa.")
    refuse_silence(reason)
    words = {name: getattr(standing, name) for name in FIELDS if name != "made_on"}
    made = TargetReport.objects.create(
        due=standing.due, version=standing.version + 1, replaces=standing, written_by=by, **words
    )
    ReportMove.objects.create(report=made, verb=ReportVerb.REPLACE, reason=reason, made_by=by)
    audit.record(TRAIL[ReportVerb.REPLACE], made, by=by, after={"version": made.version})
    return made


def hold(due: ReportDue) -> None:
    """Waits until nobody else writes or moves a report of this due, and keeps it so."""
    ReportDue.objects.select_for_update(no_key=True).get(pk=due.pk)


def fresh(report: TargetReport) -> TargetReport:
    return TargetReport.objects.for_page().get(pk=report.pk)


def refuse_silence(reason: str) -> None:
    if not reason:
        raise ReportRefused(NO_REASON)


def is_repeated(report: TargetReport, verb: str, by) -> bool:
    """Whether the latest move was this very one, by the same person."""
    latest = ReportMove.objects.filter(report=report).last()
    return latest is not None and (latest.verb, latest.made_by_id) == (verb, by.pk)


def move(report: TargetReport, verb: str, by, reason: str = "", **values) -> None:
    """Moves a report and records it; the reason may name people, so it stays with the move and out of the trail."""
    try:
        before, after = rules.moved(report.status, verb)
    except rules.MoveRefused as refusal:
        raise ReportRefused(str(refusal)) from refusal
    if not transitions.move(report, before, after, **values):
        raise ReportRefused(BEATEN)
    ReportMove.objects.create(report=report, verb=verb, reason=reason, made_by=by)
    audit.record(TRAIL[verb], report, by=by, before={"status": before}, after={"status": after})
