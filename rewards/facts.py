"""From the results of a phase to the frozen facts its papers print; no model goes on a paper."""

from emulation.choices import Gender, PhaseKind, Relation
from emulation.kit import clock
from emulation.models import Campaign, Household, Member, Phase, Unit
from emulation.words import window_words
from scoring.models import ResultRules
from scoring.queries.results import criterion_counts, phase_result, rules_of, with_result

from .documents.certificate import CertificateFace, CertificateLine
from .documents.letter import Issuer, Letter
from .documents.report_facts import CriterionLine, PlanFacts, ReportFacts, RuleFacts

SALUTATIONS = {Gender.MALE: "Gia đình ông", Gender.FEMALE: "Gia đình bà"}


def certificate_face(phase: Phase) -> CertificateFace:
    """What all certificates of a phase say; while no decision is recorded they are drafts."""
    campaign = phase.campaign
    issuer = campaign.issuers.first()
    return CertificateFace(
        issuer=f"Chủ tịch Ủy ban nhân dân {campaign.ward.name[0].lower()}{campaign.ward.name[1:]}",
        recognition=rules_of(phase).household_title,
        year=campaign.year,
        place=campaign.place,
        signer_title=issuer.signer_title,
        signer_name=issuer.signer_name,
        decision_number=None,
        decision_date=None,
        draft=True,
        practice=campaign.ward.is_practice,
    )


def certificate_lines(phase: Phase, unit: Unit | None = None) -> list[CertificateLine]:
    """One line for each household that passes, of one neighbourhood or of the whole ward, in walking order."""
    homes = Household.objects.filter(ward=phase.campaign.ward, **({"unit": unit} if unit else {}))
    passing = with_result(homes, rules_of(phase)).filter(passes=True).in_walking_order()
    rows = list(passing.values_list("pk", "head_name", "unit__name"))
    heads = Member.objects.filter(relation=Relation.HEAD, household__in=homes)
    genders = dict(heads.values_list("household", "gender"))
    ward = phase.campaign.ward.name[0].lower() + phase.campaign.ward.name[1:]
    return [
        CertificateLine(SALUTATIONS.get(genders.get(pk), "Gia đình"), name, f"{unit_name}, {ward}", None, None)
        for pk, name, unit_name in rows
    ]


def report_facts(phase: Phase) -> ReportFacts:
    """Everything the report of a phase says, counted now."""
    result = phase_result(phase)
    return ReportFacts(
        letter=draft_letter(phase.campaign, "BC-UBND"),
        plan=plan_facts(phase),
        rules=rule_facts(result.rules),
        residents=Member.objects.filter(household__ward=phase.campaign.ward).count(),
        members=result.members,
        passing_members=result.passing_members,
        units=tuple(result.units),
        criteria=tuple(CriterionLine(c.number, c.label, met, scored) for c, met, scored in criterion_counts(phase)),
        counted_at=clock.now(),
    )


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


def rule_facts(found: ResultRules) -> RuleFacts:
    """The settings a phase is counted by, as the report prints them."""
    campaign, criteria = found.phase.campaign, found.resident_set.as_rules()
    return RuleFacts(
        adult_age=campaign.adult_age,
        reference_date=campaign.reference_date,
        pass_mark=criteria.levels[0].pass_mark,
        full_marks=criteria.full_marks(),
        na_words=found.resident_set.get_na_policy_display(),
        denominator_words=found.get_denominator_display(),
        member_title=found.member_title,
        household_title=found.household_title,
        unit_title=found.unit_title,
        household_percent=found.household_percent,
        title_percent=found.title_percent,
        award_percent=found.award_percent,
        award_only_highest=found.award_only_highest,
    )
