"""Dates of a plan that cannot stand beside each other; each sentence names both places.

What real plans do is allowed: the plan of Đồng Tâm was issued on 06/8/2022 for a phase that had begun on 01/8/2022, its
phase 1 is scored and collected during phase 2, and neighbouring steps share a day. A school's campaign runs over three
years. So a phase is held against the year of the campaign and the day of issue only where no reading makes sense, and a
step only against the first day of its own phase.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import Any


@dataclass(frozen=True)
class StepDates:
    """The window of a step; either end may be open."""

    name: str
    opens_on: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class PhaseDates:
    """The days of a phase, both counted, with the windows of its steps in the order of the plan."""

    number: int
    starts_on: date
    ends_on: date
    steps: tuple[StepDates, ...] = ()

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "PhaseDates":
        """The dates of a [[phases]] table of a plan file."""
        steps = (StepDates(s.get("name", ""), s.get("opens_on"), s.get("last_day")) for s in row.get("steps", []))
        return cls(row["number"], row["starts_on"], row["ends_on"], tuple(steps))

    @property
    def words(self) -> str:
        return f"Đợt {self.number} ({day(self.starts_on)} – {day(self.ends_on)})"


def contradictions(year: int, issued_on: date | None, phases: Sequence[PhaseDates]) -> list[str]:
    """Every contradiction among a plan's dates, in the order of the plan; none for a plan that can be run."""
    found = [sentence for phase in phases for sentence in phase_contradictions(phase, year, issued_on)]
    found += overlaps(phases) + wrong_order(phases)
    return found + [sentence for phase in phases for sentence in step_contradictions(phase)]


def phase_contradictions(phase: PhaseDates, year: int, issued_on: date | None) -> list[str]:
    """A phase that ends before it starts, starts before its campaign's year, or was over when the plan was issued.

    A plan that is still being written has no day of issue yet.
    """
    found = []
    if phase.ends_on < phase.starts_on:
        found.append(
            f"Đợt {phase.number}: ngày kết thúc {day(phase.ends_on)} trước ngày bắt đầu {day(phase.starts_on)}."
        )
    if phase.starts_on.year < year:
        found.append(f"{phase.words} bắt đầu trước năm {year} của phong trào.")
    if issued_on and max(phase.starts_on, phase.ends_on) < issued_on:
        found.append(f"{phase.words} đã kết thúc trước ngày ban hành kế hoạch {day(issued_on)}.")
    return found


def overlaps(phases: Iterable[PhaseDates]) -> list[str]:
    """Two phases of one campaign that share a day."""
    return [
        f"{a.words} và {b.words} trùng ngày nhau: mỗi ngày chỉ thuộc một đợt."
        for a, b in combinations(phases, 2)
        if max(a.starts_on, b.starts_on) <= min(a.ends_on, b.ends_on)
    ]


def wrong_order(phases: Iterable[PhaseDates]) -> list[str]:
    """A phase with a higher number that is wholly earlier."""
    return [
        f"{late.words} mang số sau nhưng diễn ra trước {early.words}."
        for early, late in pairwise(sorted(phases, key=lambda phase: phase.number))
        if late.ends_on < early.starts_on
    ]


def step_contradictions(phase: PhaseDates) -> list[str]:
    """A step outside its phase on the early side, or closed before it opens; ending after its phase is usual."""
    found = []
    for place, step in enumerate(phase.steps, start=1):
        where = f"Đợt {phase.number}, bước {place} “{step.name}”"
        if step.opens_on and step.opens_on < phase.starts_on:
            found.append(f"{where} mở ngày {day(step.opens_on)}, trước ngày bắt đầu đợt {day(phase.starts_on)}.")
        elif step.last_day and step.last_day < phase.starts_on:
            found.append(f"{where} đóng ngày {day(step.last_day)}, trước ngày bắt đầu đợt {day(phase.starts_on)}.")
        if step.opens_on and step.last_day and step.last_day < step.opens_on:
            found.append(f"{where} đóng ngày {day(step.last_day)}, trước ngày mở {day(step.opens_on)}.")
    return found


def day(one: date) -> str:
    return f"{one:%d/%m/%Y}"
