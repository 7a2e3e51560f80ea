"""What pages say of councils and their meetings: rows, badges, what comes next."""

from collections import Counter
from dataclasses import dataclass

from emulation.kit import clock

from ..choices import MeetingStatus, SubjectKind
from ..models import Meeting, Nomination, Seat
from ..queries.meetings import LineRow, Standing
from ..rules.voting import State
from .voting import BRIEF, TONES, outcome_words

MEETING_TONES = {
    MeetingStatus.PREPARING: "warn",
    MeetingStatus.HELD: "warn",
    MeetingStatus.CLOSED: "good",
    MeetingStatus.CANCELLED: "plain",
}


@dataclass(frozen=True)
class Badge:
    text: str
    tone: str


def meeting_badge(meeting: Meeting) -> Badge:
    status = MeetingStatus(meeting.status)
    return Badge(status.label, MEETING_TONES[status])


def term_words(seat: Seat) -> str:
    """ "từ 01/01/2022", "từ 01/01/2022 đến hết 31/12/2025"."""
    return f"từ {seat.starts_on:%d/%m/%Y}" + (f" đến hết {seat.ends_on:%d/%m/%Y}" if seat.ends_on else "")


@dataclass(frozen=True)
class SeatLine:
    """One seat as the page of the council shows it."""

    seat: Seat
    term: str
    badge: Badge | None


def seat_line(seat: Seat, day) -> SeatLine:
    badge = None
    if seat.ends_on and seat.ends_on < day:
        badge = Badge("đã thôi", "plain")
    elif seat.starts_on > day:
        badge = Badge("chưa bắt đầu", "plain")
    elif seat.ends_on and (seat.ends_on - day).days <= 30:
        badge = Badge("sắp hết nhiệm kỳ", "warn")
    return SeatLine(seat, term_words(seat), badge)


@dataclass(frozen=True)
class VoteLine:
    """One line of the agenda as pages show it."""

    row: LineRow
    badge: Badge
    says: str
    aside: str

    @property
    def line(self):
        return self.row.line


def vote_line(row: LineRow) -> VoteLine:
    aside = ", ".join(seat.full_name for seat in row.aside)
    if not row.is_fit and not row.line.outcome:
        brief, says = unfit_words(row.line.nomination)
        return VoteLine(row, Badge(brief, "bad"), says, aside)
    if row.outcome is None:
        return VoteLine(row, Badge("Chưa ghi phiếu", "plain"), outcome_words(None, row.rules), aside)
    state, later = row.outcome.state, " Đề nghị đã rút sau phiên họp." if row.withdrawn else ""
    return VoteLine(row, Badge(BRIEF[state], TONES[state]), outcome_words(row.outcome, row.rules) + later, aside)


def unfit_words(one: Nomination) -> tuple[str, str]:
    """Why a line may not stay on the agenda as it is, and what to do."""
    if not one.is_standing:
        return "Đã rút", "Đề nghị này đã rút: hãy bỏ khỏi chương trình."
    if not one.is_confirmed:
        return "Mất xác nhận", "Đơn vị đã bỏ xác nhận: hãy nhờ xác nhận lại hoặc bỏ khỏi chương trình."
    return "Không còn khớp", "Kết quả của đợt đã được mở lại: hãy bỏ khỏi chương trình, hoặc chốt lại rồi đề nghị lại."


def state_counts(found: Standing) -> list[tuple[int, str]]:
    """How many lines came out how, in the order one wants to know it; nothing of what there is none of."""
    counts = Counter(row.outcome.state if row.outcome else None for row in found.lines)
    words = [
        (State.PASSED, "thông qua"), (State.FAILED, "không thông qua"), (State.TIE, "ngang phiếu"),
        (State.IMPOSSIBLE, "mâu thuẫn"), (State.NO_QUORUM, "không đủ người họp"), (None, "chưa ghi phiếu"),
    ]  # fmt: skip
    return [(counts[state], said) for state, said in words if counts[state]]


def kind_words(found: Standing) -> str:
    """ "2 tập thể, 1 cá nhân, 40 hộ gia đình"."""
    counts = Counter(row.line.nomination.subject_kind for row in found.lines)
    return ", ".join(f"{counts[kind]} {kind.label.lower()}" for kind in SubjectKind if counts[kind])


def when_words(meeting: Meeting) -> str:
    """ "14:00 ngày 12/09/2022"."""
    return f"{clock.local(meeting.starts_at):%H:%M ngày %d/%m/%Y}"


@dataclass(frozen=True)
class Step:
    """One step of the way of a meeting, as the stepper draws it."""

    label: str
    note: str
    state: str  # done, current, ahead


def steps_of(found: Standing) -> list[Step]:
    """Agenda, people, conflicts, votes, minutes; the first that is not done is the current one."""
    meeting = found.meeting
    counted = sum(row.line.is_counted for row in found.lines)
    done = [
        (f"{len(found.lines)} dòng", bool(found.lines)),
        (f"{len(found.seats) - found.unsaid}/{len(found.seats)} người", bool(found.seats) and not found.unsaid),
        (f"còn {found.unanswered} câu hỏi" if found.unanswered else "đã xem", not found.unanswered),
        (f"{counted}/{len(found.lines)} dòng", bool(found.lines) and counted == len(found.lines)),
        ("đã khóa" if meeting.is_closed else "chưa khóa", meeting.is_closed),
    ]
    labels = ["Chương trình", "Tham dự", "Xung đột lợi ích", "Biểu quyết", "Biên bản"]
    current = next((at for at, (_, is_done) in enumerate(done) if not is_done), len(done))
    return [
        Step(label, note, "done" if is_done else "current" if at == current else "ahead")
        for at, (label, (note, is_done)) in enumerate(zip(labels, done, strict=True))
    ]
