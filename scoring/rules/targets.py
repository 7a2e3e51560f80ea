"""Targets of a plan: what a reading may say, whether a goal is reached on a day, what is missing, where it leads."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from ..choices import Direction, GoalState, TargetKind
from .units import missing_to_reach

SHARES = (TargetKind.SHARE, TargetKind.SURVEY)
GREATEST = 1_000_000  # nobody and nothing at a school or a ward is counted beyond that
OLD_AFTER = 180  # days after which a reading no longer speaks for a goal that is still to come
FAR = 3650  # days; a forecast beyond them says nothing


@dataclass(frozen=True)
class Measured:
    """What one reading says: part of a whole for shares and surveys, a value for counts, an answer for yes or no."""

    on: date
    part: int | None = None
    whole: int | None = None
    value: int | None = None
    answer: bool | None = None

    @property
    def amount(self) -> Fraction:
        """The number a goal is compared with, exact: percent, count, or 1 and 0 for yes and no."""
        if self.part is not None and self.whole:
            return Fraction(100 * self.part, self.whole)
        return Fraction(self.value if self.value is not None else bool(self.answer))


@dataclass(frozen=True)
class Goal:
    """Mốc: what a target must have come to by a day; yes or no needs no value."""

    kind: str
    direction: str
    due_on: date
    value: int | None = None

    @property
    def amount(self) -> Fraction:
        return Fraction(1 if self.value is None else self.value)

    def allows(self, amount: Fraction) -> bool:
        return amount >= self.amount if self.direction == Direction.AT_LEAST else amount <= self.amount

    def is_reached_by(self, measured: Measured) -> bool:
        return self.allows(measured.amount)


# What a reading may say


def flaws(kind: str, said: Measured, asked: int | None = None) -> dict[str, str]:
    """Sentences about what cannot be, by field; none for a reading that can be recorded."""
    if kind in SHARES:
        return flaws_of_share(kind, said, asked)
    if kind == TargetKind.COUNT:
        found = flaw_of_number(said.value)
        return {"value": found} if found else {}
    return {} if said.answer is not None else {"answer": "Hãy chọn Có hoặc Chưa."}


def flaws_of_share(kind: str, said: Measured, asked: int | None) -> dict[str, str]:
    """A part must lie in its whole, the whole cannot be nothing, and nobody answers who was not asked."""
    found = {name: flaw_of_number(number) for name, number in (("part", said.part), ("whole", said.whole))}
    if not found["whole"] and said.whole == 0:
        found["whole"] = "Tổng số bằng 0 thì không có tỷ lệ nào để tính. Hãy ghi tổng số từ 1 trở lên."
    if not any(found.values()) and (said.part or 0) > (said.whole or 0):
        found["part"] = f"Số đạt ({said.part}) lớn hơn tổng số ({said.whole}). Hãy xem lại hai số này."
    if kind == TargetKind.SURVEY and asked is not None:
        found["asked"] = flaw_of_number(asked)
        if not found["asked"] and not found["whole"] and asked < (said.whole or 0):
            found["asked"] = (
                f"Số phiếu phát ra ({asked}) ít hơn số phiếu trả lời ({said.whole}). Hãy xem lại hai số này."
            )
    return {name: sentence for name, sentence in found.items() if sentence}


def flaw_of_number(number: int | None) -> str:
    if number is None:
        return "Hãy ghi một số nguyên, ví dụ 57."
    if number < 0:
        return "Số này không thể âm. Hãy ghi từ 0 trở lên."
    return "" if number <= GREATEST else "Số này lớn quá mức có thể có (1.000.000). Hãy xem lại."


def flaw_of_day(on: date, first: date, last: date, today: date) -> str:
    """A reading is made on a day of the plan that has come already."""
    if on > today:
        return f"Ngày đo {on:%d/%m/%Y} chưa đến. Hãy ghi ngày đã đo, muộn nhất là hôm nay."
    if not first <= on <= last:
        outside = f"Ngày đo {on:%d/%m/%Y} nằm ngoài thời gian của kế hoạch ({first:%d/%m/%Y} – {last:%d/%m/%Y})."
        return f"{outside} Hãy ghi ngày đã đo trong thời gian ấy; số đo kịp thời gian vẫn nhập được về sau."
    return ""


# Which readings count


@dataclass(frozen=True)
class Entered:
    """A reading as far as it matters for counting: its key, the key of the one it corrects, what was decided on it."""

    key: int
    corrects: int | None
    is_approved: bool
    is_returned: bool = False


def in_force(entered: Iterable[Entered]) -> set[int]:
    """Keys of the approved readings that no approved correction has replaced, directly or through another one."""
    rows = {one.key: one for one in entered}
    replaced: set[int] = set()
    for one in rows.values():
        above = one.corrects if one.is_approved else None
        while above is not None:
            replaced.add(above)
            above = rows[above].corrects
    return {one.key for one in rows.values() if one.is_approved} - replaced


def waiting(entered: Iterable[Entered]) -> set[int]:
    """Keys of the readings that wait for approval; what has been corrected or sent back waits no more."""
    rows = list(entered)
    corrected = {one.corrects for one in rows}
    return {one.key for one in rows if not (one.is_approved or one.is_returned)} - corrected


def holding_their_day(entered: Iterable[Entered], corrects: int | None) -> set[int]:
    """Keys of the readings on whose days no other one is entered: what counts, and what nothing has corrected.

    What a correction of `corrects` would replace, directly or through another one, gives way to it.
    """
    rows = {one.key: one for one in entered}
    gives_way, above = set[int](), corrects
    while above is not None:
        gives_way.add(above)
        above = rows[above].corrects
    latest = rows.keys() - {one.corrects for one in rows.values()}
    return (in_force(rows.values()) | latest) - gives_way


# How a goal stands


@dataclass(frozen=True)
class Standing:
    """A goal on a day: its state, the reading it is judged by, the latest one, days left (below 0: days over)."""

    state: GoalState
    judged_by: Measured | None
    latest: Measured | None
    days_left: int

    @property
    def is_open(self) -> bool:
        """Somebody has still to do something about it."""
        return self.state in (GoalState.OVERDUE, GoalState.NO_READING, GoalState.NOT_YET)

    @property
    def may_change(self) -> bool:
        """False once the deadline is over and the goal is reached: another reading changes nothing about it."""
        return self.is_open or self.days_left >= 0


def standing(goal: Goal, counted: Sequence[Measured], day: date) -> Standing:
    """How a goal stands on a day, by the approved readings in the order of their days.

    Until the deadline the latest reading decides. After it, the one that held on the deadline: what was reached in
    time stays reached, whatever follows; what was reached afterwards was reached late.
    """
    known = [one for one in counted if one.on <= day]
    latest, left = (known[-1] if known else None), (goal.due_on - day).days
    if left >= 0:
        return Standing(state_before(goal, latest, day), latest, latest, left)
    in_time = [one for one in known if one.on <= goal.due_on]
    if in_time and goal.is_reached_by(in_time[-1]):
        return Standing(GoalState.REACHED, in_time[-1], latest, left)
    late = latest is not None and goal.is_reached_by(latest)
    return Standing(GoalState.REACHED_LATE if late else GoalState.OVERDUE, latest, latest, left)


def state_before(goal: Goal, latest: Measured | None, day: date) -> GoalState:
    """The state while the deadline is still to come; an old reading is no proof for it."""
    if latest is None:
        return GoalState.NO_READING
    if not goal.is_reached_by(latest):
        return GoalState.NOT_YET
    return GoalState.REACHED_OLD if (day - latest.on).days > OLD_AFTER else GoalState.REACHED


def missing(goal: Goal, measured: Measured) -> int:
    """How many more (or, where less is better, how many fewer) it takes; 0 where it is reached, and for yes or no."""
    if goal.value is None or goal.is_reached_by(measured):
        return 0
    if measured.part is None or measured.whole is None:
        return abs(int(goal.amount - measured.amount))
    if goal.direction == Direction.AT_LEAST:
        return missing_to_reach(measured.part, measured.whole, goal.value)
    return measured.part - goal.value * measured.whole // 100


def urgency(one: Standing) -> int:
    """What to look at first: overdue, open, reached by an old reading, done."""
    if one.state == GoalState.OVERDUE:
        return 0
    if one.is_open:
        return 1
    return 2 if one.state == GoalState.REACHED_OLD else 3


def time_gone(first: date, due_on: date, day: date) -> int:
    """Percent of the time to a deadline that is over on a day, 0 to 100."""
    whole = (due_on - first).days
    return min(100, max(0, 100 * (day - first).days // whole)) if whole > 0 else 100


# Where it leads


@dataclass(frozen=True)
class Forecast:
    """The straight line through the first and the last reading: what it comes to at the deadline, when it arrives."""

    first: Measured
    last: Measured
    at_due: Fraction
    is_in_time: bool
    reached_on: date | None  # None where the line never arrives, or only in many years


def forecast(goal: Goal, counted: Sequence[Measured]) -> Forecast | None:
    """None for yes or no, and where fewer than two days have been measured: one point makes no line."""
    if goal.value is None or not counted or counted[-1].on <= counted[0].on:
        return None
    first, last = counted[0], counted[-1]
    a_day = (last.amount - first.amount) / (last.on - first.on).days
    at_due = within_bounds(last.amount + a_day * (goal.due_on - last.on).days, goal.kind)
    return Forecast(first, last, at_due, goal.allows(at_due), day_reached(goal, last, a_day))


def within_bounds(amount: Fraction, kind: str) -> Fraction:
    """No share is above 100 %, and nothing is below 0."""
    amount = max(amount, Fraction(0))
    return min(amount, Fraction(100)) if kind in SHARES else amount


def day_reached(goal: Goal, last: Measured, a_day: Fraction) -> date | None:
    """The first day on which the line is on the right side of the goal, if it ever gets there."""
    way = goal.amount - last.amount
    if goal.is_reached_by(last):
        return last.on
    if a_day == 0 or (way > 0) != (a_day > 0):
        return None
    days = ceil(way / a_day)
    return last.on + timedelta(days=days) if days <= FAR else None


class WrongNumber(ValueError):
    """What is no whole number; the message is a Vietnamese sentence."""


def read_number(text: str) -> int | None:
    """A whole number as people write it, 57 or 1.250 or 1 250; None for nothing at all. Raises WrongNumber."""
    text = " ".join(text.split())
    if not text:
        return None
    if not re.fullmatch(r"-?([0-9]{1,12}|[0-9]{1,3}([. ][0-9]{3}){1,3})", text):
        raise WrongNumber("Hãy ghi một số nguyên bằng chữ số, ví dụ 57 hoặc 1.250.")
    return int(re.sub(r"[. ]", "", text))
