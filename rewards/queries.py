"""What the papers print, gathered from the phase's results: frozen lines, no model goes on a paper."""

from emulation.choices import Gender, Relation
from emulation.models import Household, Member, Phase, Unit
from scoring.queries.results import rules_of, with_result

from .documents.certificate import CertificateFace, CertificateLine

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
