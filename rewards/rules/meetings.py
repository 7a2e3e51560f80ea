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


@dataclass(frozen=True)
class People:
    """Who was there, as far as the meeting can begin with them, and be closed."""

    room: Room
    unsaid: int = 0  # members of whom nobody has said where they were
    chair_is_there: bool = True
    secretary_is_there: bool = True


def people_lacks(people: People) -> list[str]:
    """What is missing of the people of a meeting, from its beginning until its minutes are closed."""
    if people.unsaid:
        return [f"Còn {people.unsaid} thành viên chưa ghi có mặt hay vắng."]
    if not people.room.members:
        return ["Hội đồng chưa có thành viên nào có quyền biểu quyết trong ngày họp."]
    if not people.chair_is_there:
        return ["Người chủ trì phải có mặt."]
    return [] if people.secretary_is_there else ["Thư ký của phiên phải có mặt."]


@dataclass(frozen=True)
class LineFacts:
    """One line of the agenda; the outcome of a line without totals is None."""

    position: int
    outcome: Outcome | None
    unanswered: int = 0  # possible conflicts nobody has answered
    withdrawn: bool = False
    unconfirmed: bool = False
    unmatched: bool = False  # from results that were opened again


def starting_refusal(lines: Sequence[LineFacts], people: People) -> str:
    """Why the meeting cannot begin; "" where it can."""
    found = unfit_lines(lines) if lines else ["Chương trình họp chưa có đề nghị nào."]
    return " ".join([*found, *people_lacks(people)])


def unfit_lines(lines: Sequence[LineFacts]) -> list[str]:
    """Lines that were ready when they came on the agenda and are no longer, in Vietnamese sentences."""
    return grouped({
        "đã rút đề nghị: hãy bỏ khỏi chương trình": [one for one in lines if one.withdrawn],
        "không còn được đơn vị xác nhận: hãy nhờ xác nhận lại hoặc bỏ khỏi chương trình": [
            one for one in lines if one.unconfirmed and not one.withdrawn
        ],
        "lấy từ kết quả đã được mở lại: hãy bỏ khỏi chương trình, hoặc chốt lại rồi đề nghị lại theo quy tắc": [
            one for one in lines if one.unmatched and not one.withdrawn
        ],
    })  # fmt: skip


@dataclass(frozen=True)
class Closing:
    """What is known of a meeting when somebody closes its minutes."""

    lines: tuple[LineFacts, ...]
    people: People
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
    lines = found.lines
    said = unfit_lines(lines) + people_lacks(found.people) + grouped({
        "chưa ghi số phiếu": [one for one in lines if one.outcome is None and not one.withdrawn],
        "có số phiếu mâu thuẫn nhau": [one for one in lines if is_in(one, State.IMPOSSIBLE)],
        "ngang phiếu: ghi quyết định của chủ trì": [one for one in lines if is_in(one, State.TIE)],
        "có thể xung đột lợi ích: trả lời từng trường hợp": [one for one in lines if one.unanswered],
    })  # fmt: skip
    if found.is_secret and not found.is_confirmed:
        said.append("Kết quả bỏ phiếu kín chưa được người thứ hai xác nhận.")
    if not found.has_end:
        said.append("Chưa ghi giờ kết thúc phiên họp.")
    if not found.has_conclusion:
        said.append("Chưa ghi kết luận của chủ trì.")
    return said


def grouped(groups: dict[str, list[LineFacts]]) -> list[str]:
    """ "Dòng 3, 5 chưa ghi số phiếu."; nothing of groups without a line."""
    return [f"{positions(group).capitalize()} {words}." for words, group in groups.items() if group]


def is_in(line: LineFacts, state: State) -> bool:
    return line.outcome is not None and line.outcome.state == state and not line.withdrawn
