"""Councils and their seats: founded by a decision, changed, ended; nothing that a meeting has used is overwritten."""

from datetime import date
from uuid import UUID

from django.db import transaction

from emulation.actions import PeopleRefused, StaleRecord
from emulation.kit import audit
from emulation.models import Unit

from ..choices import MeetingStatus, SeatRole
from ..models import BallotCount, Council, Meeting, Seat
from ..queries.councils import stamp_of


class CouncilRefused(PeopleRefused):
    """An act of or about the council that cannot be; the message is a Vietnamese sentence."""


@transaction.atomic
def found_council(unit: Unit, values: dict, *, key: UUID, by) -> Council:
    """Records a council as its decision founded it; the same `key` again returns it. Raises CouncilRefused."""
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if done := Council.objects.filter(key=key).first():
        return done
    if Council.objects.filter(unit=unit, decision=values["decision"]).exists():
        raise CouncilRefused("Đơn vị đã có hội đồng lập theo quyết định này. Hãy xem trong danh sách hội đồng.")
    council = Council.objects.create(unit=unit, key=key, **values)
    audit.record("lập hội đồng", council, by=by, after={"unit": unit.code, "decision": council.decision})
    return council


@transaction.atomic
def change_council(council: Council, values: dict, *, stamp: str, by) -> Council:
    """Corrects what is recorded of a council. Raises StaleRecord, CouncilRefused."""
    fresh = hold(council)
    if all(getattr(fresh, name) == value for name, value in values.items()):
        return fresh
    if stamp != stamp_of(fresh):
        raise StaleRecord
    if Council.objects.filter(unit=fresh.unit, decision=values["decision"]).exclude(pk=fresh.pk).exists():
        raise CouncilRefused("Đơn vị đã có hội đồng khác lập theo quyết định này. Hãy xem lại số quyết định.")
    changed = sorted(name for name, value in values.items() if getattr(fresh, name) != value)
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(values))
    audit.record("sửa hội đồng", fresh, by=by, after={"changed": changed})
    return fresh


@transaction.atomic
def add_seat(council: Council, values: dict, *, key: UUID, by) -> Seat:
    """Gives somebody a seat for a term; the same `key` again returns it. Raises CouncilRefused."""
    fresh = hold(council)
    if done := Seat.objects.filter(key=key).first():
        return done
    check_term(fresh, values["full_name"], values["role"], values["starts_on"], values["ends_on"])
    seat = Seat.objects.create(council=fresh, key=key, **values)
    audit.record("thêm thành viên hội đồng", seat, by=by, after=facts_of(seat))
    return seat


@transaction.atomic
def change_seat(seat: Seat, values: dict, *, stamp: str, by) -> Seat:
    """Corrects a seat, or ends it by a date; where minutes have been closed only its end. Raises CouncilRefused."""
    council = hold(seat.council)
    fresh = Seat.objects.get(pk=seat.pk)
    changed = sorted(name for name, value in values.items() if getattr(fresh, name) != value)
    if not changed:
        return fresh
    if stamp != stamp_of(fresh):
        raise StaleRecord
    if set(changed) & {"full_name", "role", "votes", "starts_on"} and has_sat(fresh):
        raise CouncilRefused(
            "Thành viên này đã dự phiên họp có biên bản đã khóa nên họ tên, vai trò, quyền biểu quyết và ngày bắt đầu "
            "được giữ nguyên. Hãy ghi ngày thôi rồi thêm thành viên mới."
        )
    refuse_end_before_a_meeting(fresh, values["ends_on"])
    check_term(council, values["full_name"], values["role"], values["starts_on"], values["ends_on"], besides=fresh.pk)
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(values))
    if set(changed) & {"votes", "starts_on", "ends_on"}:
        unconfirm_counts(council)
    audit.record("sửa thành viên hội đồng", fresh, by=by, after=facts_of(fresh) | {"changed": changed})
    return fresh


def hold(council: Council) -> Council:
    """The council as it is now; whoever writes about it goes one after the other."""
    return Council.objects.select_for_update(of=["self"], no_key=True).select_related("unit").get(pk=council.pk)


def has_sat(seat: Seat) -> bool:
    return Meeting.objects.filter(attendance__seat=seat, status=MeetingStatus.CLOSED).exists()


def unconfirm_counts(council: Council) -> None:
    """Who may vote is what a secret ballot is counted against; of a meeting under way the confirmation goes."""
    counts = BallotCount.objects.filter(meeting__council=council, meeting__status=MeetingStatus.HELD)
    counts.update(confirmed_at=None, confirmed_by=None)


def refuse_end_before_a_meeting(seat: Seat, ends_on: date | None) -> None:
    """Minutes that are closed name who was there; so nobody has left before that day. Raises CouncilRefused."""
    sat = Meeting.objects.filter(attendance__seat=seat, status=MeetingStatus.CLOSED).order_by("-starts_at").first()
    if ends_on and sat and ends_on < sat.day:
        raise CouncilRefused(
            f"Thành viên này đã dự phiên họp ngày {sat.day:%d/%m/%Y} có biên bản đã khóa. Hãy ghi ngày thôi từ ngày đó."
        )


def check_term(council: Council, name: str, role: str, starts_on: date, ends_on: date | None, besides: int = 0) -> None:
    """Raises CouncilRefused where the person, or another chair, sits on the council in the same days."""
    others = council.seats.exclude(pk=besides).exclude(ends_on__lt=starts_on)
    if ends_on:
        others = others.filter(starts_on__lte=ends_on)
    if others.filter(full_name=name).exists():
        raise CouncilRefused(f"{name} đã là thành viên của hội đồng trong thời gian này. Hãy xem lại hai ngày.")
    if role == SeatRole.CHAIR and others.filter(role=SeatRole.CHAIR).exists():
        raise CouncilRefused(
            "Hội đồng đã có Chủ tịch trong thời gian này. Hãy ghi ngày thôi của người cũ trước, rồi ghi người mới."
        )


def facts_of(seat: Seat) -> dict:
    return {
        "council": seat.council_id,
        "role": seat.role,
        "votes": seat.votes,
        "starts_on": f"{seat.starts_on:%Y-%m-%d}",
        "ends_on": f"{seat.ends_on:%Y-%m-%d}" if seat.ends_on else "",
    }
