"""From the results of a phase to the frozen facts its papers print; no model goes on a paper."""

from emulation.choices import PhaseKind
from emulation.models import Campaign, Phase, Unit
from emulation.words.deadlines import window_words
from scoring.models import ResultRules
from scoring.queries.results import rules_of
from scoring.queries.second_entries import disagreement_of, second_rules
from scoring.queries.snapshots import Scored, frozen_phase, snapshot_of
from scoring.words.rules import level_needs

from ..documents.certificate import CertificateFace, CertificateLine
from ..documents.letter import Issuer, Letter
from ..documents.report_facts import CriterionLine, PlanFacts, ReportFacts, RuleFacts, SecondFacts
from ..rules.names import household_salutation, in_sentence


def certificate_face(phase: Phase) -> CertificateFace:
    """What all certificates of a phase say; while no decision is recorded they are drafts."""
    campaign = phase.campaign
    issuer = campaign.issuers.first()
    return CertificateFace(
        issuer=f"Chủ tịch Ủy ban nhân dân {in_sentence(campaign.ward.name)}",
        recognition=rules_of(phase).household_title,
        year=campaign.year,
        place=campaign.place,
        signer_title=issuer.signer_title,
        signer_name=issuer.signer_name,
        decision_number=None,
        decision_date=None,
        draft=True,
        practice=campaign.ward.is_practice,
        source=str(snapshot_of(phase) or ""),
    )


def certificate_lines(phase: Phase, unit: Unit | None = None) -> list[CertificateLine]:
    """One line for each household that passes, of one neighbourhood or of the whole ward, in walking order.

    A closed phase gives the households of its snapshot, whatever has changed since.
    """
    ward = in_sentence(phase.campaign.ward.name)
    return [
        CertificateLine(household_salutation(home.gender), home.head_name, f"{home.unit_name}, {ward}", None, None)
        for code, home in frozen_phase(phase).passing
        if unit is None or code == unit.code
    ]


def report_facts(phase: Phase) -> ReportFacts:
    """Everything the report of a phase says, from its snapshot, or counted now while it is open."""
    frozen = frozen_phase(phase)
    result = frozen.result
    return ReportFacts(
        letter=draft_letter(phase.campaign, "BC-UBND"),
        plan=plan_facts(phase),
        rules=rule_facts(result.rules, frozen.scored),
        residents=frozen.residents,
        members=result.members,
        passing_members=result.passing_members,
        units=tuple(result.units),
        criteria=tuple(CriterionLine(*row) for row in frozen.criteria),
        counted_at=frozen.counted_at,
        source=str(frozen.snapshot or ""),
        second=second_facts(phase),
    )


def second_facts(phase: Phase) -> SecondFacts:
    """How the sheets keyed twice agreed; both entries of a closed phase stand as they were."""
    units = Unit.objects.below(phase.campaign.ward)
    return SecondFacts(disagreement_of(phase, units), second_rules(phase).same_person_hours)


def draft_letter(campaign: Campaign, code: str) -> Letter:
    """The frame of a paper of the campaign's issuers, number and date open."""
    return Letter(
        issuers=tuple(Issuer(i.agency, i.on_behalf, i.signer_title, i.signer_name) for i in campaign.issuers.all()),
        place=campaign.place,
        year=campaign.year,
        code=code,
        recipients=tuple(campaign.recipients.split("\n")) if campaign.recipients else (),
        draft=True,
        practice=campaign.ward.is_practice,
    )


def plan_facts(phase: Phase) -> PlanFacts:
    campaign = phase.campaign
    return PlanFacts(
        ward=campaign.ward.name,
        campaign_name=campaign.name,
        number=campaign.number,
        issued_on=campaign.issued_on,
        phase_name=phase.name,
        kind=PhaseKind(phase.kind).value,
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        steps=tuple((step.name, window_words(step)) for step in phase.steps.all()),
        legal_bases=tuple(basis.text for basis in campaign.legal_bases.all()),
    )


def rule_facts(found: ResultRules, scored: Scored) -> RuleFacts:
    """The settings a phase is counted by, as the report prints them."""
    households = found.for_households()
    return RuleFacts(
        adult_age=scored.adult_age,
        reference_date=scored.reference_date,
        member_rule=member_rule(found),
        na_words=found.resident_set.get_na_policy_display() if found.resident_set else "",
        denominator_words=found.get_denominator_display(),
        member_title=found.member_title,
        household_title=found.household_title,
        unit_title=found.unit_title,
        household_percent=households.percent,
        household_set=found.household_set.name if found.household_set else "",
        title_percent=found.title_percent,
        award_percent=found.award_percent,
        award_only_highest=found.award_only_highest,
    )


def member_rule(found: ResultRules) -> str:
    """When a person passes, as the report prints it; "" where only households are scored."""
    if found.resident_set is None:
        return ""
    criteria = found.resident_set.as_rules()
    return level_needs(criteria.levels[0], criteria) if criteria.levels else ""
