"""Taking in what a neighbourhood filled in offline: through the grid's own verbs, all or nothing."""

from collections.abc import Collection, Iterable

from django.db import transaction

from emulation.actions.uploads import sealed_upload
from emulation.kit import audit, clock
from emulation.models import Household, Phase, Unit

from ..choices import Preference
from ..models import OfflineUpload, ResultRules
from ..queries.offline import Difference, OfflinePlan, OfflineRefused, plan_of_upload
from ..queries.results import rules_of
from .sheets import Entry, ReasonMissing, ScoreConflict, SheetRefused, check_open, finish_sheet, record_scores

MOVED_ON = (
    "Trong lúc bạn xem trước, có người vừa ghi điểm trong cổng. Chưa lưu gì; hãy xem lại bản so sánh mới rồi lưu."
)


def keep_offline_book(content: bytes, file_name: str, phase: Phase, unit: Unit, *, by) -> OfflineUpload:
    """Keeps a filled workbook as it came, sealed on the disk, no score is written yet; old ones are forgotten."""
    kept = sealed_upload(OfflineUpload, content, file_name, by=by, phase=phase, unit=unit)
    kept.save(force_insert=True)
    return kept


@transaction.atomic
def save_offline_book(
    kept: OfflineUpload,
    *,
    stamp: str,
    prefer: str = Preference.PORTAL,
    taken: Collection[str] = (),
    skip_wrong: bool = False,
    finish: bool = True,
    by,
) -> bool:
    """Saves what the person has looked at; False if this upload was saved before.

    Where both have changed the portal's answers stay, unless the file's are preferred, or, with EACH, for the lines
    `taken`. Rows that are wrong stop everything unless they are to be skipped. Sheets that are then complete are
    finished. Raises OfflineRefused.
    """
    if not OfflineUpload.objects.filter(pk=kept.pk, saved_at=None).update(saved_at=clock.now(), saved_by=by):
        return False
    if OfflineUpload.objects.saved_like(kept).exists():
        raise OfflineRefused(
            "Chính tệp này đã được lưu trước đó nên không lưu lại. Các câu trả lời trong cổng giữ nguyên."
        )
    plan = plan_of_upload(kept)
    check_plan(plan, stamp, skip_wrong)
    by_file = lines_by_file(plan, prefer, taken)
    found = rules_of(kept.phase)
    homes = write_lines(kept, found, plan.differences, by_file, by)
    finished, unexplained = finish_complete(homes, found, by) if finish else (0, 0)
    counts = plan.counts | {"taken": len(by_file), "finished": finished, "unexplained": unexplained}
    OfflineUpload.objects.filter(pk=kept.pk).update(counts=counts)
    audit.record("nhập tệp phiếu của tổ", kept, by=by, after={**counts, "sha256": kept.sha256})
    return True


def lines_by_file(plan: OfflinePlan, prefer: str, taken: Collection[str]) -> set[str]:
    """The lines changed on both sides that are to be saved as the file has them."""
    conflicts = {one.line.key for one in plan.of("conflict")}
    if prefer == Preference.FILE:
        return conflicts
    return conflicts & set(taken) if prefer == Preference.EACH else set()


def check_plan(plan: OfflinePlan, stamp: str, skip_wrong: bool) -> None:
    """Raises OfflineRefused where the file has wrong rows, or the portal is not as it was looked at."""
    if plan.wrong and not skip_wrong:
        raise OfflineRefused(f"Tệp còn {plan.wrong_rows} hàng sai nên chưa lưu gì. Hãy sửa tệp rồi tải lên lại.")
    if plan.stamp != stamp:
        raise OfflineRefused(MOVED_ON)


def write_lines(
    kept: OfflineUpload, found: ResultRules, differences: Iterable[Difference], by_file: set[str], by
) -> list[Household]:
    """Writes household by household, always in the same order, through the verb of the grid; returns those written."""
    entries: dict[int, list[Entry]] = {}
    for one in differences:
        answers = one.saved(one.line.key in by_file)
        if answers != one.line.answers:
            entries.setdefault(one.line.household, []).append(Entry(one.line.member, answers, one.line.version))
    homes = Household.objects.select_related("unit", "ward").filter(pk__in=entries).order_by("pk")
    try:
        check_open(kept.unit, kept.phase)
        for home in homes:
            record_scores(home, kept.phase, entries[home.pk], by=by, found=found)
    except SheetRefused as refusal:
        raise OfflineRefused(str(refusal)) from refusal
    except ScoreConflict as conflict:
        raise OfflineRefused(MOVED_ON) from conflict
    return list(homes)


def finish_complete(homes: Iterable[Household], found: ResultRules, by) -> tuple[int, int]:
    """Finishes the sheets on which nothing is missing; the others stay open to be gone on with.

    Returns how many were finished, and how many lack only a reason for differing from what the household has sent.
    """
    finished = unexplained = 0
    for home in homes:
        try:
            finish_sheet(home, found.phase, by=by, found=found)
        except ReasonMissing:
            unexplained += 1
        except SheetRefused:
            continue
        else:
            finished += 1
    return finished, unexplained
