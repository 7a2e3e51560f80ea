"""Taking in earlier awards: an upload is kept, then saved whole or its good rows; what is there is not added again."""

from django.db import transaction

from emulation.actions.imports import ImportRefused
from emulation.actions.staff_imports import MOVED_ON
from emulation.actions.uploads import sealed_upload
from emulation.kit import audit, clock
from emulation.models import Unit

from ..models import AwardHistory, HistoryImport
from ..queries.history import plan_of_history
from ..rules.history import ListedAward

BATCH = 500


def keep_history_list(content: bytes, file_name: str, ward: Unit, *, by) -> HistoryImport:
    """Keeps an uploaded workbook as it came, sealed on the disk; what was kept long enough is forgotten."""
    kept = sealed_upload(HistoryImport, content, file_name, by=by, ward=ward)
    kept.save(force_insert=True)
    return kept


@transaction.atomic
def save_history(kept: HistoryImport, *, stamp: str, only_valid: bool = False, by) -> bool:
    """Saves a kept list as somebody has looked at it; False if it was saved before.

    A list with an error (unless its good rows alone are asked for), or one whose new lines are others now, raises
    ImportRefused and writes nothing.
    """
    Unit.objects.select_for_update().get(pk=kept.ward_id)
    if not HistoryImport.objects.filter(pk=kept.pk, saved_at=None).update(saved_at=clock.now(), saved_by=by):
        return False
    plan = plan_of_history(kept)
    if plan.errors and not (only_valid and plan.new):
        raise ImportRefused(f"Danh sách còn {len(plan.errors)} lỗi nên chưa lưu gì. Hãy sửa tệp rồi tải lên lại.")
    if plan.stamp != stamp:
        raise ImportRefused(MOVED_ON)
    AwardHistory.objects.bulk_create([record_of(line, kept.ward, by) for line in plan.new], BATCH)
    HistoryImport.objects.filter(pk=kept.pk).update(counts=plan.counts)
    if plan.new:
        after = {**plan.counts, "unit": kept.ward.code, "sha256": kept.sha256}
        audit.record("nhập khen thưởng trước đây", kept, by=by, after=after, label=kept.ward.name)
    return True


def record_of(line: ListedAward, ward: Unit, by) -> AwardHistory:
    return AwardHistory(ward=ward, name=line.name, year=line.year, form=line.form, decision=line.decision, made_by=by)
