"""Taking in household lists: keeping an upload, and saving a list all or nothing, or its good households alone."""

from django.db import transaction

from ..choices import Relation
from ..kit import audit, clock
from ..kit.spreadsheets import garbage_left_alone
from ..models import Campaign, Household, HouseholdImport, HouseholdMove, Member, Unit
from ..permissions import import_scope
from ..queries.imports import BATCH, Change, Found, ImportPlan, batches, plan_import
from ..queries.kept_lists import judge_kept, judge_workbook, keep_judgement, neighbourhoods_of
from ..rules import JudgedList
from .import_undo import forget_old_undo, remember
from .uploads import sealed_upload

HOUSEHOLD_FIELDS = ["unit", "address", "position", "head_name", "search"]
MEMBER_FIELDS = [
    "full_name", "relation", "born_on", "is_birth_year_only", "gender",
    "citizen_id", "citizen_id_hash", "phone", "phone_tails", "position", "search", "sort_key",
]  # fmt: skip
STALE = (
    "Từ lúc bạn xem trước đến nay danh bạ hoặc tổ dân phố đã thay đổi nên chưa lưu gì. "
    "Hãy xem lại bản xem trước mới bên dưới rồi bấm lưu."
)


class ImportRefused(ValueError):
    """A list with errors is not saved, not even in part; the message is a Vietnamese sentence."""


def keep_household_list(
    content: bytes, file_name: str, campaign: Campaign, *, by, judged: JudgedList | None = None
) -> HouseholdImport:
    """Keeps an uploaded workbook as it came with its judgement, sealed on the disk; nothing enters the registry yet.

    `judged` is its judgement where somebody has made it already. What was kept long enough is forgotten.
    """
    forget_old_undo()
    kept = sealed_upload(HouseholdImport, content, file_name, by=by, campaign=campaign)
    scope = import_scope(by, campaign.ward)
    keep_judgement(judged or judge_workbook(content, campaign, scope), kept, scope)
    kept.save(force_insert=True)
    return kept


def save_household_import(kept: HouseholdImport, *, by, stamp: str = "", only_valid: bool = False) -> bool:
    """Saves a kept list into the registry as things stand now; False if it was saved before.

    `stamp` is that of the plan somebody has looked at: where the registry has changed since, nothing is written. Of two
    people pressing at once one saves. Raises ImportRefused, also for a list with errors unless `only_valid`.
    """
    if kept.saved_at:
        return False
    scope = import_scope(by, kept.campaign.ward)
    judged = judge_kept(kept, scope)
    with transaction.atomic():
        unsaved = HouseholdImport.objects.filter(pk=kept.pk, saved_at=None)
        if not unsaved.update(saved_at=clock.now(), saved_by=by):
            return False
        plan = import_households(
            judged, kept.campaign, by=by, sha256=kept.sha256, stamp=stamp, only_valid=only_valid, log=kept
        )
        HouseholdImport.objects.filter(pk=kept.pk).update(counts=plan.counts)
    return True


@garbage_left_alone()
@transaction.atomic
def import_households(
    judged: JudgedList,
    campaign: Campaign,
    *,
    by,
    sha256: str = "",
    stamp: str = "",
    only_valid: bool = False,
    log: HouseholdImport | None = None,
) -> ImportPlan:
    """Saves a list into the registry of the campaign's ward; returns what was written.

    Households are matched by code, members by citizen id, else by name and birth; nobody is ever deleted, an empty
    cell erases nothing, and the same list again writes nothing. With `log` it can be undone. Raises ImportRefused for a
    list with errors; with `only_valid` its faultless households are saved all the same.
    """
    if judged.errors and not only_valid:
        raise ImportRefused(f"Danh sách còn {len(judged.errors)} lỗi nên chưa lưu gì. Hãy sửa tệp rồi tải lên lại.")
    Unit.objects.select_for_update().get(pk=campaign.ward_id)  # two lists of one ward go one after the other
    check_neighbourhoods(judged, campaign)
    plan = plan_import(judged, campaign, import_scope(by, campaign.ward))
    check_plan(plan, stamp, only_valid)
    if not plan.is_empty:
        moves = save_plan(plan)
        if log:
            remember(plan, moves, log)
        audit.record("nhập danh sách hộ", campaign, by=by, after={**plan.counts, "sha256": sha256})
    return plan


def check_plan(plan: ImportPlan, stamp: str, only_valid: bool) -> None:
    """Raises ImportRefused for a plan nobody has looked at, one with errors, and one of which nothing is left."""
    if stamp and stamp != plan.stamp:
        raise ImportRefused(STALE)
    if plan.errors and not only_valid:
        raise ImportRefused(f"Danh sách còn {len(plan.errors)} lỗi nên chưa lưu gì. Hãy sửa tệp rồi tải lên lại.")
    if plan.errors and not plan.has_good_rows:
        raise ImportRefused("Không có hộ nào không mắc lỗi nên chưa lưu gì. Hãy sửa tệp rồi tải lên lại.")


def check_neighbourhoods(judged: JudgedList, campaign: Campaign) -> None:
    """Raises ImportRefused where a neighbourhood has ended since the list was judged."""
    current = {one.key for one in neighbourhoods_of(campaign)}
    ended = {home.neighbourhood for home in judged.households if home.neighbourhood.key not in current}
    if ended:
        names = ", ".join(sorted(one.name for one in ended))
        raise ImportRefused(f"{names} vừa được sáp nhập hoặc chia tách nên chưa lưu gì. Hãy tải danh sách lên lại.")


def save_plan(plan: ImportPlan) -> list[HouseholdMove]:
    """Former heads step down first: a household has one head at every moment. Returns the moves it recorded."""
    for pks in batches(plan.former_heads):
        Member.objects.filter(pk__in=pks).update(relation=Relation.OTHER)
    save_change(Household, plan.households, HOUSEHOLD_FIELDS)
    save_change(Member, plan.members, MEMBER_FIELDS)
    return HouseholdMove.objects.bulk_create([move_of(found) for found in moved(plan.households)], BATCH)


def save_change(model, change: Change, fields: list[str]) -> None:
    """New rows in one go, changed ones as an upsert by key: it fills the following columns too, as saving does."""
    changed = [found.record for found in change.changed]
    model.objects.bulk_create(changed, BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=fields)
    model.objects.bulk_create([found.record for found in change.new], BATCH)


def moved(households: Change) -> list[Found]:
    return [found for found in households.changed if "unit_id" in found.before]


def move_of(found: Found) -> HouseholdMove:
    """A household that the list has in another neighbourhood than the registry had."""
    return HouseholdMove(household=found.record, before_id=found.before["unit_id"], moved_on=clock.today())
