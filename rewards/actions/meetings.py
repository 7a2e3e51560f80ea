"""A meeting of the council step by step: called, prepared, held, closed with its minutes. Each step is taken once."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from emulation.actions import StaleRecord
from emulation.kit import audit, clock, transitions

from ..choices import MeetingStatus, MeetingVerb, Presence
from ..models import Attendance, BallotCount, Council, Meeting
from ..queries.councils import next_number, seats_on, stamp_of
from ..queries.meetings import standing_of
from ..queries.minutes import record_of
from ..rules import meetings as rules
from ..rules.voting import State
from .councils import CouncilRefused
from .councils import hold as hold_council
from .dossier_steps import record_meeting

BEATEN = "Người khác vừa chuyển phiên họp sang bước khác nên chưa ghi gì. Hãy tải lại trang rồi làm tiếp."


@transaction.atomic
def call_meeting(council: Council, values: dict, *, key: UUID, by) -> Meeting:
    """Opens the preparation of a meeting; the same `key` again returns it. Raises CouncilRefused."""
    council = hold_council(council)
    if done := Meeting.objects.filter(key=key).first():
        return done
    check_people(council, values)
    if (other := values.get("supplements")) and other.phase_id != values["phase"].pk:
        raise CouncilRefused(f"Phiên họp bổ sung xét cùng một đợt với phiên số {other.number}. Hãy chọn lại đợt.")
    meeting = Meeting.objects.create(council=council, number=next_number(council), key=key, **values)
    audit.record("mở phiên họp hội đồng", meeting, by=by, after=facts_of(meeting))
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, values: dict, *, stamp: str, by) -> Meeting:
    """Changes what is written of a meeting: time, place, people, discussion, conclusion. Raises StaleRecord."""
    fresh = hold(meeting)
    changed = sorted(name for name, value in values.items() if getattr(fresh, name) != value)
    if not changed:
        return fresh
    if stamp != stamp_of(fresh):
        raise StaleRecord
    check_people(fresh.council, values | {"starts_at": values.get("starts_at", fresh.starts_at)})
    if "starts_at" in changed and not fresh.is_preparing and day_of(values["starts_at"]) != fresh.day:
        raise CouncilRefused("Phiên họp đã bắt đầu nên ngày họp được giữ nguyên; chỉ sửa giờ được.")
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(values))
    touch(fresh)
    audit.record("sửa phiên họp hội đồng", fresh, by=by, after={"changed": changed})
    return fresh


@transaction.atomic
def record_attendance(meeting: Meeting, said: Mapping[int, dict], *, by) -> Meeting:
    """By seat where its person was: presence, reason, written_on. Raises CouncilRefused.

    It takes away the confirmation of a secret ballot, which was counted with other people in the room.
    """
    fresh = hold(meeting)
    before = {one.seat_id: one for one in fresh.attendance.all()}
    seats = {seat.pk for seat in seats_on(fresh.council, fresh.day)}
    if set(said) - seats:
        raise CouncilRefused("Danh sách thành viên của ngày họp vừa thay đổi. Hãy tải lại trang rồi ghi.")
    changed = [seat for seat, values in said.items() if is_new(before.get(seat), values)]
    if not changed:
        return fresh
    for seat in changed:
        Attendance.objects.update_or_create(meeting=fresh, seat_id=seat, defaults=said[seat])
    unconfirm(fresh)
    touch(fresh)
    counts = {kind: fresh.attendance.filter(presence=kind).count() for kind in Presence.values}
    audit.record("ghi tham dự phiên họp", fresh, by=by, after=counts)
    return fresh


@transaction.atomic
def start_meeting(meeting: Meeting, *, by) -> Meeting:
    """The meeting begins with the agenda and the people recorded. Done again it changes nothing."""
    fresh = hold(meeting, closed_too=True)
    if fresh.held_at:
        return fresh
    refuse_step(fresh, MeetingVerb.START)
    if refusal := standing_of(fresh).starting_refusal:
        raise CouncilRefused(refusal)
    return step(fresh, MeetingVerb.START, by, held_at=clock.now(), held_by=by)


@transaction.atomic
def step_back(meeting: Meeting, *, by) -> Meeting:
    """Back to the preparation, while no vote has been written."""
    fresh = hold(meeting, closed_too=True)
    if fresh.is_preparing:
        return fresh
    refuse_step(fresh, MeetingVerb.STEP_BACK)
    if fresh.lines.filter(in_favour__isnull=False).exists() or hasattr(fresh, "ballots"):
        raise CouncilRefused("Đã ghi số phiếu nên không quay lại chuẩn bị được. Hãy ghi nốt rồi khóa biên bản.")
    return step(fresh, MeetingVerb.STEP_BACK, by, held_at=None, held_by=None)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by) -> Meeting:
    """The meeting will not take place; what was on its agenda is free for another one."""
    fresh = hold(meeting, closed_too=True)
    if fresh.status == MeetingStatus.CANCELLED:
        return fresh
    refuse_step(fresh, MeetingVerb.CANCEL)
    return step(fresh, MeetingVerb.CANCEL, by)


@transaction.atomic
def close_meeting(meeting: Meeting, *, by) -> Meeting:
    """Closes the minutes: every outcome and all that the papers say is frozen, and decided dossiers go on.

    Done again it changes nothing.
    """
    fresh = hold(meeting, closed_too=True)
    if fresh.is_closed:
        return fresh
    refuse_step(fresh, MeetingVerb.CLOSE)
    found = standing_of(fresh)
    if lacks := found.lacks:
        raise CouncilRefused(f"Chưa khóa biên bản được. {' '.join(lacks)}")
    for state in State:
        came_out = [row.line.pk for row in found.lines if row.outcome.state == state]
        fresh.lines.filter(pk__in=came_out).update(outcome=state)
    closed = step(fresh, MeetingVerb.CLOSE, by, closed_at=clock.now(), closed_by=by, minutes=record_of(found))
    record_meeting(closed, by=by)
    return closed


def hold(meeting: Meeting, *, closed_too: bool = False) -> Meeting:
    """The meeting as it is now, and nobody else writes to it meanwhile. Raises CouncilRefused where it is closed."""
    Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    fresh = Meeting.objects.for_page().get(pk=meeting.pk)
    if not fresh.is_open and not closed_too:
        raise CouncilRefused(rules.STANDS[MeetingStatus(fresh.status)])
    return fresh


def touch(meeting: Meeting) -> None:
    meeting.version += 1
    meeting.save(update_fields=["version"])


def refuse_step(meeting: Meeting, verb: str) -> None:
    try:
        rules.moved(meeting.status, verb)
    except rules.StepRefused as refusal:
        raise CouncilRefused(str(refusal)) from refusal


def step(meeting: Meeting, verb: MeetingVerb, by, **values) -> Meeting:
    """Takes a step and records it."""
    before, after = rules.MOVES[verb]
    if not transitions.move(meeting, before, after, version=meeting.version + 1, **values):
        raise CouncilRefused(BEATEN)
    audit.record(f"phiên họp: {verb.label.lower()}", meeting, by=by, before={"status": before}, after={"status": after})
    return meeting


def check_people(council: Council, values: dict) -> None:
    """Raises CouncilRefused where chair or secretary do not sit on the council on that day, or are one person."""
    chair, secretary = values.get("chair"), values.get("secretary")
    seats = {seat.pk for seat in seats_on(council, day_of(values["starts_at"]))}
    for seat, who in ((chair, "Người chủ trì"), (secretary, "Thư ký")):
        if seat and seat.pk not in seats:
            raise CouncilRefused(f"{who} không phải là thành viên hội đồng trong ngày họp. Hãy chọn lại.")
    if chair and secretary and chair.pk == secretary.pk:
        raise CouncilRefused("Chủ trì và thư ký phải là hai người. Hãy chọn lại.")


def day_of(moment):
    return clock.local(moment).date()


def is_new(before: Attendance | None, values: dict) -> bool:
    return before is None or any(getattr(before, name) != value for name, value in values.items())


def unconfirm(meeting: Meeting) -> None:
    """A confirmed count no longer holds once what it was counted from has changed."""
    BallotCount.objects.filter(meeting=meeting).update(confirmed_at=None, confirmed_by=None)


def facts_of(meeting: Meeting) -> dict:
    facts = {"council": meeting.council_id, "phase": meeting.phase.code, "number": meeting.number}
    return facts | ({"supplements": meeting.supplements.number} if meeting.supplements else {})
