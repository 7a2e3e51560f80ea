"""What pages say of reports due: how they stand in time, what is to be done next."""

from dataclasses import dataclass

from emulation.kit import clock
from emulation.kit.vietnamese import thousands

from ..choices import ReportStatus
from ..documents.target_report_words import Part, part, summary_words, target_rows, waiting_words
from ..models import ReportLetter, TargetReport
from ..queries.reports import DueLine, has_second_person
from ..rules.report_content import Content
from ..rules.reports import TEXTS, Timing, early_words

SOON = 30  # days before the last day from which a report due is named on the home page


def time_words(timing: Timing) -> str:
    """ "còn 5 ngày", "quá hạn 3 ngày", "đã gửi 24/11/2023", "đã gửi 27/11/2023, trễ 3 ngày"."""
    late = thousands(timing.days_late)
    if timing.sent_on:
        return f"đã gửi {timing.sent_on:%d/%m/%Y}" + (f", trễ {late} ngày" if timing.days_late else "")
    if timing.is_overdue:
        return f"quá hạn {late} ngày"
    return f"còn {thousands(timing.days_left)} ngày" if timing.days_left else "hôm nay là hạn"


def tone_of(timing: Timing) -> str:
    if timing.is_overdue:
        return "bad"
    if timing.is_sent:
        return "warn" if timing.days_late else "good"
    return "warn" if timing.days_left <= SOON else "plain"


def state_words(line: DueLine) -> str:
    """The state of the version shown, to others than its own people only of what was sent; "" where the day says it."""
    if line.report is None:
        return "Chưa soạn" if line.is_own else "Chưa gửi"
    if line.report.status == ReportStatus.SENT and line.report.version == 1 and line.timing.is_sent:
        return ""
    version = f", bản {line.report.version}" if line.report.version > 1 else ""
    return f"{ReportStatus(line.report.status).label}{version}"


def next_words(line: DueLine) -> str:
    """What to do next about a report due, in a sentence; "" where nothing is left, and for those who cannot do it."""
    if not line.is_own or line.is_done:
        return ""
    if line.report is None:
        return "Bắt đầu soạn: cổng lập sẵn phần số liệu."
    if line.report.status == ReportStatus.DRAFT:
        left = line.unwritten
        return f"Còn ghi: {', '.join(left)}." if left else "Đã ghi đủ: người khác của đơn vị xem và duyệt."
    names = "; ".join(one.addressed for one in line.unsent)
    return f"Gửi rồi ghi ngày gửi: {names}."


def letter_words(sent_on, last_day, version: int) -> str:
    """How the letter to one addressee was sent, late or not; a version that replaces another one has no deadline."""
    if version > 1:
        return "bản thay thế"
    late = (sent_on - last_day).days
    return f"gửi trễ {thousands(late)} ngày" if late > 0 else "gửi đúng hạn"


@dataclass(frozen=True)
class DueRow:
    """A report due as lists show it."""

    line: DueLine
    state: str
    time: str
    tone: str
    next: str


def due_row(line: DueLine) -> DueRow:
    return DueRow(line, state_words(line), time_words(line.timing), tone_of(line.timing), next_words(line))


def is_near(line: DueLine) -> bool:
    """Whether the home page names it: overdue, within the last days before it, or something of it still to send."""
    return not line.is_done and line.timing.days_left <= SOON


@dataclass(frozen=True)
class LetterRow:
    """The letter to one addressee as the page of the report shows it."""

    letter: ReportLetter
    said: str
    tone: str


@dataclass(frozen=True)
class ReportPageWords:
    """What the page of one report shows of its content: numbers, texts, what is in the way of approving."""

    content: Content
    summary: str
    rows: list[tuple[str, ...]]
    waiting: str
    early: str
    parts: list[Part]
    flaws: list[str]
    letters: list[LetterRow]
    has_second_person: bool


def report_page(report: TargetReport, content: Content) -> ReportPageWords:
    is_draft = report.status == ReportStatus.DRAFT
    letters = report.letters.select_related("addressee").prefetch_related("files")
    return ReportPageWords(
        content,
        summary_words(content) if content.lines else "",
        target_rows(content),
        waiting_words(content),
        early_words(report.due.cut_off, report.made_on, clock.today()) if is_draft else "",
        [part(content, name) for name in TEXTS],
        content.flaws() if is_draft else [],
        [letter_row(one, report, content) for one in letters],
        not is_draft or has_second_person(report),
    )


def letter_row(letter: ReportLetter, report: TargetReport, content: Content) -> LetterRow:
    if not letter.is_sent:
        return LetterRow(letter, "chưa gửi", "warn")
    said = letter_words(letter.sent_on, content.last_day, report.version)
    return LetterRow(letter, said, "warn" if "trễ" in said else "good")
