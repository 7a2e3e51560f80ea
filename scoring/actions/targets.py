"""Readings of targets: entered by one person, approved by another, corrected by a new one; nothing is overwritten."""

from uuid import UUID

from django.db import transaction

from emulation.choices import CampaignStatus
from emulation.kit import audit, clock

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


@transaction.atomic
def record_reading(target: Target, values: dict, *, key: UUID, by) -> Reading:
    """Enters a reading, to be approved; the same `key` again returns what it entered. Raises ReadingRefused."""
    return keep_reading(target, values, None, key=key, by=by)


@transaction.atomic
def correct_reading(reading: Reading, values: dict, *, key: UUID, by) -> Reading:
    """Enters a reading in place of another one, which stays as it is; until it is approved the other one counts.

    The same `key` again returns what it entered. Raises ReadingRefused where the other one has been corrected already.
    """
    return keep_reading(reading.target, values, reading, key=key, by=by)


def keep_reading(target: Target, values: dict, corrects: Reading | None, *, key: UUID, by) -> Reading:
    """The reading of a target that nobody else writes to meanwhile."""
    standing = Target.objects.select_for_update(of=["self"]).select_related("campaign").get(pk=target.pk)
    if done := Reading.objects.filter(key=key).first():
        if done.target_id != standing.pk:
            raise ReadingRefused("Mẫu nhập này đã được gửi cho một chỉ tiêu khác. Hãy mở lại trang rồi nhập.")
        return done
    check_reading(standing, values, corrects)
    reading = Reading.objects.create(target=standing, corrects=corrects, key=key, entered_by=by, **values)
    facts = {"target": standing.number, "measured_on": f"{reading.measured_on:%Y-%m-%d}"}
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
    same_day = Reading.objects.filter(target=target, measured_on=said.on, correction=None)
    if other := same_day.exclude(pk=corrects.pk if corrects else None).first():
        state = "đã được duyệt" if other.is_approved else "đang chờ duyệt"
        raise ReadingRefused(
            f"Ngày {said.on:%d/%m/%Y} đã có số liệu {state}. Nếu số ấy sai, hãy bấm “Đính chính” ở chính số liệu đó."
        )


@transaction.atomic
def approve_reading(reading: Reading, *, by) -> Reading:
    """Makes a reading count; approving it twice changes nothing. Raises ReadingRefused where it has been corrected."""
    Target.objects.select_for_update().get(pk=reading.target_id)
    fresh = Reading.objects.select_related("target").get(pk=reading.pk)
    if fresh.is_approved:
        return fresh
    if Reading.objects.filter(corrects=fresh).exists():
        raise ReadingRefused("Số liệu này đã có người đính chính. Hãy tải lại trang rồi duyệt số liệu mới.")
    if fresh.entered_by_id == by.pk:
        raise ReadingRefused("Người nhập không duyệt số liệu của chính mình. Hãy nhờ người khác của đơn vị duyệt.")
    fresh.approved_at, fresh.approved_by = clock.now(), by
    fresh.save(update_fields=["approved_at", "approved_by"])
    audit.record("duyệt số liệu", fresh, by=by, after={"target": fresh.target.number})
    return fresh
