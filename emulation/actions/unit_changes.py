"""Renaming, merging and splitting units: judged again as the ward stands now, then everything in one transaction."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from ..kit import audit
from ..models import Household, HouseholdMove, Role, Unit, UnitChange, UnitChangePart
from ..queries.imports import BATCH, batches
from ..queries.unit_changes import Order, plan_change
from ..rules import After, ChangeRefused, Link, Merge, Plan, Rename, Split
from .people import grant_role

STALE = "Từ lúc xem trước đến nay phường đã có thay đổi (đơn vị, hộ hoặc vai trò) nên chưa ghi gì. Hãy xem trước lại."


def rename_unit(order: Rename, ward: Unit, *, by, stamp: str = "", key: UUID | None = None) -> UnitChange:
    """Gives a unit another name or label from a day on; it keeps its code. As `carry_out`."""
    return carry_out(order, ward, by=by, stamp=stamp, key=key)


def merge_units(order: Merge, ward: Unit, *, by, stamp: str = "", key: UUID | None = None) -> UnitChange:
    """Makes one neighbourhood of several, with all their households in walking order. As `carry_out`."""
    return carry_out(order, ward, by=by, stamp=stamp, key=key)


def split_unit(order: Split, ward: Unit, *, by, stamp: str = "", key: UUID | None = None) -> UnitChange:
    """Makes several neighbourhoods of one; every household goes to exactly one of them. As `carry_out`."""
    return carry_out(order, ward, by=by, stamp=stamp, key=key)


@transaction.atomic
def carry_out(order: Order, ward: Unit, *, by, stamp: str, key: UUID | None) -> UnitChange:
    """Does what the order says, all or nothing; the same `key` again returns the change it made before.

    `stamp` is that of the plan somebody has looked at: where the ward has changed since, nothing is written. Raises
    ChangeRefused.
    """
    Unit.objects.select_for_update().get(pk=ward.pk)  # changes and household lists of one ward go one after the other
    if done := UnitChange.objects.filter(key=key).first():
        return done
    plan = plan_change(order, ward)
    if stamp and stamp != plan.stamp:
        raise ChangeRefused(STALE)
    return write(plan, ward, by=by, key=key or uuid4())


def write(plan: Plan, ward: Unit, *, by, key: UUID) -> UnitChange:
    change = UnitChange.objects.create(
        ward=ward, kind=plan.kind, effective_on=plan.papers.effective_on, decision=plan.papers.decision,
        reason=plan.papers.reason, made_by=by, key=key,
    )  # fmt: skip
    units = write_units(plan, ward)
    write_links(plan, change, units)
    for role, code in plan.going:
        held = Role.objects.select_related("user").get(pk=role.pk)
        grant_role(held.user, units[code], held.kind, by=by)
    last_day = plan.papers.effective_on - timedelta(days=1)
    Unit.objects.filter(pk__in=[unit.pk for unit in plan.ends]).update(ends_on=last_day)
    audit.record(change.get_kind_display().lower(), change, by=by, before=names_before(plan), after=told(plan))
    return change


def write_units(plan: Plan, ward: Unit) -> dict[str, Unit]:
    """Begins new units and renames those that go on; returns every unit after the change by its code."""
    units = {unit.code: unit for unit in Unit.objects.below(ward)}
    for after in plan.afters:
        if after.pk is None:
            units[after.code] = begin(after, units[after.parent], plan, ward)
        else:
            Unit.objects.filter(pk=after.pk).update(name=after.name, label=after.label)
    return units


def begin(after: After, parent: Unit, plan: Plan, ward: Unit) -> Unit:
    return Unit.objects.create(
        code=after.code, name=after.name, label=after.label, kind=after.kind, parent=parent, position=after.position,
        starts_on=plan.papers.effective_on, is_practice=ward.is_practice,
    )  # fmt: skip


def write_links(plan: Plan, change: UnitChange, units: dict[str, Unit]) -> None:
    """Records from where to where, and moves the households; each unit's walk goes on where the one before ended."""
    walked: dict[str, int] = {}
    for link in plan.links:
        unit = units[link.after.code]
        part = UnitChangePart.objects.create(
            change=change, before_id=link.before.pk, after=unit, old_name=link.before.name, new_name=link.after.name
        )
        first = walked.get(unit.code, 0)
        move(link, part, unit, first)
        walked[unit.code] = first + max((home.position for home in link.homes), default=0) + 1


def move(link: Link, part: UnitChangePart, unit: Unit, first: int) -> None:
    """Puts the households behind position `first` of their unit, in the order they had."""
    if not link.moves and not first:
        return
    for pks in batches(home.pk for home in link.homes):
        Household.objects.filter(pk__in=pks).update(unit=unit, position=F("position") + first)
    if link.moves:
        HouseholdMove.objects.bulk_create([HouseholdMove(part=part, household_id=h.pk) for h in link.homes], BATCH)


def names_before(plan: Plan) -> dict:
    return {"units": sorted({f"{link.before.code}: {link.before.name}" for link in plan.links})}


def told(plan: Plan) -> dict:
    """What the trail says of a change: codes, names and numbers, no person."""
    return {
        "effective_on": plan.papers.effective_on.isoformat(),
        "decision": plan.papers.decision,
        "units": sorted(f"{after.code}: {after.name}" for after in plan.afters),
        "labels": sorted(f"{after.code}: {after.label}" for after in plan.afters if after.label),
        "ended": sorted(unit.code for unit in plan.ends),
        "households_moved": plan.moved,
        "roles_gone_on": len(plan.going),
    }
