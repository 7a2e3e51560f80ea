"""The order in which a ceremony calls people up, and who comes up together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_AT_ONCE = 50  # people on a stage


@dataclass(frozen=True)
class Called:
    """One who is called: of which kind, from which unit where people are called unit by unit."""

    key: int
    kind: str  # of the subject
    unit: str = ""  # of a household alone


@dataclass(frozen=True)
class Group:
    """Who comes up together, in the order of calling; `number` runs through the whole ceremony."""

    number: int
    kind: str
    unit: str
    first: int  # place of the first one in the whole order, from 1
    called: tuple[Called, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.called) - 1


def groups_of(order: Sequence[Called], at_once: dict[str, int]) -> Iterator[Group]:
    """The order cut into groups of at most `at_once` of a kind; a new kind or another unit begins a new one."""
    waiting: list[Called] = []
    number, place = 0, 1
    for one in [*order, None]:
        is_full = waiting and len(waiting) >= max(1, at_once.get(waiting[0].kind, 1))
        is_other = one is None or (waiting and (one.kind, one.unit) != (waiting[0].kind, waiting[0].unit))
        if waiting and (is_full or is_other):
            number += 1
            yield Group(number, waiting[0].kind, waiting[0].unit, place, tuple(waiting))
            place += len(waiting)
            waiting = []
        if one is not None:
            waiting.append(one)


def moved(order: Sequence[int], key: int, seen: int, to: int) -> list[int]:
    """The order with one put at another place, counted from 1; nothing changes where it no longer stands at `seen`.

    So a press that is repeated, or made on a page that somebody else has outrun, moves nobody a second time.
    """
    found = list(order)
    if key not in found or found.index(key) + 1 != seen:
        return found
    found.remove(key)
    found.insert(min(max(to, 1), len(found) + 1) - 1, key)
    return found
