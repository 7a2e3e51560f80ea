"""Public postings: how long a list hangs, the table of moves, what is missing before it is closed or decided on.

A period of so many days does not count the day on which it begins (Civil Code 2015, article 147): posted on
01 October for ten days, the last day is 11 October, and all of it. Days are calendar days, week-ends among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..choices import PostingStatus as S
from ..choices import PostingVerb as V
from .dossiers import some


def last_day(starts_on: date, days: int) -> date:
    """The last day of a posting, all of it, until which people may object."""
    return starts_on + timedelta(days=days)


# from where to where each verb leads
MOVES: dict[V, tuple[tuple[S, ...], S]] = {
    V.POST: ((S.DRAFT,), S.POSTED),
    V.TAKE_DOWN: ((S.POSTED,), S.DRAFT),
    V.CLOSE: ((S.POSTED,), S.CLOSED),
    V.CANCEL: ((S.DRAFT, S.POSTED), S.CANCELLED),
}

STANDS = {
    S.DRAFT: "Danh sách còn là bản nháp, chưa niêm yết. Hãy chốt danh sách, niêm yết trước.",
    S.POSTED: "Danh sách đang được niêm yết nên giữ nguyên. Cần sửa khi chưa có ý kiến thì bấm hoãn trước.",
    S.CLOSED: "Niêm yết đã kết thúc, biên bản đã lập nên giữ nguyên.",
    S.CANCELLED: "Niêm yết đã hủy. Hãy lập niêm yết mới.",
}


class MoveRefused(ValueError):
    """A step that cannot be; the message is a Vietnamese sentence that says what comes first."""


def moved(status: str, verb: V) -> S:
    """The state a verb leads to. Raises MoveRefused."""
    before, after = MOVES[verb]
    if status not in before:
        raise MoveRefused(STANDS[S(status)])
    return after


# What is missing


@dataclass(frozen=True)
class Objections:
    """What is still open about the objections to a list; numbers as they were recorded, names as they hung."""

    unanswered: Sequence[int] = ()
    upheld: Sequence[str] = ()  # whom an upheld objection is about, "toàn danh sách" where it is about all


def objections_lack(found: Objections) -> list[str]:
    said = []
    if found.unanswered:
        numbers = ", ".join(f"{number}" for number in found.unanswered)
        said.append(f"Còn {len(found.unanswered)} ý kiến chưa trả lời: ý kiến số {numbers}.")
    if found.upheld:
        said.append(f"Ý kiến được chấp nhận nhưng chưa rút đề nghị, cũng chưa ghi lý do vẫn giữ: {some(found.upheld)}.")
    return said


def closing_lacks(ends_on: date, today: date, found: Objections) -> list[str]:
    """What is missing before a posting can be closed, in Vietnamese sentences; empty where it can."""
    said = []
    if today <= ends_on:
        said.append(f"Niêm yết đến hết ngày {ends_on:%d/%m/%Y}, từ hôm sau mới kết thúc được.")
    return said + objections_lack(found)


@dataclass(frozen=True)
class Hanging:
    """One posting that a decision has to wait for."""

    number: int
    status: str
    ends_on: date


def decision_lacks(
    unposted: Sequence[str], renamed: Sequence[str], postings: Sequence[Hanging], found: Objections, today: date
) -> list[str]:
    """What the posting of some nominations still lacks before a decision, in Vietnamese sentences; empty: nothing."""
    said = []
    if unposted:
        said.append(f"Còn {len(unposted)} đề nghị chưa niêm yết công khai: {some(unposted)}.")
    if renamed:
        said.append(f"Đổi sang người khác sau khi niêm yết nên phải rút, đề nghị và niêm yết lại: {some(renamed)}.")
    for one in postings:
        if one.status == S.DRAFT:
            said.append(f"Niêm yết số {one.number} còn là bản nháp, chưa niêm yết.")
        elif one.status == S.POSTED and today <= one.ends_on:
            said.append(f"Niêm yết số {one.number} đến hết ngày {one.ends_on:%d/%m/%Y}.")
        elif one.status == S.POSTED:
            said.append(f"Niêm yết số {one.number} đã hết thời gian, chưa lập biên bản kết thúc.")
    return said + objections_lack(found)
