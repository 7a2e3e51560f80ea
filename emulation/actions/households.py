"""Households by hand: added, put right, moved to another neighbourhood. Each leaves its event and its trail."""

from datetime import date
from uuid import UUID

from django.db import transaction

from ..choices import EventKind, Relation
from ..kit import audit
from ..models import Household, HouseholdMove, Member, Unit
from ..queries.people import next_position, stamp_of, whole_stamp
from .events import PeopleRefused, changes_in, done_before, fresh_household, hold, refuse_stale, tell
from .members import hashed, refuse_tomorrow

TAKEN = "Phường đã có hộ mang mã này. Hãy ghi mã khác."


@transaction.atomic
def add_household(unit: Unit, ward: Unit, values: dict, head: dict, *, key: UUID, by) -> Household:
    """Adds a household at the end of the walk, with its head; the same `key` again returns it. Raises PeopleRefused."""
    hold(ward.pk)
    if done := done_before(key):
        return done.household
    refuse_ended(unit)
    home = create_household(ward, unit, head["full_name"], **values)
    member = Member.objects.create(household=home, position=1, **hashed(head | {"relation": Relation.HEAD}))
    tell(EventKind.HOUSEHOLD_ADDED, home, member=member, told=member.full_name, key=key, by=by)
    return home


def create_household(ward: Unit, unit: Unit, head_name: str, *, code: str, address: str, position: int = 0):
    """A new household; refused where the ward has the code, however it is written."""
    if Household.objects.filter(ward=ward, code__iexact=code).exists():
        raise PeopleRefused(TAKEN)
    return Household.objects.create(
        ward=ward, unit=unit, code=code, address=address, head_name=head_name, position=position or next_position(unit)
    )


def refuse_ended(unit: Unit) -> None:
    if not Unit.objects.neighbourhoods().current().filter(pk=unit.pk).exists():
        raise PeopleRefused(f"{unit} không còn là một tổ dân phố đang có. Hãy chọn tổ khác.")


@transaction.atomic
def change_household(household: Household, values: dict, *, stamp: str, by) -> Household:
    """Puts code or address right; nothing where nothing differs. Raises StaleRecord or PeopleRefused."""
    home = fresh_household(household)
    changed = changes_in(home, values)
    if not changed:
        return home
    refuse_stale(stamp, stamp_of(home))
    code = changed.get("code", "")
    if code and Household.objects.filter(ward=home.ward_id, code__iexact=code).exclude(pk=home.pk).exists():
        raise PeopleRefused(TAKEN)
    before = {"code": home.code} if code else {}
    for name, value in changed.items():
        setattr(home, name, value)
    home.save()
    after = {"fields": sorted(changed)} | ({"code": code} if code else {})
    audit.record("sửa hộ", home, by=by, before=before, after=after)
    return home


@transaction.atomic
def move_household(
    household: Household, unit: Unit, *, on: date, reason: str = "", stamp: str, key: UUID, by
) -> Household:
    """Puts a household at the end of another neighbourhood's walk from a day on; its sheets go with it.

    The same `key` again changes nothing. Raises StaleRecord or PeopleRefused.
    """
    home = fresh_household(household)
    if done_before(key):
        return home
    refuse_stale(stamp, whole_stamp(home))
    refuse_move(home, unit, on)
    before = home.unit
    HouseholdMove.objects.create(household=home, before=before, moved_on=on)
    home.unit, home.position = unit, next_position(unit)
    home.save(update_fields=["unit", "position"])
    told, facts = f"{before} → {unit}", {"from": before.code, "to": unit.code, "on": on.isoformat()}
    tell(EventKind.MOVED, home, on=on, reason=reason, told=told, facts=facts, key=key, by=by)
    return home


def refuse_move(home: Household, unit: Unit, on: date) -> None:
    """Raises PeopleRefused for a move to where the household is, to what is no more, or before its last move."""
    refuse_tomorrow(on)
    refuse_ended(unit)
    if unit.pk == home.unit_id:
        raise PeopleRefused(f"Hộ này đang ở {unit}. Hãy chọn tổ khác.")
    if unit.starts_on and on < unit.starts_on:
        raise PeopleRefused(f"{unit} chỉ có từ ngày {unit.starts_on:%d/%m/%Y}. Hãy ghi ngày sau đó.")
    last = HouseholdMove.objects.filter(household=home).with_day_and_origin().order_by("-day").first()
    if last and on < last.day:
        raise PeopleRefused(f"Hộ này đã chuyển tổ ngày {last.day:%d/%m/%Y}. Hãy ghi ngày từ đó trở đi.")
