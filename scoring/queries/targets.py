"""Targets on a day: which readings count, how every goal stands, what waits for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, QuerySet

from emulation.choices import CampaignStatus
from emulation.models import Campaign

from ..choices import GoalState
from ..models import Reading, StaffItem, Target, TargetGoal
from ..rules import targets as rules


@dataclass(frozen=True)
class TargetLine:
    """A target with one of its goals on a day: the reading it is judged by, the last one until then.

    `waiting` readings were measured until then, are not approved, and could still change how the goal stands.
    """

    target: Target
    goal: TargetGoal
    standing: rules.Standing
    judged_by: Reading | None
    last: Reading | None
    waiting: int

    @property
    def state(self) -> GoalState:
        return self.standing.state


def plan_days(campaign: Campaign) -> tuple[date, date]:
    """The first and the last day of a plan: from its issue or its first phase to its last phase or its last goal."""
    phases = campaign.phases.aggregate(first=Min("starts_on"), last=Max("ends_on"))
    goals = TargetGoal.objects.filter(target__campaign=campaign).aggregate(last=Max("due_on"))
    first = [day for day in (phases["first"], campaign.issued_on) if day]
    last = [day for day in (phases["last"], goals["last"]) if day]
    return min(first, default=date(campaign.year, 1, 1)), max(last, default=date(campaign.year, 12, 31))


def follows_items(target: Target) -> bool:
    """Whether the target's figure is counted from the staff grid."""
    return StaffItem.objects.filter(target=target).exists()


def counting(target: Target) -> list[Reading]:
    """The readings that count, in the order of their days; without a query where they are prefetched."""
    readings = list(target.readings.all())
    keys = rules.in_force(one.as_entered() for one in readings)
    return [one for one in readings if one.pk in keys]


def pending(target: Target) -> list[Reading]:
    """The readings that wait for approval; without a query where they are prefetched."""
    readings = list(target.readings.all())
    keys = rules.waiting(one.as_entered() for one in readings)
    return [one for one in readings if one.pk in keys]


def sent_back(target: Target) -> list[Reading]:
    """The readings that were sent back and have nothing in their place; without a query where they are prefetched."""
    readings = list(target.readings.all())
    corrected = {one.corrects_id for one in readings}
    return [one for one in readings if one.is_returned and one.pk not in corrected]


def is_measured(target: Target) -> bool:
    """Whether anybody has entered a reading of a target."""
    return Reading.objects.filter(target=target).exists()


def is_judged(target: Target) -> bool:
    """Whether a reading of a target has been approved: from then on its goals are not changed, only added to."""
    return Reading.objects.filter(target=target).exclude(approved_at=None).exists()


def lines_of(target: Target, day: date) -> list[TargetLine]:
    """One line for each goal of a target, in the order of the deadlines."""
    counted = counting(target)
    measured = [one.as_measured() for one in counted]
    waiting = sum(one.measured_on <= day for one in pending(target))
    by_day = {one.measured_on: one for one in counted}
    return [
        line_of(target, goal, rules.standing(goal.as_goal(), measured, day), by_day, waiting)
        for goal in target.goals.all()
    ]


def line_of(target: Target, goal: TargetGoal, found: rules.Standing, by_day: dict, waiting: int) -> TargetLine:
    judged_by, latest = (by_day[one.on] if one else None for one in (found.judged_by, found.latest))
    return TargetLine(target, goal, found, judged_by, latest, waiting if found.may_change else 0)


def target_lines(targets: QuerySet[Target], day: date) -> list[TargetLine]:
    """Every target × goal in the order of the plan; a fixed number of statements, whatever their number."""
    return lines_on(targets.for_page(), day)


def lines_on(targets: Iterable[Target], day: date) -> list[TargetLine]:
    """Every target × goal in the order given; without a query where goals and readings are prefetched."""
    return [line for target in targets for line in lines_of(target, day)]


def running_targets(user) -> list[Target]:
    """The targets this person sees of campaigns that are not over, with goals, readings and who entered them."""
    return list(Target.objects.visible_to(user).exclude(campaign__status=CampaignStatus.CLOSED).for_page())


def most_urgent_first(lines: Iterable[TargetLine]) -> list[TargetLine]:
    """What is late, then what is open by its deadline, then what is reached."""
    return sorted(lines, key=lambda one: (rules.urgency(one.standing), one.goal.due_on, one.target.number))


@dataclass(frozen=True)
class CampaignTargets:
    """A campaign with its targets counted by what is to be done: late, open, reached; the latest day measured."""

    campaign: Campaign
    late: int
    open: int
    reached: int
    waiting: int
    measured_on: date | None = None

    @property
    def goals(self) -> int:
        return self.late + self.open + self.reached


def campaigns_side_by_side(targets: QuerySet[Target], day: date) -> list[CampaignTargets]:
    """Every campaign that has targets, those with the most late goals first, those that are still written last."""
    found: dict[Campaign, list[TargetLine]] = {}
    for line in target_lines(targets, day):
        found.setdefault(line.target.campaign, []).append(line)
    rows = [counted_targets(campaign, lines) for campaign, lines in found.items()]
    return sorted(
        rows, key=lambda row: (row.campaign.is_draft, -row.late, row.campaign.ward.position, row.campaign.code)
    )


def counted_targets(campaign: Campaign, lines: list[TargetLine]) -> CampaignTargets:
    late = sum(line.state == GoalState.OVERDUE for line in lines)
    unreached = sum(line.standing.is_open for line in lines)
    waiting: dict[int, int] = {}  # by number: frozen targets have no keys
    for line in lines:
        waiting[line.target.number] = max(line.waiting, waiting.get(line.target.number, 0))
    days = [line.last.measured_on for line in lines if line.last]
    return CampaignTargets(
        campaign, late, unreached - late, len(lines) - unreached, sum(waiting.values()), max(days, default=None)
    )
