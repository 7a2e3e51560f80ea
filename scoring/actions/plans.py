"""Loading a plan whole: the campaign with its units, then the criteria and rules its phases are judged by."""

from django.db import transaction

from emulation.actions.plans import save, set_up_campaign
from emulation.models import Campaign, Phase

from ..models import CriteriaSet, Criterion, ResultRules

RULE_KEYS = [
    "household_percent", "title_percent", "award_only_highest", "denominator",
    "member_title", "household_title", "unit_title",
]  # fmt: skip


@transaction.atomic
def load_plan(plan: dict, *, by, is_practice: bool = False) -> Campaign:
    """Creates everything a plan file says; raises PlanError, and saves nothing, where something is refused."""
    campaign = set_up_campaign(plan, by=by, is_practice=is_practice)
    criteria_set = set_up_criteria(campaign, plan["criteria"])
    rules = {key: plan["results"][key] for key in RULE_KEYS if key in plan["results"]}
    for row in plan["phases"]:
        phase = Phase.objects.get(campaign=campaign, number=row["number"])
        one = ResultRules(phase=phase, criteria_set=criteria_set, award_percent=row["award_percent"], **rules)
        save(one, f"[results] của đợt {row['number']}")
    return campaign


def set_up_criteria(campaign: Campaign, table: dict) -> CriteriaSet:
    """The criteria set with its criteria numbered in the order of the file."""
    own = {key: table[key] for key in ("name", "pass_mark", "na_policy")}
    criteria_set = save(CriteriaSet(campaign=campaign, note=table.get("note", ""), **own), "[criteria]")
    for number, item in enumerate(table["items"], start=1):
        row = {"points": table["points"], **item}
        save(Criterion(criteria_set=criteria_set, number=number, **row), f"[criteria] tiêu chí {number}")
    return criteria_set
