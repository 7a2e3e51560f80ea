"""The readings of a target as a drawing: every place in percent of the width and in pixels of the height."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil

from emulation.kit.vietnamese import thousands

from ..models import Reading, Target, TargetGoal
from ..rules.targets import SHARES, Measured
from .targets import amount_words

LEFT, RIGHT = 14.0, 94.0  # percent of the width
TOP, BOTTOM = 26.0, 170.0  # pixels of the height
NAMED = 4  # so many points bear their numbers; of more only the first and the last


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    label: str
    anchor: str = "middle"
    dy: int = -12  # pixels from the place to the foot of the label


@dataclass(frozen=True)
class Segment:
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class GoalLine:
    """A goal across the drawing, up to its deadline."""

    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    points: list[Point]
    way: list[Segment]
    goals: list[GoalLine]
    days: list[Point]  # below the drawing
    levels: list[Point]  # beside it
    said: str  # aloud
    aims: str  # what the broken lines stand for


class Scale:
    """From days and amounts to places."""

    def __init__(self, kind: str, amounts: list[Fraction], days: list[date]):
        self.first, self.last = min(days), max(days)
        self.low, self.high = Fraction(0), max([*amounts, Fraction(1)])
        if kind in SHARES:
            self.high = Fraction(100)
            self.low = max(Fraction(0), Fraction(10 * (ceil(min(amounts) / 10) - 1)))

    def x(self, day: date) -> float:
        whole = (self.last - self.first).days
        return round(LEFT + (RIGHT - LEFT) * ((day - self.first).days / whole if whole else 1), 2)

    def y(self, amount: Fraction) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * float((amount - self.low) / (self.high - self.low)), 1)


def chart_of(target: Target, goals: list[TargetGoal], readings: list[Reading], first: date) -> Chart | None:
    """None for yes or no, and before anything has been measured: then the table says it all."""
    valued = [goal for goal in goals if goal.value is not None]
    if not valued or not readings:
        return None
    measured = [one.as_measured() for one in readings]
    amounts = [one.amount for one in measured]
    days = [first, *(one.on for one in measured), *(goal.due_on for goal in valued)]
    scale = Scale(target.kind, [*amounts, *(Fraction(goal.value) for goal in valued)], days)
    points = [point_of(target, one, scale, valued) for one in measured]
    if len(points) > NAMED:
        points = [points[0], *(replace(one, label="") for one in points[1:-1]), points[-1]]
    return Chart(
        points=points,
        way=[Segment(a.x, a.y, b.x, b.y) for a, b in pairwise(points)],
        goals=[GoalLine(scale.x(goal.due_on), scale.y(Fraction(goal.value))) for goal in valued],
        days=days_below(scale, valued),
        levels=[Point(LEFT, scale.y(one), level(target, one)) for one in (scale.low, scale.high)],
        said=f"{target.label}: {len(points)} lần đo, mới nhất {amount_words(target, amounts[-1])}",
        aims=goal_words(target, valued),
    )


def point_of(target: Target, one: Measured, scale: Scale, goals: list[TargetGoal]) -> Point:
    """A reading with its number on the side away from the broken line, and never beyond the edges."""
    x, below = scale.x(one.on), one.amount < max(goal.value for goal in goals)
    anchor = "start" if x < LEFT + 8 else "end" if x > RIGHT - 6 else "middle"
    return Point(x, scale.y(one.amount), amount_words(target, one.amount), anchor, 22 if below else -12)


def level(target: Target, amount: Fraction) -> str:
    """A round amount in short: 95 %, 12."""
    return f"{int(amount)} %" if target.is_share else thousands(int(amount))


def goal_words(target: Target, goals: list[TargetGoal]) -> str:
    """What the broken lines stand for: "95 % đến 31/12/2022"."""
    return "; ".join(f"{level(target, Fraction(goal.value))} đến {goal.due_on:%d/%m/%Y}" for goal in goals)


def days_below(scale: Scale, goals: list[TargetGoal]) -> list[Point]:
    """The first day and the deadlines; one that would lie on the day before it is left out."""
    shown = [Point(scale.x(scale.first), BOTTOM + 22, f"{scale.first:%m/%Y}", "start")]
    for goal in goals:
        place = scale.x(goal.due_on)
        if place - shown[-1].x > 20:
            shown.append(Point(place, BOTTOM + 22, f"{goal.due_on:%m/%Y}", "middle" if place < 85 else "end"))
    return shown
