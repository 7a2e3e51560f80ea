"""Making a new campaign out of last year's: the whole plan with its criteria and rules, nothing of its results."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from emulation.actions.copying import CampaignCopy, copy_plan, moved, twin
from emulation.kit import audit
from emulation.kit.plan_parts import hand_over_copy
from emulation.models import Campaign

from ..models import CriteriaSet, ResultRules, StaffItem, Target
from ..queries.launching import latest_rules, sets_in_force


class CopyRefused(ValueError):
    """A copy that cannot be made; the message is a Vietnamese sentence."""


@transaction.atomic
def copy_campaign(campaign: Campaign, copy: CampaignCopy, *, by) -> Campaign:
    """A draft with the plan, criteria, rules and targets in force of `campaign`, and with what `copy` says.

    Raises CopyRefused, and saves nothing, where a value is refused.
    """
    try:
        made = copy_plan(campaign, copy)
    except ValidationError as error:
        raise CopyRefused(" ".join(error.messages)) from error
    found = latest_rules(campaign)
    used = {key for one in found.values() for key in (one.resident_set_id, one.household_set_id) if key}
    reason = f"chép từ phong trào {campaign.title}"
    sets = copy_sets(sets_in_force(campaign, used), made, reason=reason, by=by)
    phases = {phase.number: phase for phase in made.phases.all()}
    for phase in campaign.phases.all():
        if phase.pk in found:
            copy_rules(found[phase.pk], sets, phase=phases[phase.number], reason=reason, by=by)
    copy_staff_items(campaign, made, copy_targets(campaign, made))
    hand_over_copy(campaign, made)
    audit.record("chép phong trào", made, by=by, after={"from": campaign.code, "code": made.code})
    return made


def copy_sets(sets: list[CriteriaSet], made: Campaign, *, reason: str, by) -> dict[int, CriteriaSet]:
    """Copies by the key of their source; versions count anew, so that the only set of a subject is version 1."""
    copies, versions = {}, {}
    for one in sorted(sets, key=lambda one: one.version):
        versions[one.subject] = versions.get(one.subject, 0) + 1
        copies[one.pk] = new_version(one, versions[one.subject], campaign=made, reason=reason, by=by)
        for rows in (one.criteria.all(), one.levels.all(), one.groups.all()):
            rows.model.objects.bulk_create([twin(row, criteria_set=copies[one.pk]) for row in rows])
    return copies


def copy_targets(campaign: Campaign, made: Campaign) -> dict[int, Target]:
    """The targets with their goals, later by as many whole years as the campaign; nothing of what was measured.

    Returns the copies by the key of their source.
    """
    years, copies = made.year - campaign.year, {}
    for target in Target.objects.filter(campaign=campaign).prefetch_related("goals"):
        copies[target.pk] = copy = twin(target, campaign=made)
        copy.save(force_insert=True)
        goals = [twin(goal, target=copy, due_on=moved(goal.due_on, years)) for goal in target.goals.all()]
        copy.goals.bulk_create(goals)
    return copies


def copy_staff_items(campaign: Campaign, made: Campaign, targets: dict[int, Target]) -> None:
    """What is asked of everybody on the staff list, linked to the copied targets; no answer and no exemption."""
    StaffItem.objects.bulk_create(
        twin(item, campaign=made, target=targets.get(item.target_id), key=uuid4())
        for item in StaffItem.objects.filter(campaign=campaign)
    )


def copy_rules(found: ResultRules, sets: dict[int, CriteriaSet], *, phase, reason: str, by) -> ResultRules:
    chosen = {"resident_set": sets.get(found.resident_set_id), "household_set": sets.get(found.household_set_id)}
    return new_version(found, 1, phase=phase, reason=reason, by=by, **chosen)


def new_version(row, version: int, *, reason: str, by, **owner):
    """A saved copy of something versioned, made now by this person."""
    copy = twin(row, version=version, reason=reason[:200], made_by=by, **owner)
    copy.save(force_insert=True)
    return copy
