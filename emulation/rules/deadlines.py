"""When scores may be written: the windows of steps with their grace days, and grants for late entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class EntryState(StrEnum):
    """Why scores may be written (free, window, grant) or not (early, late)."""

    FREE = "free"  # the phase sets no window for scoring
    WINDOW = "window"
    GRANT = "grant"
    EARLY = "early"  # before the first window, or between two
    LATE = "late"


@dataclass(frozen=True)
class Window:
    """When a step is open: from a moment until just before another one; None leaves that side open."""

    name: str
    opens_at: datetime | None
    closes_at: datetime | None
    grace_days: int = 0

    @property
    def is_dated(self) -> bool:
        return self.opens_at is not None or self.closes_at is not None

    @property
    def ends_at(self) -> datetime | None:
        """The first moment at which it is over, the days of grace included."""
        return self.closes_at + timedelta(days=self.grace_days) if self.closes_at else None

    def has_begun(self, now: datetime) -> bool:
        return self.opens_at is None or self.opens_at <= now

    def is_over(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now

    def holds(self, now: datetime) -> bool:
        return self.has_begun(now) and not self.is_over(now)


@dataclass(frozen=True)
class Grant:
    """Leave to enter late: for the unit with this code and all below it, while not revoked and before a moment."""

    unit: str
    until: datetime
    granted_by: str = ""
    reason: str = ""
    is_revoked: bool = False

    def covers(self, unit: str, now: datetime) -> bool:
        return not self.is_revoked and now < self.until and f"{unit}/".startswith(f"{self.unit}/")


@dataclass(frozen=True)
class Admission:
    """Whether scores of a unit may be written at a moment, and why.

    `window` is the one that holds now and closes first; else the next one to open; else the last one to have closed.
    `until` is when writing ends as things stand; None while there is no end, or where it is not allowed.
    """

    state: EntryState
    window: Window | None = None
    grant: Grant | None = None
    until: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state in (EntryState.FREE, EntryState.WINDOW, EntryState.GRANT)


def admission(windows: Iterable[Window], grants: Iterable[Grant], unit: str, now: datetime) -> Admission:
    """Decides for the unit with a code; the windows are those of the steps in which scores are written."""
    dated = [w for w in windows if w.is_dated]
    holding = [w for w in dated if w.holds(now)]
    if not dated:
        return Admission(EntryState.FREE)
    if holding:
        return Admission(EntryState.WINDOW, closing_first(holding), until=end_of_stretch(dated, now))
    window = next_window(dated, now)
    covering = [g for g in grants if g.covers(unit, now)]
    if covering:
        longest = max(covering, key=lambda g: g.until)
        return Admission(EntryState.GRANT, window, longest, longest.until)
    return Admission(EntryState.LATE if window.is_over(now) else EntryState.EARLY, window)


def closing_first(windows: Sequence[Window]) -> Window:
    """The window that is over first; one without an end comes last."""
    ended = [(w.ends_at, place) for place, w in enumerate(windows) if w.ends_at]
    return windows[min(ended)[1]] if ended else windows[0]


def end_of_stretch(windows: Sequence[Window], now: datetime) -> datetime | None:
    """When the windows that follow `now` without a gap are over; None if one of them has no end."""
    end = now
    while reached := [w.ends_at for w in windows if w.holds(end)]:
        ends = [e for e in reached if e is not None]
        if len(ends) < len(reached):
            return None
        end = max(ends)
    return end


def next_window(windows: Sequence[Window], now: datetime) -> Window:
    """Where none holds now: the next one to open, else the last one to have closed."""
    coming = [(w.opens_at, place) for place, w in enumerate(windows) if w.opens_at and w.opens_at > now]
    if coming:
        return windows[min(coming)[1]]
    return windows[max((w.ends_at, place) for place, w in enumerate(windows) if w.ends_at)[1]]
