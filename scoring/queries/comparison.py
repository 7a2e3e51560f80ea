"""Two phases of a campaign side by side, by the neighbourhoods of their own time, of then, or of now."""

from dataclasses import dataclass

from emulation.kit.vietnamese import percent
from emulation.models import Phase

from .. import rules
from ..choices import Cut
from ..models import Snapshot
from .snapshots import data_of, recut


@dataclass(frozen=True)
class Side:
    """One of the two phases: its ranking by the chosen cut, and the snapshot it comes from, if it is closed."""

    phase: Phase
    snapshot: Snapshot | None
    units: list[rules.UnitResult]

    @property
    def passing(self) -> int:
        return sum(unit.passing for unit in self.units)

    @property
    def titled(self) -> int:
        return sum(unit.has_title for unit in self.units)


@dataclass(frozen=True)
class Movement:
    """One neighbourhood in both phases; `before` or `after` is None where it was not there."""

    name: str
    before: rules.UnitResult | None
    after: rules.UnitResult | None

    @property
    def more_households(self) -> int | None:
        """How many more households pass now than before."""
        return self.after.passing - self.before.passing if self.before and self.after else None

    @property
    def ranks_up(self) -> int | None:
        """How many places it has climbed; negative is down."""
        return self.before.rank - self.after.rank if self.before and self.after else None

    @property
    def share_before(self) -> str:
        return percent(self.before.passing, self.before.counted) if self.before else ""

    @property
    def share_after(self) -> str:
        return percent(self.after.passing, self.after.counted) if self.after else ""


@dataclass(frozen=True)
class Comparison:
    """An earlier and a later phase, and how each neighbourhood has moved."""

    earlier: Side
    later: Side
    movements: list[Movement]


def compared(phase: Phase, cut: str = Cut.OWN) -> Comparison | None:
    """The phase beside the one before it in its campaign; None for a first phase.

    `cut`: each phase by its own neighbourhoods, both by those of the earlier phase, or both by those of the later.
    """
    before = Phase.objects.for_page().filter(campaign=phase.campaign, number__lt=phase.number).last()
    if before is None:
        return None
    (old, *old_rest), (new, *new_rest) = data_of(before), data_of(phase)
    names = {unit["code"]: unit["name"] for unit in [*old["units"], *new["units"]]}
    earlier = side(before, old, *old_rest, places(new) if cut == Cut.NEW else {}, names)
    later = side(phase, new, *new_rest, places(old) if cut == Cut.OLD else {}, names)
    return Comparison(earlier, later, movements(earlier.units, later.units))


def places(data: dict) -> dict[int, str]:
    """Where each household was when the data were frozen."""
    return {home["id"]: home["unit"] for home in data["households"]}


def side(phase: Phase, data: dict, found, snapshot, place: dict[int, str], names: dict[str, str]) -> Side:
    """One phase ranked by its own rules; without another cut exactly as it was frozen."""
    counts = recut(data, place, names) if place else [rules.UnitCount(**count) for count in data["units"]]
    return Side(phase, snapshot, rules.rank_units(counts, rules.UnitRules(**data["rules"]["units"])))


def movements(earlier: list[rules.UnitResult], later: list[rules.UnitResult]) -> list[Movement]:
    """One line for each neighbourhood of either phase, in the order of the later ranking, ended ones last."""
    old = {unit.count.code: unit for unit in earlier}
    lines = [Movement(u.count.name, old.pop(u.count.code, None), u) for u in later]
    return lines + [Movement(u.count.name, u, None) for u in old.values()]
