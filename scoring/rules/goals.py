"""What the goals of a target may say, before anything is measured: plain facts in, sentences out."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from ..choices import Direction, TargetKind
from .targets import GREATEST, SHARES, Goal


def flaws_of_goals(goals: Sequence[Goal]) -> list[str]:
    """Every sentence about goals of one target that cannot be: their values, and two of them on one day."""
    days = [goal.due_on for goal in goals]
    twice = sorted({day for day in days if days.count(day) > 1})
    found = [f"Mốc {goal.due_on:%d/%m/%Y}: {flaw}" for goal in goals if (flaw := flaw_of_value(goal.kind, goal.value))]
    return found + [f"Mốc {day:%d/%m/%Y} ghi hai lần: mỗi ngày chỉ có một mức phải đạt." for day in twice]


def flaw_of_value(kind: str, value: int | None) -> str:
    """Yes or no is reached or not; everything else is reached at a value, and a share has at most 100."""
    if kind == TargetKind.YES_NO:
        return "" if value is None else "chỉ tiêu có hay chưa thì để trống mức phải đạt."
    if value is None:
        return "hãy ghi mức phải đạt, ví dụ 95."
    if kind in SHARES and value > 100:
        return f"mức phải đạt là {value}, mà tỷ lệ không quá 100 %."
    return "mức phải đạt lớn quá mức có thể có (1.000.000)." if value > GREATEST else ""


def goals_outside(goals: Iterable[Goal], first: date, last: date) -> list[str]:
    """Goals on days the plan does not have."""
    return [
        f"mốc {goal.due_on:%d/%m/%Y} nằm ngoài thời gian của kế hoạch ({first:%d/%m/%Y} – {last:%d/%m/%Y})."
        for goal in goals
        if not first <= goal.due_on <= last
    ]


def weaker_goals(goals: Iterable[Goal]) -> list[str]:
    """A later goal that asks less than the one before it: possible, but most likely a slip."""
    valued = sorted((goal for goal in goals if goal.value is not None), key=lambda goal: goal.due_on)
    return [
        f"mốc {later.due_on:%d/%m/%Y} ({later.value}) đòi hỏi thấp hơn mốc {earlier.due_on:%d/%m/%Y} ({earlier.value})."
        for earlier, later in pairwise(valued)
        if later.value != earlier.value and (later.amount < earlier.amount) == (later.direction == Direction.AT_LEAST)
    ]
