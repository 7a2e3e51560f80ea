"""Shapes in the sheets that are worth a second look. None of them proves anything."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

WHOLE_UNIT = 10  # households; a smaller neighbourhood may well pass as a whole
RUN = 10  # sheets in walking order, all with full marks
RUSH, RUSH_TIME = 10, timedelta(minutes=1)  # so many sheets finished by one person: nobody reads ten papers a minute


def runs(flags: Sequence[bool], least: int = RUN) -> list[range]:
    """The places of every unbroken row of at least so many true flags."""
    found, place = [], 0
    for is_set, group in groupby(flags):
        length = len(list(group))
        if is_set and length >= least:
            found.append(range(place, place + length))
        place += length
    return found


def rushes(moments: Sequence[datetime], least: int = RUSH, within: timedelta = RUSH_TIME) -> list[range]:
    """The places where so many moments, which stand in order, lie within so short a time; overlapping ones joined."""
    found: list[range] = []
    for first in range(len(moments) - least + 1):
        if moments[first + least - 1] - moments[first] > within:
            continue
        hurried = range(first, first + least)
        if found and found[-1].stop > hurried.start:
            found[-1] = range(found[-1].start, hurried.stop)
        else:
            found.append(hurried)
    return found
