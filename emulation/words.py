"""What pages say about phases and their steps."""

from dataclasses import dataclass
from datetime import date, datetime

from .kit import clock
from .models import Phase, Step


@dataclass(frozen=True)
class StepWords:
    """One step for the stepper: its name, its window in words, and whether it is done, now or later."""

    name: str
    when: str
    state: str


def phase_steps(phase: Phase) -> list[StepWords]:
    """The steps of a phase as they stand now."""
    now = clock.now()
    return [StepWords(step.name, window_words(step), step_state(step, now)) for step in phase.steps.all()]


def window_words(step: Step) -> str:
    """A window as the plan says it: "31/8 – 4/9", "đến 24:00 ngày 8/9", "chưa định ngày"."""
    opens = step.opens_at and clock.local(step.opens_at).date()
    if opens and step.last_day:
        return f"{short_day(opens)} – {short_day(step.last_day)}"
    if step.last_day:
        return f"đến 24:00 ngày {short_day(step.last_day)}"
    return f"từ {short_day(opens)}" if opens else "chưa định ngày"


def short_day(day: date) -> str:
    return f"{day.day}/{day.month}"


def step_state(step: Step, now: datetime) -> str:
    """ "done" once its window is over, "now" inside it (without an opening: until it closes), else "later"."""
    if step.closes_at and step.closes_at <= now:
        return "done"
    has_begun = step.opens_at <= now if step.opens_at else step.closes_at is not None
    return "now" if has_begun else "later"
