"""Staff lists by hand: people added, changed, gone and back. Each leaves a line in the trail, without values."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from ..kit import audit
from ..kit.vietnamese import name_sort_key
from ..models import StaffMember, Unit
from ..models.staff import KEEPS_STAFF
from ..queries.staff import staff_stamp
from .events import PeopleRefused, changes_in, hold, refuse_stale

COPIED = ["unit", "code", "full_name", "born_on", "is_birth_year_only", "gender", "position"]


@transaction.atomic
def add_staff(unit: Unit, values: dict, *, key: UUID, by) -> StaffMember:
    """Adds a person to the list of a unit; the same `key` again returns the person it added. Raises PeopleRefused."""
    hold(unit.pk)
    if done := StaffMember.objects.filter(key=key).first():
        return done
    if unit.kind not in KEEPS_STAFF or unit.has_ended:
        raise PeopleRefused("Đơn vị này không lập danh sách cán bộ, giáo viên. Hãy chọn đơn vị khác.")
    check_staff(StaffMember(unit=unit, **values))
    member = StaffMember.objects.create(unit=unit, key=key, **values)
    audit.record("thêm cán bộ", member, by=by, after={"unit": unit.code})
    return member


@transaction.atomic
def change_staff(member: StaffMember, values: dict, *, stamp: str, by) -> StaffMember:
    """Changes what is recorded of a person; nothing where nothing differs. Raises StaleRecord or PeopleRefused."""
    person = fresh_staff(member)
    changed = changes_in(person, values)
    if not changed:
        return person
    refuse_stale(stamp, staff_stamp(person))
    for name, value in changed.items():
        setattr(person, name, value)
    check_staff(person)
    person.save()
    audit.record("sửa cán bộ", person, by=by, after={"unit": person.unit.code, "fields": sorted(changed)})
    return person


@transaction.atomic
def record_leaving(member: StaffMember, *, on: date, stamp: str, by) -> StaffMember:
    """Records a person's last day of work, also one to come; the same day again changes nothing.

    Raises StaleRecord or PeopleRefused.
    """
    person = fresh_staff(member)
    if person.left_on == on:
        return person
    refuse_stale(stamp, staff_stamp(person))
    person.left_on = on
    check_staff(person)
    person.save(update_fields=["left_on"])
    audit.record("ghi cán bộ nghỉ", person, by=by, after={"unit": person.unit.code})
    return person


@transaction.atomic
def record_return(member: StaffMember, *, on: date, stamp: str, key: UUID, by) -> StaffMember:
    """Somebody who had left works again from a day on.

    Up to the day after the last one the departure is taken back, as if it had not been; later, a new time of work
    begins beside the old one, so that whoever is counted on a day between is not this person. The same `key` again
    changes nothing. Raises StaleRecord or PeopleRefused.
    """
    person = fresh_staff(member)
    if done := StaffMember.objects.filter(key=key).first():
        return done
    if person.left_on is None:
        return person
    refuse_stale(stamp, staff_stamp(person))
    refuse_second(person)
    if on <= person.left_on + timedelta(days=1):
        person.left_on = None
        check_staff(person)
        person.save(update_fields=["left_on"])
    else:
        values = {name: getattr(person, name) for name in COPIED}
        person = StaffMember(**values, joined_on=on, key=key)
        check_staff(person)
        person.save(force_insert=True)
    audit.record("ghi cán bộ trở lại", person, by=by, after={"unit": person.unit.code})
    return person


def fresh_staff(member: StaffMember) -> StaffMember:
    """The person as he or she is now, while nobody else writes to this unit's list."""
    hold(member.unit_id)
    return StaffMember.objects.select_related("unit").get(pk=member.pk)


def refuse_second(person: StaffMember) -> None:
    """Nobody works at one place twice at once."""
    others = StaffMember.objects.filter(unit=person.unit_id, born_on=person.born_on).exclude(pk=person.pk)
    later = others.filter(Q(left_on=None) | Q(left_on__gt=person.left_on), sort_key=name_sort_key(person.full_name))
    if later.exists():
        raise PeopleRefused("Người này đã được ghi trở lại từ trước. Hãy xem ở danh sách của đơn vị.")


def check_staff(person: StaffMember) -> None:
    """Raises PeopleRefused for days in the wrong order and for a code that somebody at work has."""
    for day in (person.joined_on, person.left_on):
        if day and day <= person.born_on:
            raise PeopleRefused("Ngày làm việc trước ngày sinh. Hãy xem lại các ngày.")
    if person.joined_on and person.left_on and person.left_on < person.joined_on:
        raise PeopleRefused("Ngày nghỉ trước ngày vào làm. Hãy xem lại hai ngày.")
    if person.code and person.left_on is None:
        others = StaffMember.objects.filter(unit=person.unit_id, code=person.code, left_on=None).exclude(pk=person.pk)
        if others.exists():
            raise PeopleRefused("Đơn vị đã có người đang làm việc mang mã này. Hãy ghi mã khác, hoặc để trống.")
