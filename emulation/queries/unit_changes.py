"""The facts that changes of units are judged against, read as they are now."""

from collections import Counter
from datetime import date

from django.db.models import Count, Max

from ..kit import clock
from ..models import Household, HouseholdMove, Role, Unit
from ..models.units import within
from ..rules import (
    Ground,
    Held,
    Home,
    Merge,
    Plan,
    Rename,
    Split,
    UnitFacts,
    plan_merge,
    plan_rename,
    plan_split,
    street_of,
)

Order = Rename | Merge | Split


def ward_of(unit: Unit) -> Unit:
    """The root of the unit's tree."""
    return unit if unit.parent_id is None else Unit.objects.get(code=unit.code.split("/")[0])


def plan_change(order: Order, ward: Unit) -> Plan:
    """What an order would do to the ward as it stands now. Raises ChangeRefused."""
    ground = ground_of(ward, units_in(order))
    if isinstance(order, Rename):
        return plan_rename(order, ground)
    return plan_merge(order, ground) if isinstance(order, Merge) else plan_split(order, ground)


def units_in(order: Order) -> tuple[int, ...]:
    return order.units if isinstance(order, Merge) else (order.unit,)


def ground_of(ward: Unit, units: tuple[int, ...]) -> Ground:
    """The ward's tree today, with the homes and roles of the units concerned."""
    today = clock.today()
    facts = unit_facts(ward, today)
    codes = [facts[pk].code for pk in units if pk in facts]
    return Ground(
        today=today,
        units=facts,
        codes=frozenset(Unit.objects.below(ward).values_list("code", flat=True)),
        homes=homes_of(units),
        roles=roles_at(codes),
    )


def unit_facts(ward: Unit, day: date) -> dict[int, UnitFacts]:
    units = Unit.objects.below(ward).valid_on(day)
    went = units.annotate(went=Max("parts_after__change__effective_on"), came=Max("parts_before__change__effective_on"))
    moved = last_moves(ward)
    return {
        unit.pk: UnitFacts(
            unit.pk, unit.code, unit.name, unit.label, unit.kind, unit.parent_id, unit.position, unit.starts_on,
            max((one for one in (unit.went, unit.came, moved.get(unit.pk)) if one), default=None),
        )
        for unit in went
    }  # fmt: skip


def last_moves(ward: Unit) -> dict[int, date]:
    """By unit the last day on which a household came or went by itself: no change of units reaches behind it."""
    moves = HouseholdMove.objects.filter(household__ward=ward, part=None).order_by("moved_on")
    rows = moves.values_list("before", "household__unit", "moved_on")
    return {unit: day for before, now, day in rows for unit in (before, now)}


def homes_of(units: tuple[int, ...]) -> tuple[Home, ...]:
    """The households of the units, each numbered in its unit as one walks it."""
    rows = Household.objects.filter(unit__in=units).annotate(people=Count("members")).in_walking_order()
    places: dict[int, int] = {}
    homes = []
    for home in rows.defer("search"):
        places[home.unit_id] = places.get(home.unit_id, 0) + 1
        place = places[home.unit_id]
        homes.append(
            Home(home.pk, home.unit_id, home.code, home.head_name, home.address, place, home.position, home.people)
        )
    return tuple(homes)


def streets_of(homes: tuple[Home, ...]) -> list[tuple[str, int]]:
    """The streets of these households, those with most households first."""
    return Counter(street_of(home.address) or "(chưa có địa chỉ)" for home in homes).most_common()


def roles_at(codes: list[str]) -> tuple[Held, ...]:
    """Roles held at the units or below them."""
    roles = Role.objects.filter(within(codes, "unit__code")).current().select_related("user", "unit")
    return tuple(
        Held(role.pk, role.unit_id, f"{role.user} – {role.get_kind_display()}, {role.unit}")
        for role in roles.order_by("unit__position", "unit__code", "user__username")
    )
