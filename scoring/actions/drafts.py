"""Writing the criteria and rules of a campaign while it is a draft: nothing has been judged by them yet."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q, QuerySet

from emulation.actions.drafts import NotADraft, locked_draft
from emulation.kit import audit
from emulation.kit.rows import refuse_stale, replace_rows
from emulation.models import Campaign, Phase

from ..models import CriteriaGroup, CriteriaSet, ResultRules
from ..queries.results import is_criteria_set_used


class SetInUse(ValueError):
    """A set that cannot go because something is judged by it; the message is a Vietnamese sentence."""


@transaction.atomic
def save_criteria_set(
    campaign: Campaign,
    criteria_set: CriteriaSet | None,
    values: dict,
    rows: dict[str, Iterable[dict]],
    *,
    seen: str,
    by,
) -> CriteriaSet:
    """A criteria set, new where there is none, with its `criteria`, `levels` and `groups`; contradictions are allowed.

    The check page says them, and a phase is not opened with them.
    """
    locked_draft(campaign)
    standing = standing_set(criteria_set, seen) if criteria_set else CriteriaSet(campaign=campaign, made_by=by)
    if not criteria_set or values["subject"] != standing.subject:
        turn_to(standing, values["subject"])
    for name, value in values.items():
        setattr(standing, name, value)
    standing.full_clean()
    standing.save()
    counts = replace_parts(standing, rows)
    audit.record("sửa bộ tiêu chí" if criteria_set else "thêm bộ tiêu chí", standing, by=by, after=counts)
    return standing


def replace_parts(standing: CriteriaSet, rows: dict[str, Iterable[dict]]) -> dict[str, int]:
    """Everything that belongs to a set, each in its order; how many there are now."""
    return {
        "groups": replace_named(standing, rows["groups"]),
        "criteria": replace_rows(
            standing.criteria.all(), rows["criteria"], standing, under="criteria_set", order="number"
        ),
        "levels": replace_rows(standing.levels.all(), rows["levels"], standing, under="criteria_set", order="rank"),
    }


def replace_named(standing: CriteriaSet, rows: Iterable[dict]) -> int:
    """Groups have no order of their own but the order in which they were made."""
    standing.groups.all().delete()
    for row in rows:
        group = CriteriaGroup(criteria_set=standing, name=row["name"], pass_mark=row["pass_mark"])
        group.full_clean()
        group.save()
    return standing.groups.count()


def standing_set(criteria_set: CriteriaSet, seen: str) -> CriteriaSet:
    standing = CriteriaSet.objects.select_for_update().get(pk=criteria_set.pk)
    if is_criteria_set_used(standing):
        raise NotADraft
    refuse_stale(seen, *set_tables(standing))
    return standing


def set_tables(criteria_set: CriteriaSet) -> tuple:
    """All rows a page of the set shows, for telling whether they have changed."""
    return criteria_set, criteria_set.criteria.all(), criteria_set.levels.all(), criteria_set.groups.all()


def turn_to(criteria_set: CriteriaSet, subject: str) -> None:
    """Makes a set the next version of a subject, most often the first; refused where rules use it for its own."""
    if criteria_set.pk and users_of(criteria_set).exists():
        raise ValidationError(
            "Bộ này đang được quy tắc của một đợt dùng nên không đổi đối tượng được: hãy thêm bộ mới."
        )
    latest = CriteriaSet.objects.filter(campaign=criteria_set.campaign, subject=subject).aggregate(Max("version"))
    criteria_set.version = (latest["version__max"] or 0) + 1


def users_of(criteria_set: CriteriaSet) -> QuerySet[ResultRules]:
    """The rules of phases that name a set."""
    return ResultRules.objects.filter(Q(resident_set=criteria_set) | Q(household_set=criteria_set))


@transaction.atomic
def remove_criteria_set(criteria_set: CriteriaSet, *, by) -> None:
    """Takes a set out of a draft; raises SetInUse while the rules of a phase name it."""
    locked_draft(criteria_set.campaign)
    if users_of(criteria_set).exists() or is_criteria_set_used(criteria_set):
        raise SetInUse(
            f"Bộ “{criteria_set.name}” đang được quy tắc của một đợt dùng: hãy chọn bộ khác cho đợt đó trước."
        )
    audit.record("xóa bộ tiêu chí", criteria_set, by=by)
    criteria_set.delete()


@transaction.atomic
def save_rules(phase: Phase, values: dict, *, seen: str, by) -> ResultRules:
    """The first version of a phase's rules, written in place as long as the campaign is a draft."""
    locked_draft(phase.campaign)
    standing = ResultRules.objects.filter(phase=phase).order_by("version").last()
    if standing:
        refuse_stale(seen, standing)
    found = standing or ResultRules(phase=Phase.objects.get(pk=phase.pk), made_by=by)
    for name, value in values.items():
        setattr(found, name, value)
    found.full_clean()
    found.save()
    audit.record("sửa quy tắc đang soạn", phase, by=by, after={"version": found.version})
    return found
