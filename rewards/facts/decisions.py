"""From a decision to its paper: a draft as it stands now, a signed one as it was frozen."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from emulation.models import Phase

from ..documents.award_list import AwardList, Given
from ..documents.decision import DecisionFacts
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


def record_for(decision: Decision) -> dict:
    if decision.is_signed:
        return decision.content
    return record_of(decision, decision.lines.all(), bonus_of_draft(decision))


def facts_in(record: dict, *, draft: bool) -> DecisionFacts:
    awarded = awarded_in(record["lines"])
    return DecisionFacts(
        letter=letter_of(record, draft=draft, carried_out_by=3 if awarded.total else 2),
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
