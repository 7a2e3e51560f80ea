"""Everything a campaign still lacks before its launch: its plan, its criteria and rules, its targets."""

from datetime import date

from emulation.choices import PhaseKind, PhaseStatus, UnitKind
from emulation.models import Campaign, Phase
from emulation.queries.launching import plan_facts
from emulation.rules.launching import Finding, PlanFacts, plan_findings, worth_a_look

from ..choices import Subject
from ..models import CriteriaSet, ResultRules, Target
from ..rules.launching import CRITERIA, TARGETS, CriteriaFacts, JudgedPhase, TargetFacts, rule_findings, target_findings


def campaign_findings(campaign: Campaign) -> list[Finding]:
    """The findings of all pages, blocking ones first; a fixed number of statements."""
    scored = is_scored(campaign)
    plan = plan_facts(campaign, is_scored=scored)
    findings = [
        *plan_findings(plan),
        *(scoring_findings(campaign) if scored else without_scoring(campaign)),
        *target_findings(target_facts(campaign), days_of(plan), plan.year, is_scored=scored),
    ]
    return sorted(findings, key=lambda one: not one.blocks)


def is_scored(campaign: Campaign) -> bool:
    """Whether a campaign scores anybody, or is run by its targets alone.

    Criteria or rules say so; before there are any, a ward means to score its households and a school does not.
    """
    if CriteriaSet.objects.filter(campaign=campaign).exists():
        return True
    if ResultRules.objects.filter(phase__campaign=campaign).exists():
        return True
    return campaign.ward.kind != UnitKind.SCHOOL and not Target.objects.filter(campaign=campaign).exists()


def unused_chapters(campaign: Campaign) -> dict[str, str]:
    """Chapters this campaign does without, with the word that says so."""
    found = {} if is_scored(campaign) else {CRITERIA: "không chấm điểm"}
    return found if Target.objects.filter(campaign=campaign).exists() or found else {TARGETS: "không có"}


def scoring_findings(campaign: Campaign) -> list[Finding]:
    found = latest_rules(campaign)
    return rule_findings(judged_phases(campaign, found), criteria_facts(campaign, found))


def without_scoring(campaign: Campaign) -> list[Finding]:
    """A ward that scores nobody may well have forgotten its criteria; a school has none to forget."""
    if campaign.ward.kind == UnitKind.SCHOOL:
        return []
    words = "Chưa có bộ tiêu chí nên phong trào chỉ chạy theo chỉ tiêu: mở đợt rồi thì không chấm điểm hộ nào được."
    return [worth_a_look(words, CRITERIA)]


def days_of(plan: PlanFacts) -> tuple[date, date] | None:
    """The first and the last day of a plan, from its issue or its first phase; None before it has a phase."""
    if not plan.phases:
        return None
    first = [phase.starts_on for phase in plan.phases] + ([plan.issued_on] if plan.issued_on else [])
    return min(first), max(phase.ends_on for phase in plan.phases)


def target_facts(campaign: Campaign) -> list[TargetFacts]:
    targets = Target.objects.filter(campaign=campaign).prefetch_related("goals")
    return [
        TargetFacts(
            one.number,
            one.label,
            f"{one.label} {one.text} {one.clause}",
            one.kind,
            one.counted,
            one.owner,
            tuple(goal.as_goal() for goal in one.goals.all()),
        )
        for one in targets
    ]


def latest_rules(campaign: Campaign) -> dict[int, ResultRules]:
    """The rules in force by the phase they judge."""
    return {one.phase_id: one for one in ResultRules.objects.filter(phase__campaign=campaign).order_by("version")}


def judged_phases(campaign: Campaign, found: dict[int, ResultRules]) -> list[JudgedPhase]:
    return [
        JudgedPhase(
            phase.number,
            phase.name,
            found[phase.pk].for_units() if phase.pk in found else None,
            phase.kind == PhaseKind.FINAL,
        )
        for phase in campaign.phases.all()
    ]


def criteria_facts(campaign: Campaign, found: dict[int, ResultRules]) -> list[CriteriaFacts]:
    """The sets in force: those that rules use, and the latest of every other subject."""
    used = {key for one in found.values() for key in (one.resident_set_id, one.household_set_id) if key}
    return [
        CriteriaFacts(one.pk, one.name, one.as_rules(), one.pk in used or scores_units(one))
        for one in sets_in_force(campaign, used)
    ]


def sets_in_force(campaign: Campaign, used: set[int]) -> list[CriteriaSet]:
    sets = CriteriaSet.objects.filter(campaign=campaign).prefetch_related("criteria", "levels", "groups")
    latest = {one.subject: one.pk for one in sets.order_by("version")}
    return [one for one in sets if one.pk in used or one.pk == latest[one.subject]]


def scores_units(criteria_set: CriteriaSet) -> bool:
    """Sets for units are used without rules of a phase."""
    return criteria_set.subject not in (Subject.RESIDENT, Subject.HOUSEHOLD)


def next_phase(campaign: Campaign) -> Phase | None:
    """The first phase that has not been opened."""
    return campaign.phases.filter(status=PhaseStatus.PLANNED).order_by("number").first()


def open_phase_of(campaign: Campaign) -> Phase | None:
    return campaign.phases.filter(status=PhaseStatus.OPEN).first()
