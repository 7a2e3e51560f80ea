"""What stands above and below the grid: who else is here, how far one is and how fast, what was noted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from emulation.kit import clock
from emulation.kit.vietnamese import tidy
from emulation.models import User

from ..actions.notes import NoteConflict
from ..models import CellNote
from ..rules.pace import FEW, pace_of

STEP = 5  # minutes; an estimate is no timetable


def company_words(others: list[User]) -> str:
    """Who else has the sheet open, and what that means; "" where nobody has."""
    if not others:
        return ""
    names = ", ".join(map(str, others))
    return (
        f"{names} cũng đang mở phiếu này. Nên để một người nhập; "
        "nếu hai người ghi khác nhau ở một dòng, cổng sẽ hỏi lại, không ghi đè."
    )


def pace_words(finished: list[datetime], left: int, now: datetime) -> str:
    """How fast somebody keys today and when the neighbourhood will be done; honest where too few sheets tell."""
    if not left:
        return ""
    pace = pace_of(finished)
    if pace is None:
        done = f"Hôm nay bạn đã xong {len(finished)} phiếu" if finished else "Hôm nay bạn chưa xong phiếu nào"
        return f"{done}; nhập liền mạch được {FEW + 1} phiếu thì cổng ước tính giờ xong."
    return f"Bạn nhập khoảng {pace.per_hour} phiếu/giờ, còn {left} phiếu, {end_words(pace.time_for(left), now)}."


def end_words(needed: timedelta, now: datetime) -> str:
    """ "xong khoảng 16:40", or how many hours of work are left where that is not today any more."""
    end = rounded_up(clock.local(now + needed))
    if end.date() == clock.local(now).date() and end.hour < 18:
        return f"xong khoảng {end:%H:%M}"
    hours = needed / timedelta(hours=1)
    return f"cần khoảng {max(1, round(hours))} giờ nhập nữa"


def rounded_up(moment: datetime) -> datetime:
    """To the next five minutes."""
    minutes = -(-(moment.minute * 60 + moment.second) // (60 * STEP)) * STEP
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=minutes)


@dataclass(frozen=True)
class NoteLine:
    """One note as the list below the grid shows it."""

    note: CellNote
    place: str

    @property
    def written(self) -> str:
        return f"{self.note.written_by}, {moment_words(self.note.written_at)}"

    @property
    def settled(self) -> str:
        """Who asked the household and when; "" where nobody has, or need not."""
        if self.note.settled_at is None:
            return ""
        return f"{self.note.settled_by} đã hỏi lại lúc {moment_words(self.note.settled_at)}"


def moment_words(moment: datetime) -> str:
    return f"{clock.local(moment):%H:%M %d/%m/%Y}"


def note_lines(notes: list[CellNote]) -> list[NoteLine]:
    return [NoteLine(one, f"{one.member.full_name if one.member else 'Cả hộ'}, tiêu chí {one.number}") for one in notes]


def note_conflict_words(conflict: NoteConflict, mine: str) -> str:
    """Both notes of a cell, with the name of who wrote the other one and when."""
    theirs = conflict.theirs
    if theirs is None:
        return "Ghi chú này vừa bị người khác bỏ. Bấm lưu lần nữa nếu vẫn muốn ghi."
    return (
        f"{theirs.written_by} đã ghi chú ô này lúc {moment_words(theirs.written_at)}: “{theirs.text}”. "
        f"Ghi chú của bạn “{tidy(mine)}” chưa được lưu; bấm lưu lần nữa thì thay ghi chú ấy."
    )
