"""What a decision says, as plain data: read from the draft as it stands, frozen with it when it is signed."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Q

from emulation.choices import UnitKind
from emulation.kit import clock
from emulation.kit.paper_words import long_date
from emulation.models import Campaign, Issuer, Phase

from ..choices import DecisionKind, Procedure, SignerKind
from ..models import Award, Decision
from ..rules.decisions import suggested_code
from ..rules.names import in_sentence
from .bonus import Bonus, BonusTable

WORDS = ("subject_kind", "salutation", "printed_name", "printed_place", "achievement")
SIGNED_BY = ("agency", "on_behalf", "signer_title", "signer_name")


def begun(phase: Phase, award: Award, **values) -> Decision:
    """A decision as a draft of it begins, not saved: who signs and how, with which sign."""
    campaign = phase.campaign
    issuer = campaign.issuers.first() or Issuer(agency=campaign.ward.name.upper())
    is_letter = values.get("kind") == DecisionKind.CORRECT
    usual = {
        "code": suggested_code(campaign.ward.name, campaign.ward.kind == UnitKind.SCHOOL, "" if is_letter else "QĐ"),
        "granted_by": award.granted_by,
        "on_behalf": issuer.on_behalf if award.signer == SignerKind.ON_BEHALF else "",
        "signer_title": issuer.signer_title,
        "signer_name": issuer.signer_name,
        "pays_bonus": award.pays_bonus,
    }
    return Decision(ward=campaign.ward, phase=phase, award=award, **usual | values)


def record_of(decision: Decision, lines: Iterable, bonus_of: Callable[..., Bonus]) -> dict:
    """All that the paper says; nothing of it is read from other tables again once it is frozen."""
    phase, award, campaign = decision.phase, decision.award, decision.phase.campaign
    day = decision.decided_on or clock.today()
    told = [line_record(one, award, bonus_of(one)) for one in lines]
    return {
        "kind": decision.kind,
        "issuers": issuers_of(decision),
        "place": campaign.place,
        "year": day.year,
        "code": decision.code,
        "number": decision.number,
        "dated_on": f"{decision.decided_on:%Y-%m-%d}" if decision.decided_on else "",
        "practice": campaign.ward.is_practice,
        "given": given_words(phase, award) | {"granted_by": decision.granted_by},
        "subject": decision.subject,
        "bases": bases_of(decision, day),
        "executors": lines_of(decision.executors) or usual_executors(campaign),
        "fund": decision.fund or f"quỹ thi đua, khen thưởng của {in_sentence(campaign.ward.name)}",
        "recipients": lines_of(decision.recipients) or lines_of(campaign.recipients),
        "about": cited(decision.about) if decision.about else None,
        "reason": decision.reason,
        "body": decision.body,
        "lines": told,
    }


def cited(other: Decision) -> dict:
    """How a later paper names an earlier one."""
    return {
        "number": other.number,
        "dated_on": f"{other.decided_on:%Y-%m-%d}",
        "granted_by": other.granted_by,
        "subject": other.subject or given_in_words(other),
    }


def given_in_words(decision: Decision) -> str:
    """What a decision is about, in short."""
    given = given_words(decision.phase, decision.award)
    verb = "công nhận" if given["is_recognition"] else "tặng"
    return f"{verb} {given['award']} trong {given['movement']}"


def given_words(phase: Phase, award: Award) -> dict:
    """What is given and for what, as all papers of the award name it."""
    return {
        "award": award.get_form_display() if award.is_statutory else award.name,
        "granted_by": award.granted_by,
        "movement": in_sentence(phase.campaign.name),
        "is_recognition": not award.is_statutory,
    }


def bonus_of_draft(decision: Decision) -> Callable[..., Bonus]:
    """The money of each line by the rates in force on the day it counts from; nothing where none is to be paid.

    What is revoked is named with the money that was paid.
    """
    if decision.kind == DecisionKind.REVOKE:
        return lambda line: Bonus(line.replaces.amount, line.replaces.coefficient, line.replaces.base_salary)
    table = BonusTable(bonus_day(decision))
    return lambda line: table.bonus(decision.award, line.subject_kind) if decision.pays_bonus else Bonus(0)


def bonus_day(decision: Decision) -> date:
    """The day whose rates count: of the first decision, whatever amends or replaces it later."""
    first = first_of(decision)
    return first.decided_on or clock.today()


def first_of(decision: Decision) -> Decision:
    """The decision that a chain of later papers is about."""
    while decision.about is not None:
        decision = decision.about
    return decision


def line_record(one, award: Award, bonus: Bonus) -> dict:
    """What is printed of a line; of one that replaces another also what was printed before."""
    before = getattr(one, "replaces", None)
    earlier = {name: getattr(before, name) for name in (*WORDS, "amount")} if before else None
    return {
        "before": earlier,
        "subject_kind": one.subject_kind,
        "salutation": one.salutation,
        "printed_name": one.printed_name,
        "printed_place": one.printed_place,
        "achievement": one.achievement or award.wording,
        "amount": bonus.amount,
        "coefficient": f"{bonus.coefficient}" if bonus.coefficient is not None else "",
        "base_salary": bonus.base_salary,
    }


def issuers_of(decision: Decision) -> list[dict]:
    """Whoever signs first, and of a joint decision the other issuers of the plan."""
    campaign = decision.phase.campaign
    known = [{name: getattr(one, name) for name in SIGNED_BY} for one in campaign.issuers.all()]
    own = known[0]["agency"] if known else campaign.ward.name.upper()
    first = {
        "agency": own,
        "on_behalf": decision.on_behalf,
        "signer_title": decision.signer_title,
        "signer_name": decision.signer_name,
    }
    return [first, *(known[1:] if decision.is_joint else [])]


def bases_of(decision: Decision, day: date) -> list[str]:
    """Legal bases in force on the day, the plan, what somebody added, and the proposal last."""
    campaign = decision.phase.campaign
    begun_by = Q(effective_from=None) | Q(effective_from__lte=day)
    until = Q(effective_until=None) | Q(effective_until__gte=day)
    found = [basis.text for basis in campaign.legal_bases.filter(begun_by, until)]
    if campaign.number and campaign.issued_on:
        plan = f"Căn cứ Kế hoạch số {campaign.number} {long_date(campaign.issued_on)}"
        found.append(f"{plan} về {in_sentence(campaign.name)}")
    return [*found, *lines_of(decision.bases), decision.proposal or usual_proposal(campaign, decision.award)]


def usual_proposal(campaign: Campaign, award: Award) -> str:
    """Who puts the list before the signer: the council, or where none meets the standing office."""
    proposer = "Hội đồng" if award.procedure == Procedure.COUNCIL else "Thường trực"
    return f"Xét đề nghị của {proposer} Thi đua - Khen thưởng {in_sentence(campaign.ward.name)}"


def usual_executors(campaign: Campaign) -> list[str]:
    return [
        f"Thường trực Hội đồng Thi đua - Khen thưởng {in_sentence(campaign.ward.name)}",
        "các cơ quan, đơn vị có liên quan",
    ]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
