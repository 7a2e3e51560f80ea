"""Loading a plan whole: the campaign with its units, then the criteria and rules its phases are judged by."""

from django.db import transaction

from emulation.actions.plans import save, save_row, set_up_campaign
from emulation.models import Campaign, Phase
from emulation.plans import PlanError, check_kind, check_table

from .. import rules
from ..choices import Subject
from ..models import CriteriaGroup, CriteriaSet, Criterion, Level, ResultRules

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
    "household_rule", "household_percent", "title_percent", "award_only_highest", "award_quota", "denominator",
    "member_title", "household_title", "unit_title",
]  # fmt: skip


@transaction.atomic
def load_plan(plan: dict, *, by, is_practice: bool = False) -> Campaign:
    """Creates everything a plan file says; raises PlanError, and saves nothing, where something is refused."""
    check_criteria_tables(plan)
    campaign = set_up_campaign(plan, by=by, is_practice=is_practice)
    sets = {
        subject: set_up_criteria(campaign, subject, f"[{table}]", plan[table], by=by)
        for table, subject in CRITERIA_TABLES.items()
        if table in plan
    }
    for row in plan["phases"]:
        set_up_rules(campaign, row, plan["results"], sets, by=by)
    return campaign


def check_criteria_tables(plan: dict) -> None:
    """Raises PlanError where a table of criteria is not one, or its lists are no lists of tables."""
    for table in CRITERIA_TABLES.keys() & plan.keys():
        check_table(f"[{table}]", plan[table], {"name": str, "items": list})
        for part in ("items", "levels", "groups"):
            rows = plan[table].get(part, [])
            check_kind(f"[{table}]", part, rows, list)
            for position, row in enumerate(rows, start=1):
                check_table(f"[{table}] {part} thứ {position}", row, {})


def set_up_rules(campaign: Campaign, row: dict, table: dict, sets: dict[str, CriteriaSet], *, by) -> ResultRules:
    """The first version of a phase's rules; a value in the phase's own table wins over that of [results]."""
    values = {key: value for key, value in {**table, **row}.items() if key in (*RULE_KEYS, "award_percent")}
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
    own = {key: table[key] for key in ("name", "na_policy", "note") if key in table}
    criteria_set = save(CriteriaSet(campaign=campaign, subject=subject, made_by=by, **own), place)
    for number, item in enumerate(table["items"], start=1):
        row = {"points": table.get("points", 10), **item}
        save_row(Criterion, row, f"{place} tiêu chí {number}", criteria_set=criteria_set, number=number)
    for rank, level in enumerate(levels_of(table), start=1):
        save_row(Level, level, f"{place} mức đạt {rank}", criteria_set=criteria_set, rank=rank)
    for group in table.get("groups", []):
        save_row(CriteriaGroup, group, f"{place} nhóm “{group.get('name', '')}”", criteria_set=criteria_set)
    refuse_contradictions(criteria_set, place)
    return criteria_set


def levels_of(table: dict) -> list[dict]:
    """The levels of a table; `pass_mark` alone is one level, nothing at all means that everything is required."""
    if "levels" in table:
        return table["levels"]
    return [{"pass_mark": table["pass_mark"]} if "pass_mark" in table else {"all_required": True}]


def refuse_contradictions(criteria_set: CriteriaSet, place: str) -> None:
    """Raises PlanError with every sentence about what cannot be in the set."""
    found = rules.contradictions(criteria_set.as_rules())
    if found:
        raise PlanError(f"Mục {place}: " + " ".join(found))
