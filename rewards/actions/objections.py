"""What people object to a posted list: recorded, answered, followed. Nothing is deleted; the trail holds no words."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from emulation.actions import StaleRecord
from emulation.kit import audit, clock
from emulation.kit.vietnamese import tidy

from ..choices import ObjectionOutcome, PostingStatus
from ..models import Objection, Posting
from ..rules.postings import STANDS
from .postings import PostingRefused, hold

IN_RECORD = "Ý kiến này đã vào biên bản kết thúc niêm yết nên giữ nguyên."


@transaction.atomic
def record_objection(posting: Posting, values: dict, *, key: UUID, by) -> Objection:
    """Keeps line, received_on, way, sender, content; the same `key` again returns it. Raises PostingRefused.

    One that comes late, even after the closing, is kept too and has to be answered.
    """
    fresh = hold(posting)
    if done := Objection.objects.filter(key=key).first():
        if done.posting_id != fresh.pk:
            raise PostingRefused("Mẫu này đã được gửi cho một niêm yết khác. Hãy mở lại trang rồi nhập.")
        return done
    if not fresh.takes_objections:
        raise PostingRefused(STANDS[PostingStatus(fresh.status)])
    refuse_unfit(fresh, values)
    last = fresh.objections.aggregate(last=Max("number"))["last"] or 0
    made = Objection.objects.create(posting=fresh, number=last + 1, key=key, received_by=by, **values)
    after = {"posting": fresh.number, "number": made.number, "line": made.line_id or 0, "late": made.is_late}
    audit.record("ghi ý kiến về danh sách niêm yết", made, by=by, after=after)
    return made


@transaction.atomic
def change_objection(objection: Objection, values: dict, *, seen: int, by) -> Objection:
    """Mends what was written of an objection, until it is answered. Raises StaleRecord, PostingRefused."""
    fresh = hold_objection(objection)
    changed = sorted(name for name, value in values.items() if getattr(fresh, name) != value)
    if not changed:
        return fresh
    if fresh.is_answered:
        raise PostingRefused("Ý kiến đã trả lời nên giữ nguyên. Người dân có ý kiến khác thì ghi một ý kiến mới.")
    refuse_stale(fresh, seen)
    refuse_unfit(fresh.posting, values)
    return keep(fresh, values, "sửa ý kiến về danh sách niêm yết", {"changed": changed}, by=by)


@transaction.atomic
def answer_objection(objection: Objection, values: dict, *, seen: int, by) -> Objection:
    """Records outcome, answer, answered_on; another answer replaces it until the closing record holds it."""
    fresh = hold_objection(objection)
    if all(getattr(fresh, name) == value for name, value in values.items()):
        return fresh
    refuse_recorded(fresh)
    refuse_stale(fresh, seen)
    if not fresh.received_on <= values["answered_on"] <= clock.today():
        raise PostingRefused(f"Ngày trả lời phải từ ngày nhận ({fresh.received_on:%d/%m/%Y}) đến hôm nay.")
    no_longer = {"kept_reason": "", "kept_at": None, "kept_by": None}
    values = values | {"answered_by": by} | ({} if values["outcome"] == ObjectionOutcome.UPHELD else no_longer)
    return keep(fresh, values, "trả lời ý kiến về danh sách niêm yết", {"outcome": values["outcome"]}, by=by)


@transaction.atomic
def keep_in_spite(objection: Objection, reason: str, *, by) -> Objection:
    """Keeps whom an upheld objection is about on the list, for a written reason."""
    fresh, reason = hold_objection(objection), tidy(reason)
    if fresh.kept_reason == reason and reason:
        return fresh
    if not reason:
        raise PostingRefused("Hãy ghi lý do vẫn giữ, để người quyết định cân nhắc.")
    if not fresh.is_upheld:
        raise PostingRefused("Chỉ ghi lý do vẫn giữ khi ý kiến được chấp nhận.")
    refuse_recorded(fresh)
    values = {"kept_reason": reason, "kept_at": clock.now(), "kept_by": by}
    return keep(fresh, values, "vẫn giữ dù chấp nhận ý kiến", {}, by=by)


def hold_objection(objection: Objection) -> Objection:
    """The objection as it is now, under its posting's row, so that nobody closes meanwhile."""
    hold(objection.posting)
    return Objection.objects.for_page().get(pk=objection.pk)


def keep(fresh: Objection, values: dict, what: str, after: dict, *, by) -> Objection:
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save(update_fields=[*values, "version"])
    audit.record(what, fresh, by=by, after={"posting": fresh.posting.number, "number": fresh.number, **after})
    return fresh


def refuse_stale(objection: Objection, seen: int) -> None:
    if seen != objection.version:
        raise StaleRecord


def refuse_recorded(objection: Objection) -> None:
    recorded = {one["number"] for one in objection.posting.minutes.get("objections", [])}
    if objection.number in recorded:
        raise PostingRefused(IN_RECORD)


def refuse_unfit(posting: Posting, values: dict) -> None:
    line = values.get("line")
    if line and line.posting_id != posting.pk:
        raise PostingRefused("Trường hợp này không có trong danh sách niêm yết. Hãy chọn lại.")
    if not posting.starts_on <= values["received_on"] <= clock.today():
        raise PostingRefused(
            f"Ngày nhận ý kiến phải từ ngày niêm yết ({posting.starts_on:%d/%m/%Y}) đến hôm nay. Hãy xem lại."
        )
