"""How fast somebody keys, from the moments at which sheets were finished; breaks do not count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

BREAK = timedelta(minutes=20)  # a longer gap is no sheet that took long, but a break
HURRY = timedelta(seconds=1)  # a shorter one is no sheet that was keyed, but one of a whole workbook
FEW = 4  # so many gaps say something


@dataclass(frozen=True)
class Pace:
    """So many sheets in so much time at work."""

    sheets: int
    time: timedelta

    @property
    def per_hour(self) -> int:
        return round(self.sheets * timedelta(hours=1) / self.time)

    def time_for(self, sheets: int) -> timedelta:
        return self.time * sheets / self.sheets


def pace_of(finished: Sequence[datetime]) -> Pace | None:
    """The pace of somebody who finished sheets at these moments, in their order; None where too few say anything."""
    gaps = [later - earlier for earlier, later in pairwise(finished)]
    worked = [gap for gap in gaps if HURRY <= gap <= BREAK]
    return Pace(len(worked), sum(worked, timedelta())) if len(worked) >= FEW else None
