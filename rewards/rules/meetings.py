"""A meeting of the council: which steps there are, and what is missing before its minutes can be closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..choices import MeetingStatus, MeetingVerb, Presence
from .voting import Outcome, Room, State

PREPARING, HELD = MeetingStatus.PREPARING, MeetingStatus.HELD
CLOSED, CANCELLED = MeetingStatus.CLOSED, MeetingStatus.CANCELLED


class StepRefused(ValueError):
    """A step that cannot be; the message is a Vietnamese sentence that says what comes first."""


# from where to where each verb leads
MOVES: dict[str, tuple[str, str]] = {
    MeetingVerb.START: (PREPARING, HELD),
    MeetingVerb.STEP_BACK: (HELD, PREPARING),
    MeetingVerb.CANCEL: (PREPARING, CANCELLED),
    MeetingVerb.CLOSE: (HELD, CLOSED),
}

STANDS = {
    PREPARING: "Phiên họp đang được chuẩn bị. Hãy bấm “Bắt đầu họp” trước.",
    HELD: "Phiên họp đã bắt đầu. Chưa ghi phiếu nào thì bấm “Quay lại chuẩn bị” được.",
    CLOSED: "Biên bản đã khóa nên không sửa được nữa. Cần sửa thì mở phiên họp bổ sung cho phiên này.",
    CANCELLED: "Phiên họp đã hủy. Hãy mở phiên họp mới.",
}


def moved(status: str, verb: str) -> str:
    """The state a verb leads to. Raises StepRefused."""
    before, after = MOVES[verb]
    if status != before:
        raise StepRefused(STANDS[MeetingStatus(status)])
    return after


@dataclass(frozen=True)
class SeatFacts:
    """A seat of the meeting's day: whether it votes, and where its person was (None while nobody has said)."""

    key: int
    votes: bool
    presence: str | None


def room_of(seats: Sequence[SeatFacts]) -> Room:
    """Who can vote; a seat of which nobody has said anything is absent."""
    voters = [seat for seat in seats if seat.votes]
    return Room(
        members=len(voters),
        present=sum(seat.presence == Presence.PRESENT for seat in voters),
        written=sum(seat.presence == Presence.WRITTEN for seat in voters),
    )


def council_doubts(voters: int, chairs: int, secretaries: int) -> list[str]:
    """What is unusual about the seats of a council, in Vietnamese sentences; nothing here stops anybody."""
    found = []
    if voters and voters % 2 == 0:
        found.append(
            f"Hội đồng có {voters} thành viên có quyền biểu quyết, là số chẵn nên dễ ngang phiếu. "
            "Nên có số lẻ, trừ khi quyết định thành lập ghi khác."
        )
    if not chairs:
        found.append("Hội đồng chưa có Chủ tịch đang tại nhiệm.")
    if not secretaries:
        found.append("Hội đồng chưa có Thư ký đang tại nhiệm.")
    return found


def starting_refusal(lines: int, room: Room, unsaid: int, chair_is_there: bool, secretary_is_there: bool) -> str:
    """Why the meeting cannot begin; "" where it can."""
    found = []
    if not lines:
        found.append("Chương trình họp chưa có đề nghị nào.")
    if unsaid:
        found.append(f"Còn {unsaid} thành viên chưa ghi có mặt hay vắng.")
    elif not room.members:
        found.append("Hội đồng chưa có thành viên nào có quyền biểu quyết trong ngày họp.")
    elif not chair_is_there:
        found.append("Người chủ trì phải có mặt.")
    elif not secretary_is_there:
        found.append("Thư ký của phiên phải có mặt.")
    return " ".join(found)


@dataclass(frozen=True)
class LineFacts:
    """One line before the minutes are closed; the outcome of a line without totals is None."""

    position: int
    outcome: Outcome | None
    unanswered: int = 0  # possible conflicts nobody has answered
    withdrawn: bool = False


@dataclass(frozen=True)
class Closing:
    """What is known of a meeting when somebody closes its minutes."""

    lines: tuple[LineFacts, ...]
    has_end: bool
    has_conclusion: bool
    is_secret: bool = False  # some line is voted on secretly
    is_confirmed: bool = False  # the count of the secret ballot, by a second person


SHOWN = 8


def positions(lines: Sequence[LineFacts]) -> str:
    """ "dòng 3, 5, 8"; of many the first ones and how many more."""
    named = ", ".join(str(line.position) for line in lines[:SHOWN])
    return f"dòng {named}" + (f" và {len(lines) - SHOWN} dòng nữa" if len(lines) > SHOWN else "")


def closing_lacks(found: Closing) -> list[str]:
    """What is missing before the minutes can be closed, in Vietnamese sentences; empty where they can."""
    lines, said = found.lines, []
    groups = {
        "đã rút đề nghị: hãy bỏ khỏi chương trình": [one for one in lines if one.withdrawn],
        "chưa ghi số phiếu": [one for one in lines if one.outcome is None and not one.withdrawn],
        "có số phiếu mâu thuẫn nhau": [one for one in lines if is_in(one, State.IMPOSSIBLE)],
        "ngang phiếu: ghi quyết định của chủ trì": [one for one in lines if is_in(one, State.TIE)],
        "có thể xung đột lợi ích: trả lời từng trường hợp": [one for one in lines if one.unanswered],
    }
    for words, group in groups.items():
        if group:
            said.append(f"{positions(group).capitalize()} {words}.")
    if found.is_secret and not found.is_confirmed:
        said.append("Kết quả bỏ phiếu kín chưa được người thứ hai xác nhận.")
    if not found.has_end:
        said.append("Chưa ghi giờ kết thúc phiên họp.")
    if not found.has_conclusion:
        said.append("Chưa ghi kết luận của chủ trì.")
    return said


def is_in(line: LineFacts, state: State) -> bool:
    return line.outcome is not None and line.outcome.state == state and not line.withdrawn
