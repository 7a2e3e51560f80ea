"""Writing the targets of a plan: free while nothing is measured, afterwards texts alone and further goals."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from emulation.actions.drafts import locked_draft
from emulation.choices import CampaignStatus
from emulation.kit import audit
from emulation.kit.rows import refuse_stale
from emulation.models import Campaign

from ..models import Reading, StaffItem, Target, TargetGoal
from ..queries.targets import is_judged, is_measured, plan_days
from ..rules.goals import flaws_of_goals, goals_outside
from ..rules.targets import Goal

FAR = 10_000  # numbers step aside by so much, because each is there once


class TargetRefused(ValueError):
    """A target that cannot be written so; the message is a Vietnamese sentence that says why."""


@transaction.atomic
def save_target(
    campaign: Campaign, target: Target | None, values: dict, goals: Sequence[dict], *, place: int, seen: str, by
) -> Target:
    """A target, new where there is none, with its goals, at a place among the others; a second press changes nothing.

    Once the campaign is launched no target comes, goes or moves. Once a reading has been approved its kind, direction
    and goals stay as they are, and goals are only added. Raises TargetRefused, and ValidationError for wrong fields.
    """
    standing = locked_target(campaign, target, seen) if target else new_target(campaign)
    before = {name: getattr(standing, name) for name in values}
    goals = [{"due_on": goal["due_on"], "value": goal["value"]} for goal in goals]
    if target:
        refuse_change_of_what_counts(standing, values, goals)
    for name, value in values.items():
        setattr(standing, name, value)
    refuse_wrong_goals(standing, goals)
    standing.full_clean()
    standing.save()
    facts = keep_goals(standing, goals)
    if standing.campaign.is_draft:
        put_at(standing, place)
    facts["fields"] = [name for name, value in before.items() if value != values[name]]
    if not target or any(facts.values()):
        audit.record("sửa chỉ tiêu" if target else "thêm chỉ tiêu", standing, by=by, after=facts)
    return standing


def new_target(campaign: Campaign) -> Target:
    found = locked_draft(campaign)
    last = Target.objects.filter(campaign=found).order_by("number").last()
    return Target(campaign=found, number=last.number + 1 if last else 1)


def locked_target(campaign: Campaign, target: Target, seen: str) -> Target:
    """The target as it stands now, held with its campaign so that nobody measures or launches meanwhile."""
    found = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if found.status == CampaignStatus.CLOSED:
        raise TargetRefused("Phong trào đã kết thúc nên chỉ tiêu chỉ để đọc.")
    standing = Target.objects.select_for_update().get(pk=target.pk, campaign=found)
    standing.campaign = found
    refuse_stale(seen, *target_tables(standing))
    return standing


def target_tables(target: Target) -> tuple:
    """All rows a page of the target shows, for telling whether they have changed."""
    return target, target.goals.all()


def refuse_change_of_what_counts(standing: Target, values: dict, goals: list[dict]) -> None:
    """Raises TargetRefused where what has been judged already would be judged otherwise."""
    if values.get("kind", standing.kind) != standing.kind:
        if is_measured(standing):
            raise TargetRefused("Chỉ tiêu đã có số liệu nên không đổi loại được: số liệu đã nhập là của loại này.")
        refuse_while_counted(standing, "không đổi loại được")
    if not is_judged(standing):
        return
    if values.get("direction", standing.direction) != standing.direction:
        raise TargetRefused("Chỉ tiêu đã có số liệu được duyệt nên không đổi chiều đạt được.")
    kept = [{"due_on": goal.due_on, "value": goal.value} for goal in standing.goals.all()]
    if any(goal not in goals for goal in kept):
        raise TargetRefused(
            "Chỉ tiêu đã có số liệu được duyệt nên mốc cũ giữ nguyên. Mức phải đạt thay đổi thì thêm một mốc mới."
        )


def refuse_while_counted(target: Target, what: str) -> None:
    """Raises TargetRefused where the staff grid counts the target: whoever set that up is to undo it first."""
    if item := StaffItem.objects.filter(target=target).first():
        raise TargetRefused(
            f"Chỉ tiêu “{target.label}” lấy số liệu từ mục “{item.label}” của bảng CB-GV-NV nên {what}. "
            "Hãy bỏ gắn ở mục ấy trước."
        )


def refuse_wrong_goals(target: Target, goals: list[dict]) -> None:
    """Raises TargetRefused for values that cannot be; for days outside the plan only once it is launched.

    While it is written its phases may come later: the check before the launch says it then.
    """
    said = [Goal(target.kind, target.direction, goal["due_on"], goal["value"]) for goal in goals]
    found = flaws_of_goals(said)
    if not target.campaign.is_draft:
        known = {goal.due_on for goal in target.goals.all()}
        first, last = plan_days(target.campaign)
        found += goals_outside([goal for goal in said if goal.due_on not in known], first, last)
        if not said:
            found.append("chỉ tiêu của phong trào đã phát động phải có ít nhất một mốc.")
    if found:
        raise TargetRefused(" ".join(flaw[:1].upper() + flaw[1:] for flaw in found))


def keep_goals(target: Target, goals: list[dict]) -> dict:
    """Makes the goals exactly these; returns which were added, changed and removed, by their days."""
    wanted = {goal["due_on"]: goal["value"] for goal in goals}
    before = {goal.due_on: goal for goal in target.goals.all()}
    gone = [day for day in before if day not in wanted]
    changed = [day for day, value in wanted.items() if day in before and before[day].value != value]
    target.goals.filter(due_on__in=[*gone, *changed]).delete()
    for day, value in wanted.items():
        if day not in before or day in changed:
            goal = TargetGoal(target=target, due_on=day, value=value)
            goal.full_clean()
            goal.save()
    found = {"added": [day for day in wanted if day not in before], "changed": changed, "removed": gone}
    return {name: [f"{day:%Y-%m-%d}" for day in sorted(days)] for name, days in found.items()}


def put_at(target: Target, place: int) -> None:
    """Puts a target at a place, from 1, and numbers those of its campaign anew where that changes anything."""
    others = list(Target.objects.filter(campaign=target.campaign).exclude(pk=target.pk).order_by("number"))
    rows = [*others[: max(place, 1) - 1], target, *others[max(place, 1) - 1 :]]
    if [row.number for row in rows] == list(range(1, len(rows) + 1)):
        return
    Target.objects.filter(campaign=target.campaign).update(number=F("number") + FAR)
    for number, row in enumerate(rows, start=1):
        row.number = number
    Target.objects.bulk_update(rows, ["number"])


@transaction.atomic
def remove_target(target: Target, *, by) -> None:
    """Takes a target out of a draft with its goals; raises TargetRefused where something has been measured."""
    found = locked_draft(target.campaign)
    if Reading.objects.filter(target=target).exists():
        raise TargetRefused(f"Chỉ tiêu “{target.label}” đã có số liệu nên không bỏ được: số liệu đã nhập được giữ lại.")
    refuse_while_counted(target, "không bỏ được")
    audit.record("xóa chỉ tiêu", target, by=by, before={"number": target.number, "label": target.label})
    target.delete()
    rest = list(Target.objects.filter(campaign=found).order_by("number"))
    if rest:
        put_at(rest[-1], len(rest))
