"""Taking in household lists: keeping an upload, and saving a clean list all or nothing."""

import hashlib

from django.db import transaction

from ..choices import Relation
from ..kit import audit, clock
from ..kit.sealed_files import write_sealed
from ..kit.spreadsheets import garbage_left_alone
from ..kit.vietnamese import tidy
from ..models import Campaign, Household, HouseholdImport, Member, Unit
from ..queries_imports import BATCH, Change, ImportPlan, batches, judge_kept, neighbourhoods_of, plan_import
from ..rules import JudgedList

HOUSEHOLD_FIELDS = ["unit", "address", "position", "head_name", "search"]
MEMBER_FIELDS = [
    "full_name", "relation", "born_on", "is_birth_year_only", "gender",
    "citizen_id", "citizen_id_hash", "phone", "phone_tails", "position", "search", "sort_key",
]  # fmt: skip


class ImportRefused(ValueError):
    """A list with errors is not saved, not even in part; the message is a Vietnamese sentence."""


def keep_household_list(content: bytes, file_name: str, campaign: Campaign, *, by) -> HouseholdImport:
    """Keeps an uploaded workbook as it came, sealed on the disk; nothing enters the registry yet."""
    kept = HouseholdImport(
        campaign=campaign,
        file_name=tidy(file_name)[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
    )
    write_sealed(kept.path, content)
    kept.save(force_insert=True)
    return kept


def save_household_import(kept: HouseholdImport, *, by) -> bool:
    """Reads and judges the kept workbook again, as things stand now, and saves it; False if it was saved before.

    Of two people pressing at once one saves. Raises ImportRefused where the list now has errors.
    """
    if kept.saved_at:
        return False
    judged = judge_kept(kept)
    with transaction.atomic():
        unsaved = HouseholdImport.objects.filter(pk=kept.pk, saved_at=None)
        if not unsaved.update(saved_at=clock.now(), saved_by=by):
            return False
        plan = import_households(judged, kept.campaign, by=by, sha256=kept.sha256)
        HouseholdImport.objects.filter(pk=kept.pk).update(counts=plan.counts)
    return True


@garbage_left_alone()
@transaction.atomic
def import_households(judged: JudgedList, campaign: Campaign, *, by, sha256: str = "") -> ImportPlan:
    """Saves a clean list into the registry of the campaign's ward; returns what was written.

    Households are matched by code, members by citizen id, else by name and birth; nobody is ever deleted, an empty
    cell erases nothing, and the same list again writes nothing. Raises ImportRefused for a list with errors.
    """
    if judged.errors:
        raise ImportRefused(f"Danh sách còn {len(judged.errors)} lỗi nên chưa lưu gì. Hãy sửa tệp rồi tải lên lại.")
    Unit.objects.select_for_update().get(pk=campaign.ward_id)  # two lists of one ward go one after the other
    check_neighbourhoods(judged, campaign)
    plan = plan_import(judged, campaign)
    if not plan.is_empty:
        save_plan(plan)
        audit.record("nhập danh sách hộ", campaign, by=by, after={**plan.counts, "sha256": sha256})
    return plan


def check_neighbourhoods(judged: JudgedList, campaign: Campaign) -> None:
    """Raises ImportRefused where a neighbourhood has ended since the list was judged."""
    current = {one.key for one in neighbourhoods_of(campaign)}
    ended = {home.neighbourhood for home in judged.households if home.neighbourhood.key not in current}
    if ended:
        names = ", ".join(sorted(one.name for one in ended))
        raise ImportRefused(f"{names} vừa được sáp nhập hoặc chia tách nên chưa lưu gì. Hãy tải danh sách lên lại.")


def save_plan(plan: ImportPlan) -> None:
    """Former heads step down first: a household has one head at every moment."""
    for pks in batches(plan.former_heads):
        Member.objects.filter(pk__in=pks).update(relation=Relation.OTHER)
    save_change(Household, plan.households, HOUSEHOLD_FIELDS)
    save_change(Member, plan.members, MEMBER_FIELDS)


def save_change(model, change: Change, fields: list[str]) -> None:
    """New rows in one go, changed ones as an upsert by key: it fills the following columns too, as saving does."""
    model.objects.bulk_create(change.changed, BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=fields)
    model.objects.bulk_create(change.new, BATCH)
