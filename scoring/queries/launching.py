"""Everything a campaign still lacks before its launch: its plan, its criteria, its rules."""

from emulation.choices import PhaseKind, PhaseStatus
from emulation.models import Campaign, Phase
from emulation.queries.launching import plan_facts
from emulation.rules.launching import Finding, plan_findings

from ..choices import Subject
from ..models import CriteriaSet, ResultRules
from ..rules.launching import CriteriaFacts, JudgedPhase, rule_findings


def campaign_findings(campaign: Campaign) -> list[Finding]:
    """The findings of all pages, blocking ones first; a fixed number of statements."""
    found = latest_rules(campaign)
    findings = [
        *plan_findings(plan_facts(campaign)),
        *rule_findings(judged_phases(campaign, found), criteria_facts(campaign, found)),
    ]
    return sorted(findings, key=lambda one: not one.blocks)


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
