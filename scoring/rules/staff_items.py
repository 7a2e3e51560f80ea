"""Items followed person by person (CB-GV-NV): who counts on a day, what holds for whom, and the share that follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

YES, NO, UNASKED = "1", "0", "."
ANSWERS = (YES, NO, UNASKED)


@dataclass(frozen=True)
class Person:
    """One time of work at the school, its first and its last day included; None where a day is not known."""

    key: int
    joined_on: date | None = None
    left_on: date | None = None

    def is_at_work(self, day: date) -> bool:
        came = self.joined_on is None or self.joined_on <= day
        return came and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True)
class Tick:
    """An answer that holds from a day on, until another one does."""

    person: int
    item: int
    since: date
    answer: str


@dataclass(frozen=True)
class Leave:
    """Days on which a person is not counted, both included: for one item, or for all where `item` is None."""

    person: int
    item: int | None
    first: date
    last: date | None = None

    def covers(self, item: int, day: date) -> bool:
        is_meant = self.item is None or self.item == item
        return is_meant and self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Figure:
    """One item on a day, as keys of people in the order they were given; each person at work stands in one list."""

    yes: tuple[int, ...]
    no: tuple[int, ...]
    unasked: tuple[int, ...]
    exempt: tuple[int, ...]

    @property
    def part(self) -> int:
        return len(self.yes)

    @property
    def whole(self) -> int:
        """Everybody who is counted: whom nobody has asked yet is no "no", but is not left out either."""
        return len(self.yes) + len(self.no) + len(self.unasked)

    @property
    def is_known(self) -> bool:
        """Whether there is anything to report: somebody counts, and somebody has been asked."""
        return bool(self.yes or self.no)


def answers_on(ticks: Iterable[Tick], day: date) -> dict[tuple[int, int], str]:
    """What holds on a day by (person, item): the answer of the latest day until then, of one day the one given last.

    The ticks come in the order in which they were written.
    """
    known = sorted((one for one in ticks if one.since <= day), key=lambda one: one.since)
    return {(one.person, one.item): one.answer for one in known}


def exempt_on(leaves: Iterable[Leave], item: int, day: date) -> set[int]:
    """Keys of the people an item does not count on a day."""
    return {one.person for one in leaves if one.covers(item, day)}


def figure(
    item: int, day: date, people: Sequence[Person], answers: dict[tuple[int, int], str], leaves: Iterable[Leave]
) -> Figure:
    """How an item stands on a day; `answers` are those of `answers_on` the same day."""
    away, found = exempt_on(leaves, item, day), {kind: list[int]() for kind in (*ANSWERS, "exempt")}
    for person in people:
        if person.is_at_work(day):
            answer = "exempt" if person.key in away else answers.get((person.key, item), UNASKED)
            found[answer].append(person.key)
    return Figure(*(tuple(found[kind]) for kind in (YES, NO, UNASKED, "exempt")))


def flaw_of_answers(answers: str, width: int) -> str:
    """A sentence about a line that cannot be read, or "": one of three characters for each item."""
    if len(answers) != width:
        return f"Bảng có {width} mục nhưng nhận được {len(answers)} câu trả lời."
    wrong = next((place for place, one in enumerate(answers, start=1) if one not in ANSWERS), None)
    return f"Mục {wrong} có câu trả lời không hợp lệ." if wrong else ""


def flaw_of_leave(starts_on: date, ends_on: date | None, first: date, last: date) -> str:
    """Days without counting go forward, and touch the plan."""
    if ends_on and ends_on < starts_on:
        return f"Ngày cuối {ends_on:%d/%m/%Y} trước ngày đầu {starts_on:%d/%m/%Y}. Hãy xem lại hai ngày."
    if starts_on > last or (ends_on and ends_on < first):
        return f"Khoảng này nằm ngoài thời gian của kế hoạch ({first:%d/%m/%Y} – {last:%d/%m/%Y})."
    return ""
