"""Taking in the staff list of a unit: an upload is kept, then saved whole or its good rows. Nobody is deleted."""

from django.db import transaction

from ..kit import audit, clock
from ..models import StaffImport, StaffMember, Unit
from ..queries.imports import BATCH, batches
from ..queries.staff_imports import StaffPlan, plan_of_staff
from .events import hold
from .imports import ImportRefused
from .uploads import sealed_upload

MOVED_ON = (
    "Từ lúc bạn xem trước đến nay danh sách trong cổng đã thay đổi nên chưa lưu gì. "
    "Hãy xem lại bản xem trước mới bên dưới rồi bấm lưu."
)


def keep_staff_list(content: bytes, file_name: str, unit: Unit, *, by) -> StaffImport:
    """Keeps an uploaded workbook as it came, sealed on the disk; what was kept long enough is forgotten."""
    kept = sealed_upload(StaffImport, content, file_name, by=by, unit=unit)
    kept.save(force_insert=True)
    return kept


@transaction.atomic
def save_staff_import(kept: StaffImport, *, stamp: str, only_valid: bool = False, by) -> bool:
    """Saves a kept list as somebody has looked at it; False if it was saved before.

    A list with an error (unless its good rows alone are asked for), or one whose unit has changed since it was looked
    at, raises ImportRefused and writes nothing.
    """
    hold(kept.unit_id)
    if not StaffImport.objects.filter(pk=kept.pk, saved_at=None).update(saved_at=clock.now(), saved_by=by):
        return False
    plan = plan_of_staff(kept)
    if plan.errors and not (only_valid and plan.people.total):
        raise ImportRefused(f"Danh sách còn {len(plan.errors)} lỗi nên chưa lưu gì. Hãy sửa tệp rồi tải lên lại.")
    if plan.stamp != stamp:
        raise ImportRefused(MOVED_ON)
    write_plan(plan)
    StaffImport.objects.filter(pk=kept.pk).update(counts=plan.counts)
    if not plan.is_empty:
        after = {**plan.counts, "unit": kept.unit.code, "sha256": kept.sha256}
        audit.record("nhập danh sách cán bộ", kept, by=by, after=after, label=kept.unit.name)
    return True


def write_plan(plan: StaffPlan) -> None:
    """Codes are taken off first, so that two people may change theirs with one another."""
    changed = [found.record for found in plan.people.changed if "code" in found.before]
    for pks in batches(one.pk for one in changed):
        StaffMember.objects.filter(pk__in=pks).update(code="")
    for found in plan.people.changed:
        found.record.save()
    StaffMember.objects.bulk_create([found.record for found in plan.people.new], BATCH)
