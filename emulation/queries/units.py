"""Units through time: the tree of a day, what became of each unit, and how an old cut maps onto a new one."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, QuerySet

from ..choices import UnitKind
from ..models import Household, HouseholdMove, Unit, UnitChange, UnitChangePart
from ..models.units import units_above


@dataclass(frozen=True)
class UnitOnDay:
    """A unit as it was on a day: under the name it had then, with the households it had."""

    pk: int
    code: str
    name: str
    kind: str
    households: int = 0
    name_now: str = ""
    ends_on: date | None = None

    @property
    def depth(self) -> int:
        return self.code.count("/")

    @property
    def is_neighbourhood(self) -> bool:
        return self.kind == UnitKind.NEIGHBOURHOOD

    @property
    def kind_words(self) -> str:
        return UnitKind(self.kind).label


def units_on(ward: Unit, day: date, *, among: QuerySet[Unit] | None = None) -> list[UnitOnDay]:
    """The ward's units of a day, parents before children, in their order; `among` narrows to what may be seen.

    Four statements whatever the size of the ward. Households that entered the portal later count where they entered.
    """
    units = list((Unit.objects.all() if among is None else among).below(ward).valid_on(day))
    names, counts = names_on(ward, day), household_counts_on(ward, day)
    order = {unit.code: (unit.position, unit.code) for unit in units}
    return [
        UnitOnDay(
            unit.pk, unit.code, names.get(unit.pk, unit.name), unit.kind, counts.get(unit.pk, 0),
            unit.name, unit.ends_on,
        )
        for unit in sorted(units, key=lambda unit: way_to(unit.code, order))
    ]  # fmt: skip


def way_to(code: str, order: dict[str, tuple]) -> list[tuple]:
    """A key that sorts a tree: the places of all that lies above, then the own one."""
    return [order.get(one, (0, one)) for one in units_above(code)]


def names_on(ward: Unit, day: date) -> dict[int, str]:
    """Names units had on a day, where they have been changed since."""
    since = UnitChangePart.objects.filter(change__ward=ward, change__effective_on__gt=day)
    rows = since.order_by("-change__effective_on", "-change").values_list("before", "old_name")
    return dict(rows)  # the earliest change after the day is read last


def moved_since(ward: Unit, day: date) -> dict[int, tuple[int, int]]:
    """Households that a change after the day moved: where they were on that day, and where they are now."""
    moves = HouseholdMove.objects.filter(household__ward=ward).with_day_and_origin().filter(day__gt=day)
    rows = moves.order_by("-day", "-pk").values_list("household", "origin", "household__unit")
    return {home: (before, now) for home, before, now in rows}


def household_counts_on(ward: Unit, day: date) -> dict[int, int]:
    """How many households each unit had on a day."""
    homes = Household.objects.filter(ward=ward).order_by().values_list("unit").annotate(n=Count("pk"))
    counts = Counter(dict(homes))
    for before, now in moved_since(ward, day).values():
        counts[before] += 1
        counts[now] -= 1
    return counts


def homes_on(ward: Unit, day: date) -> dict[int, int]:
    """The unit each household of the ward hung on on a day; by this, results can be summed by an old cut."""
    now = dict(Household.objects.filter(ward=ward).values_list("pk", "unit"))
    return now | {home: before for home, (before, _) in moved_since(ward, day).items()}


@dataclass(frozen=True)
class CutLine:
    """One neighbourhood of the old day, and what it has become by the new one, with the households that went there."""

    old: UnitOnDay
    new: tuple[UnitOnDay, ...]

    @property
    def is_same(self) -> bool:
        """True where nothing happened but perhaps a new name."""
        return [unit.pk for unit in self.new] == [self.old.pk] and self.old.households == self.new[0].households


def cut_of(ward: Unit, old_day: date, new_day: date) -> list[CutLine]:
    """Each neighbourhood of the old day with the neighbourhoods of the new day that its households belong to.

    The households of `old` are those of the old day, of each `new` those that came from it. A neighbourhood without
    households is followed by the recorded changes alone. Raises ValueError where the days are not in order.
    """
    if old_day > new_day:
        raise ValueError("the old day is after the new one")
    old, new = neighbourhoods_on(ward, old_day), neighbourhoods_on(ward, new_day)
    shares = shares_of(ward, old_day, new_day)
    heirs = heirs_of(ward, old_day, new_day)
    return [
        CutLine(
            unit,
            tuple(
                replace(one, households=shares[unit.pk, one.pk])
                for one in new.values()
                if one.pk in heirs.get(unit.pk, {unit.pk}) or shares[unit.pk, one.pk]
            ),
        )
        for unit in old.values()
    ]


def neighbourhoods_on(ward: Unit, day: date) -> dict[int, UnitOnDay]:
    return {unit.pk: unit for unit in units_on(ward, day, among=Unit.objects.neighbourhoods())}


def shares_of(ward: Unit, old_day: date, new_day: date) -> Counter:
    """Households by the pair of their old and their new unit."""
    old, new = homes_on(ward, old_day), homes_on(ward, new_day)
    return Counter((unit, new[home]) for home, unit in old.items())


def heirs_of(ward: Unit, old_day: date, new_day: date) -> dict[int, set[int]]:
    """What units have become by changes after the old day, up to the new one; those unchanged are not in it."""
    parts = UnitChangePart.objects.filter(
        change__ward=ward, change__effective_on__gt=old_day, change__effective_on__lte=new_day
    ).order_by("change__effective_on", "change")
    steps = defaultdict(lambda: defaultdict(set))
    for change, before, after in parts.values_list("change", "before", "after"):
        steps[change][before].add(after)
    heirs: dict[int, set[int]] = {}
    for step in steps.values():
        for origin, now in heirs.items():
            heirs[origin] = {after for unit in now for after in step.get(unit, {unit})}
        heirs |= {before: afters for before, afters in step.items() if before not in heirs}
    return heirs


def changes_of(unit: Unit) -> QuerySet[UnitChange]:
    """The history of a unit with everything its page says, newest first."""
    return UnitChange.objects.about(unit).for_page()
