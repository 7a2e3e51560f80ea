"""Readings of targets: entered by one, approved or sent back by another, corrected by a new one, never overwritten."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from emulation.actions.files import keep_files, write_files
from emulation.choices import CampaignStatus
from emulation.kit import audit, clock
from emulation.kit.evidence import Evidence
from emulation.kit.vietnamese import tidy
from emulation.models import KeptFile

from ..models import Reading, Target
from ..queries.targets import follows_items, plan_days
from ..rules import targets as rules

# Typed beside the grid is not forbidden: a school that begins in the middle has earlier days on paper alone, and a
# staff list that is wrong on the last day must not stop it. Whoever approves reads why.
TYPED_NEEDS_A_REASON = (
    "Chỉ tiêu này lấy số liệu từ bảng theo dõi CB-GV-NV. Hãy bấm “Ghi số liệu từ bảng”; nếu vẫn phải ghi tay, "
    "hãy nêu lý do ở ô Nhận xét để người duyệt biết."
)


class ReadingRefused(ValueError):
    """A reading that cannot be kept; the message is a Vietnamese sentence that says why."""


def record_reading(target: Target, values: dict, *, key: UUID, by, evidence: Iterable[Evidence] = ()) -> Reading:
    """Enters a reading with its files, to be approved; the same `key` again returns what it entered.

    Raises ReadingRefused.
    """
    return keep_reading(target, values, None, write_files(evidence), key=key, by=by)


def correct_reading(reading: Reading, values: dict, *, key: UUID, by, evidence: Iterable[Evidence] = ()) -> Reading:
    """Enters a reading in place of another one, which stays as it is; until it is approved the other one counts.

    The same `key` again returns what it entered. Raises ReadingRefused where the other one has been corrected already.
    """
    return keep_reading(reading.target, values, reading, write_files(evidence), key=key, by=by)


@transaction.atomic
def keep_reading(
    target: Target, values: dict, corrects: Reading | None, written: list[KeptFile], *, key: UUID, by
) -> Reading:
    """The reading of a target that nobody else writes to meanwhile, with files that are on the disk already."""
    standing = Target.objects.select_for_update(of=["self"]).select_related("campaign").get(pk=target.pk)
    if done := Reading.objects.filter(key=key).first():
        if done.target_id != standing.pk:
            raise ReadingRefused("Mẫu nhập này đã được gửi cho một chỉ tiêu khác. Hãy mở lại trang rồi nhập.")
        return done
    check_reading(standing, values, corrects)
    reading = Reading.objects.create(target=standing, corrects=corrects, key=key, entered_by=by, **values)
    reading.files.add(*keep_files(written, by=by))
    facts = {"target": standing.number, "measured_on": f"{reading.measured_on:%Y-%m-%d}", "files": len(written)}
    if corrects:
        facts["corrects"] = corrects.pk
    audit.record("đính chính số liệu" if corrects else "nhập số liệu", reading, by=by, after=facts)
    return reading


def check_reading(target: Target, values: dict, corrects: Reading | None) -> None:
    """Raises ReadingRefused for a reading that cannot be, that is there already, or that has been corrected already."""
    if target.campaign.status == CampaignStatus.CLOSED:
        raise ReadingRefused("Phong trào đã kết thúc nên không nhập thêm số liệu.")
    said = rules.Measured(values["measured_on"], *(values.get(name) for name in ("part", "whole", "value", "answer")))
    if not values.get("is_counted") and not values.get("comment") and follows_items(target):
        raise ReadingRefused(TYPED_NEEDS_A_REASON)
    found = list(rules.flaws(target.kind, said, values.get("asked")).values())
    found.append(rules.flaw_of_day(said.on, *plan_days(target.campaign), clock.today()))
    if any(found):
        raise ReadingRefused(" ".join(filter(None, found)))
    if corrects and Reading.objects.filter(corrects=corrects).exists():
        raise ReadingRefused("Số liệu này đã có người đính chính. Hãy xem lại rồi đính chính số liệu mới nhất.")
    if other := holder_of_day(target, said.on, corrects):
        raise ReadingRefused(f"Ngày {said.on:%d/%m/%Y} đã có số liệu {way_on(other)}")


def holder_of_day(target: Target, on: date, corrects: Reading | None) -> Reading | None:
    """The reading that keeps a day from another one; none of those that a correction would replace."""
    readings = list(Reading.objects.filter(target=target))
    keys = rules.holding_their_day((one.as_entered() for one in readings), corrects.pk if corrects else None)
    return next((one for one in readings if one.measured_on == on and one.pk in keys), None)


def way_on(other: Reading) -> str:
    """How a day that has its reading goes on: behind "đã có số liệu"."""
    if other.is_returned:
        return "bị trả lại. Hãy bấm “Nhập số thay thế” ở chính số liệu đó."
    if Reading.objects.filter(corrects=other).exists():
        return "còn được tính cho đến khi bản đính chính sang ngày khác được duyệt. Hãy nhờ người duyệt bản ấy trước."
    state = "đã được duyệt" if other.is_approved else "đang chờ duyệt"
    return f"{state}. Nếu số ấy sai, hãy bấm “Đính chính” ở chính số liệu đó."


@transaction.atomic
def approve_reading(reading: Reading, *, by) -> Reading:
    """Makes a reading count; approving it twice changes nothing.

    Raises ReadingRefused where it has been corrected or sent back.
    """
    fresh = held(reading)
    if fresh.is_approved:
        return fresh
    if fresh.is_returned:
        raise ReadingRefused("Số liệu này đã bị trả lại nên không duyệt được. Hãy chờ số nhập thay rồi duyệt số ấy.")
    if Reading.objects.filter(corrects=fresh).exists():
        raise ReadingRefused("Số liệu này đã có người đính chính. Hãy tải lại trang rồi duyệt số liệu mới.")
    if fresh.entered_by_id == by.pk:
        raise ReadingRefused("Người nhập không duyệt số liệu của chính mình. Hãy nhờ người khác của đơn vị duyệt.")
    fresh.approved_at, fresh.approved_by = clock.now(), by
    fresh.save(update_fields=["approved_at", "approved_by"])
    audit.record("duyệt số liệu", fresh, by=by, after={"target": fresh.target.number})
    return fresh


@transaction.atomic
def return_reading(reading: Reading, reason: str, *, by) -> Reading:
    """Sends a waiting reading back for a reason; its enterer enters another one in its place. Twice changes nothing.

    The reason may name people, so it stays with the reading and out of the trail. Raises ReadingRefused.
    """
    fresh, reason = held(reading), tidy(reason)
    if fresh.is_returned:
        return fresh
    if flaw := flaw_of_return(fresh, reason, by):
        raise ReadingRefused(flaw)
    fresh.returned_at, fresh.returned_by, fresh.return_reason = clock.now(), by, reason
    fresh.save(update_fields=["returned_at", "returned_by", "return_reason"])
    audit.record("trả lại số liệu", fresh, by=by, after={"target": fresh.target.number})
    return fresh


def flaw_of_return(reading: Reading, reason: str, by) -> str:
    """Why a reading is not sent back, as a sentence; "" where it is."""
    if reading.is_approved:
        return "Số liệu này đã được duyệt nên không trả lại được. Nếu số ấy sai, hãy bấm “Đính chính”."
    if Reading.objects.filter(corrects=reading).exists():
        return "Số liệu này đã có người đính chính. Hãy tải lại trang rồi xem số liệu mới."
    if reading.entered_by_id == by.pk:
        return "Đây là số liệu của chính bạn: hãy bấm “Đính chính” thay vì trả lại."
    if reading.target.campaign.status == CampaignStatus.CLOSED:
        return "Phong trào đã kết thúc, không ai nhập lại được nữa, nên không trả lại. Số chưa duyệt không được tính."
    return "" if reason else "Hãy ghi lý do trả lại, để người nhập biết cần sửa gì."


def held(reading: Reading) -> Reading:
    """The reading as it is now, of a target that nobody else writes to meanwhile."""
    Target.objects.select_for_update().get(pk=reading.target_id)
    return Reading.objects.select_related("target__campaign").get(pk=reading.pk)
