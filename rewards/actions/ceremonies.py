"""Ceremonies: announced, filled with certificates to be called up, put in order, called off."""

from uuid import UUID

from django.db import transaction

from emulation.actions import PeopleRefused
from emulation.kit import audit, clock
from emulation.models import Phase, Unit

from ..models import Award, CallingLine, Ceremony, Certificate, HandOver
from ..queries.handovers import certificates_of, is_handed, usual_order
from ..rules.ceremonies import moved

CANCELLED = "Buổi lễ này đã bỏ nên không sửa nữa. Hãy lập buổi lễ khác."


class CeremonyRefused(PeopleRefused):
    """An act about a ceremony that cannot be; the message is a Vietnamese sentence."""


@transaction.atomic
def announce_ceremony(phase: Phase, values: dict, *, key: UUID, by) -> Ceremony:
    """Makes a ceremony of a phase; the same `key` again returns it."""
    Phase.objects.select_for_update(no_key=True).get(pk=phase.pk)
    if done := Ceremony.objects.filter(key=key).first():
        return done
    ceremony = Ceremony.objects.create(phase=phase, key=key, made_by=by, **values)
    audit.record("lập lễ trao", ceremony, by=by, after={"phase": phase.code})
    return ceremony


@transaction.atomic
def change_ceremony(ceremony: Ceremony, values: dict, *, by) -> Ceremony:
    """Changes when, where and how; the same values again change nothing. Raises CeremonyRefused."""
    fresh = hold(ceremony)
    changed = sorted(name for name, value in values.items() if getattr(fresh, name) != value)
    for name in changed:
        setattr(fresh, name, values[name])
    if changed:
        fresh.save(update_fields=changed)
        audit.record("sửa lễ trao", fresh, by=by, after={"changed": changed})
    return fresh


@transaction.atomic
def cancel_ceremony(ceremony: Ceremony, *, by) -> None:
    """Calls a ceremony off at which nothing was handed over; again it changes nothing. Raises CeremonyRefused."""
    fresh = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    if not fresh.is_standing:
        return
    if HandOver.objects.standing().filter(ceremony=fresh).exists():
        raise CeremonyRefused("Đã có giấy được ghi là trao tại buổi lễ này nên không bỏ được. Hãy bỏ ghi trước.")
    fresh.cancelled_at, fresh.cancelled_by = clock.now(), by
    fresh.save(update_fields=["cancelled_at", "cancelled_by"])
    audit.record("bỏ lễ trao", fresh, by=by)


@transaction.atomic
def gather(ceremony: Ceremony, award: Award | None = None, unit: Unit | None = None, *, by) -> int:
    """Puts certificates that wait for their receiver at the end of the order: of an award, a unit, or all there are.

    Returns how many were not on it yet. Raises CeremonyRefused.
    """
    fresh = hold(ceremony)
    waiting = certificates_of(fresh.phase).exclude(is_handed()).exclude(callings__ceremony=fresh)
    if award:
        waiting = waiting.filter(line__decision__award=award)
    if unit:
        waiting = waiting.filter(line__nomination__submitted_by=unit)
    keys = list(usual_order(waiting).values_list("pk", flat=True))
    count = fresh.lines.count()
    CallingLine.objects.bulk_create(
        CallingLine(ceremony=fresh, certificate_id=key, position=place)
        for place, key in enumerate(keys, start=count + 1)
    )
    if keys:
        audit.record("thêm vào danh sách gọi tên", fresh, by=by, after={"certificates": len(keys)})
    return len(keys)


@transaction.atomic
def move_called(ceremony: Ceremony, certificate: int, *, seen: int, to: int, by) -> bool:
    """Calls one earlier or later: to place `to`, if it still stands at `seen`; tells whether it did."""
    fresh = hold(ceremony)
    order = called_in(fresh)
    wanted = moved(order, certificate, seen, to)
    if wanted == order:
        return False
    put_in_order(fresh, wanted)
    audit.record("đổi thứ tự gọi tên", fresh, by=by, after={"from": seen, "to": wanted.index(certificate) + 1})
    return True


@transaction.atomic
def arrange(ceremony: Ceremony, *, by) -> None:
    """Puts everybody in the usual order; what was moved by hand is forgotten. Raises CeremonyRefused."""
    fresh = hold(ceremony)
    wanted = list(usual_order(Certificate.objects.filter(callings__ceremony=fresh)).values_list("pk", flat=True))
    if wanted != called_in(fresh):
        put_in_order(fresh, wanted)
        audit.record("xếp lại thứ tự gọi tên", fresh, by=by)


@transaction.atomic
def leave_out(ceremony: Ceremony, certificate: int, *, by) -> None:
    """Takes one off the order of calling; again it changes nothing. Raises CeremonyRefused."""
    fresh = hold(ceremony)
    count, _ = fresh.lines.filter(certificate=certificate).delete()
    if count:
        put_in_order(fresh, called_in(fresh))
        audit.record("bỏ khỏi danh sách gọi tên", fresh, by=by, after={"certificate": certificate})


def hold(ceremony: Ceremony) -> Ceremony:
    """The ceremony as it is now, and nobody else writes to it meanwhile. Raises CeremonyRefused once it is off."""
    fresh = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    if not fresh.is_standing:
        raise CeremonyRefused(CANCELLED)
    return fresh


def called_in(ceremony: Ceremony) -> list[int]:
    return list(ceremony.lines.order_by("position", "pk").values_list("certificate", flat=True))


def put_in_order(ceremony: Ceremony, wanted: list[int]) -> None:
    """Numbers the order from 1; only places that changed are written."""
    places = {key: place for place, key in enumerate(wanted, start=1)}
    shifted = [line for line in ceremony.lines.all() if line.position != places[line.certificate_id]]
    for line in shifted:
        line.position = places[line.certificate_id]
    CallingLine.objects.bulk_update(shifted, ["position"], batch_size=400)
