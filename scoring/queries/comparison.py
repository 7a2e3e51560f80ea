"""Two phases of a campaign side by side, each as its snapshot has it or as it stands."""

from dataclasses import dataclass

from emulation.kit.vietnamese import percent
from emulation.models import Phase

from ..models import Snapshot
from ..rules import UnitResult
from .results import PhaseResult
from .snapshots import standing_result


@dataclass(frozen=True)
class Movement:
    """One neighbourhood in both phases; `before` or `after` is None where it was not there."""

    name: str
    before: UnitResult | None
    after: UnitResult | None

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
    """An earlier and a later phase, with the snapshot each comes from, if it is closed."""

    earlier: PhaseResult
    later: PhaseResult
    earlier_snapshot: Snapshot | None
    later_snapshot: Snapshot | None
    movements: list[Movement]


def compared(phase: Phase) -> Comparison | None:
    """The phase beside the one before it in its campaign; None for a first phase."""
    before = (
        Phase.objects.for_page().filter(campaign=phase.campaign, number__lt=phase.number).order_by("-number").first()
    )
    if before is None:
        return None
    earlier, earlier_snapshot = standing_result(before)
    later, later_snapshot = standing_result(phase)
    return Comparison(earlier, later, earlier_snapshot, later_snapshot, movements(earlier, later))


def movements(earlier: PhaseResult, later: PhaseResult) -> list[Movement]:
    """One line for each neighbourhood of either phase, in the order of the later ranking, ended ones last."""
    old = {unit.count.code: unit for unit in earlier.units}
    lines = [Movement(u.count.name, old.pop(u.count.code, None), u) for u in later.units]
    return lines + [Movement(u.count.name, u, None) for u in old.values()]
