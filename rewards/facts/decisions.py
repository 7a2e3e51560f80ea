"""From a decision to its paper: a draft as it stands now, a signed one as it was frozen."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

from emulation.kit.documents import Document
from emulation.models import Phase

from ..choices import DecisionKind
from ..documents.award_list import Awarded, AwardList, Given
from ..documents.decision import Decision as DecisionPaper
from ..documents.decision import DecisionFacts
from ..documents.later_decisions import (
    Amendment,
    Change,
    Cited,
    Correction,
    CorrectionFacts,
    LaterFacts,
    Replacement,
    Revocation,
)
from ..documents.letter import Issuer, Letter
from ..models import Award, Decision, Nomination
from ..queries.decision_content import begun, bonus_of_draft, given_words, record_of
from .award_lists import award_list


@dataclass(frozen=True)
class Line:
    """One who is rewarded, as the record keeps it."""

    subject_kind: str
    salutation: str
    printed_name: str
    printed_place: str
    achievement: str
    amount: int


def given_of(phase: Phase, award: Award) -> Given:
    """What is given and for what, as all papers of the award in this phase name it."""
    return Given(**given_words(phase, award))


def decision_facts(decision: Decision) -> DecisionFacts:
    """What its paper says: the frozen record, or while it is a draft what stands in it now."""
    return facts_in(record_for(decision), draft=not decision.is_signed)


def facts_before_decision(phase: Phase, award: Award, nominations: Iterable[Nomination]) -> DecisionFacts:
    """The draft that would be made of these nominations, before anybody has made one."""
    planned = begun(phase, award)
    return facts_in(record_of(planned, nominations, bonus_of_draft(planned)), draft=True)


def paper_of(decision: Decision) -> Document:
    """The paper of a decision, of whatever kind; a superior office prints its own."""
    record = record_for(decision)
    facts = facts_in(record, draft=not decision.is_signed)
    if decision.kind == DecisionKind.CORRECT:
        return Correction(correction_in(record, facts))
    if decision.kind in LATER:
        return LATER[DecisionKind(decision.kind)](later_in(record, facts))
    return DecisionPaper(facts)


LATER = {
    DecisionKind.AMEND: Amendment,
    DecisionKind.REPLACE: Replacement,
    DecisionKind.REVOKE: Revocation,
}


def record_for(decision: Decision) -> dict:
    if decision.is_signed:
        return decision.content
    return record_of(decision, decision.lines.all(), bonus_of_draft(decision))


def facts_in(record: dict, *, draft: bool) -> DecisionFacts:
    awarded = awarded_in(record["lines"])
    return DecisionFacts(
        letter=letter_of(record, draft=draft, carried_out_by=articles_in(record["kind"], bool(awarded.total))),
        given=Given(**record["given"]),
        bases=tuple(record["bases"]),
        awarded=awarded,
        executors=tuple(record["executors"]),
        fund=record["fund"],
        subject=record["subject"],
    )


def awarded_in(lines: list[dict]) -> AwardList:
    names = [field.name for field in fields(Line)]
    return award_list([Line(**{name: one[name] for name in names}) for one in lines], lambda line: line.amount)


def articles_in(kind: str, is_paid: bool) -> int:
    """The number of the last Điều, on who carries it out."""
    if kind == DecisionKind.REVOKE:
        return 3
    return 2 + is_paid + (kind in (DecisionKind.AMEND, DecisionKind.REPLACE))


def letter_of(record: dict, *, draft: bool, carried_out_by: int) -> Letter:
    """The frame; the first receivers are those named in the Điều that says who carries it out."""
    return Letter(
        issuers=tuple(Issuer(**one) for one in record["issuers"]),
        place=record["place"],
        year=record["year"],
        code=record["code"],
        recipients=(f"Như Điều {carried_out_by}", *record["recipients"]),
        draft=draft,
        practice=record["practice"],
        number=record["number"] or None,
        dated_on=date.fromisoformat(record["dated_on"]) if record["dated_on"] else None,
    )


# Papers about an earlier one


def later_in(record: dict, facts: DecisionFacts) -> LaterFacts:
    changes = tuple(
        Change(named_in(one["before"]) if one["before"] else None, named_in(one)) for one in record["lines"]
    )
    return LaterFacts(facts, cited_in(record), record["reason"], changes)


def correction_in(record: dict, facts: DecisionFacts) -> CorrectionFacts:
    about = record["about"]
    receivers = replace(facts.letter, recipients=("Như trên", *record["recipients"]))
    said = tuple(line.strip() for line in record["body"].splitlines() if line.strip())
    return CorrectionFacts(receivers, cited_in(record), about["subject"], record["reason"], said)


def cited_in(record: dict) -> Cited:
    about = record["about"]
    return Cited(about["number"], date.fromisoformat(about["dated_on"]), about["granted_by"])


def named_in(line: dict) -> Awarded:
    return Awarded(
        line["printed_name"], line["achievement"], line["salutation"], line["printed_place"], line["amount"] or None
    )
