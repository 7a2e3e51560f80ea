"""What the criteria and rules of a campaign still lack before its launch: plain facts in, sentences out."""

from collections.abc import Iterable
from dataclasses import dataclass

from emulation.rules.launching import Finding, worth_a_look

from .judging import CriteriaRules, contradictions

CRITERIA, AWARDS = "tieu-chi", "khen-thuong"


@dataclass(frozen=True)
class CriteriaFacts:
    """A criteria set as it would judge; `key` is what its page is found by."""

    key: int
    name: str
    rules: CriteriaRules
    is_used: bool  # by the rules of a phase, or it scores units


@dataclass(frozen=True)
class JudgedPhase:
    """A phase and whether it can be judged; percents only where it has rules."""

    number: int
    name: str
    has_rules: bool
    is_final: bool = False
    title_percent: int = 0
    award_percent: int = 0


def rule_findings(phases: Iterable[JudgedPhase], sets: Iterable[CriteriaFacts]) -> list[Finding]:
    """Phases without rules, sets that cannot be; a final review that asks less than the interim one before it."""
    phases, sets = list(phases), list(sets)
    found = [] if sets else [Finding("Chưa có bộ tiêu chí nào để chấm điểm.", CRITERIA)]
    found += [one for criteria in sets for one in set_findings(criteria)]
    for phase in phases:
        if not phase.has_rules:
            words = f"{phase.name} chưa có quy tắc công nhận: chọn bộ tiêu chí và các tỷ lệ."
            found.append(Finding(words, AWARDS, phase.number))
    return found + percent_findings([phase for phase in phases if phase.has_rules])


def set_findings(criteria: CriteriaFacts) -> list[Finding]:
    found = [
        Finding(f"Bộ “{criteria.name}”: {sentence}", CRITERIA, criteria.key) for sentence in set_faults(criteria.rules)
    ]
    if not criteria.is_used:
        words = f"Bộ “{criteria.name}” không được đợt nào dùng."
        found.append(worth_a_look(words, CRITERIA, criteria.key))
    return found


def set_faults(criteria: CriteriaRules) -> list[str]:
    """What cannot be in a set; an empty one has that fault alone."""
    return contradictions(criteria) if criteria.criteria else ["chưa có tiêu chí nào."]


def percent_findings(phases: list[JudgedPhase]) -> list[Finding]:
    interim = max((phase.award_percent for phase in phases if not phase.is_final), default=0)
    return [
        worth_a_look(
            f"{phase.name} tổng kết mà khen từ {phase.award_percent} %, thấp hơn đợt sơ kết ({interim} %).",
            AWARDS,
            phase.number,
        )
        for phase in phases
        if phase.is_final and phase.award_percent < interim
    ]
