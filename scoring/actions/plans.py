"""Loading a plan whole: the campaign with its units, then the criteria and rules its phases are judged by."""

from collections.abc import Iterable

from django.db import transaction

from emulation.actions.plans import save, set_up_campaign
from emulation.kit.plan_parts import hand_over
from emulation.models import Campaign, Phase
from emulation.plans import PlanError, check_plan, is_scored

from .. import rules
from ..choices import Subject, TargetKind
from ..models import CriteriaGroup, CriteriaSet, Criterion, Level, ResultRules, Target, TargetGoal

# tables of the plan file and whom they score
CRITERIA_TABLES = {
    "criteria": Subject.RESIDENT,
    "household_criteria": Subject.HOUSEHOLD,
    "neighbourhood_criteria": Subject.NEIGHBOURHOOD,
    "venue_criteria": Subject.VENUE,
    "school_criteria": Subject.SCHOOL,
    "staff_criteria": Subject.STAFF,
    "unit_criteria": Subject.OTHER_UNIT,
}
RULE_KEYS = [
    "household_rule", "household_percent", "title_percent", "award_percent", "award_only_highest", "award_quota",
    "denominator", "member_title", "household_title", "unit_title",
]  # fmt: skip


@transaction.atomic
def load_plan(plan: dict, *, by, is_practice: bool = False) -> Campaign:
    """Creates everything a plan file says; raises PlanError, and saves nothing, where something is refused."""
    check_plan(plan)
    campaign = set_up_campaign(plan, by=by, is_practice=is_practice)
    sets = {
        subject: set_up_criteria(campaign, subject, f"[{table}]", plan[table], by=by)
        for table, subject in CRITERIA_TABLES.items()
        if table in plan
    }
    set_up_targets(campaign, plan.get("targets", []))
    hand_over(campaign, plan)
    if not is_scored(plan):
        return campaign
    rules_of_phases = [set_up_rules(campaign, row, plan["results"], sets, by=by) for row in plan["phases"]]
    refuse_contradictions(sets.values(), rules_of_phases)
    return campaign


def set_up_rules(campaign: Campaign, row: dict, table: dict, sets: dict[str, CriteriaSet], *, by) -> ResultRules:
    """The first version of a phase's rules; a value in the phase's own table wins over that of [results]."""
    values = {key: value for key, value in {**table, **row}.items() if key in RULE_KEYS}
    one = ResultRules(
        phase=Phase.objects.get(campaign=campaign, number=row["number"]),
        resident_set=sets.get(Subject.RESIDENT),
        household_set=sets.get(Subject.HOUSEHOLD),
        made_by=by,
        **values,
    )
    return save(one, f"[results] của đợt {row['number']}")


def set_up_criteria(campaign: Campaign, subject: str, place: str, table: dict, *, by) -> CriteriaSet:
    """A criteria set with its criteria numbered in the order of the file; raises PlanError for what cannot be."""
    if "levels" in table and "pass_mark" in table:
        raise PlanError(f"Mục {place} có cả “pass_mark” lẫn “levels”: hãy ghi điểm đạt trong từng mức của “levels”.")
    own = {key: table[key] for key in ("name", "na_policy", "note") if key in table}
    criteria_set = save(CriteriaSet(campaign=campaign, subject=subject, made_by=by, **own), place)
    for number, item in enumerate(table.get("items", []), start=1):
        row = {"points": table.get("points", 10), **item}
        save(Criterion(criteria_set=criteria_set, number=number, **row), f"{place} tiêu chí {number}")
    for rank, level in enumerate(levels_of(table), start=1):
        save(Level(criteria_set=criteria_set, rank=rank, **level), f"{place} mức đạt {rank}")
    for group in table.get("groups", []):
        save(CriteriaGroup(criteria_set=criteria_set, **group), f"{place} nhóm “{group.get('name', '')}”")
    return criteria_set


def levels_of(table: dict) -> list[dict]:
    """The levels of a table; `pass_mark` alone is one level, nothing at all means that everything is required."""
    if "levels" in table:
        return table["levels"]
    return [{"pass_mark": table["pass_mark"]} if "pass_mark" in table else {"all_required": True}]


def set_up_targets(campaign: Campaign, rows: list[dict]) -> None:
    """The targets numbered in the order of the file, with their goals; raises PlanError for what cannot be."""
    first_day = min(phase.starts_on for phase in campaign.phases.all())
    for number, row in enumerate(rows, start=1):
        place = f"[targets] thứ {number}"
        own = {key: value for key, value in row.items() if key != "goals"}
        target = save(Target(campaign=campaign, number=number, **own), place)
        for goal in row["goals"]:
            refuse_wrong_value(target, goal.get("value"), place)
            if goal["due_on"] < first_day:
                raise PlanError(f"Mục {place}: mốc {goal['due_on']:%d/%m/%Y} trước ngày đầu của kế hoạch.")
            save(TargetGoal(target=target, **goal), f"{place}, mốc {goal['due_on']:%d/%m/%Y}")


def refuse_wrong_value(target: Target, value: int | None, place: str) -> None:
    """Yes or no is reached or not; everything else is reached at a value, and a share has at most 100."""
    if (value is None) != (target.kind == TargetKind.YES_NO):
        words = "là có hay chưa nên không có “value”" if value is not None else "thiếu “value”, mức phải đạt"
        raise PlanError(f"Mục {place}: mốc {words}.")
    if target.is_share and value is not None and value > 100:
        raise PlanError(f"Mục {place}: “value” là {value}, mà tỷ lệ không quá 100 %.")


def refuse_contradictions(sets: Iterable[CriteriaSet], rules_of_phases: Iterable[ResultRules]) -> None:
    """Raises PlanError with every sentence about what cannot be, set by set and phase by phase."""
    tables = {subject: f"[{table}]" for table, subject in CRITERIA_TABLES.items()}
    found = [(tables[one.subject], rules.contradictions(one.as_rules())) for one in sets]
    found += [
        (f"[results] của đợt {one.phase.number}", rules.award_contradictions(one.for_units()))
        for one in rules_of_phases
    ]
    words = [f"Mục {place}: {' '.join(sentences)}" for place, sentences in found if sentences]
    if words:
        raise PlanError(" ".join(words))
