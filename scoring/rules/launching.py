"""What the criteria and rules of a campaign still lack before its launch: plain facts in, sentences out."""

from collections.abc import Iterable
from dataclasses import dataclass

from emulation.rules.launching import Finding, worth_a_look

from .judging import CriteriaRules
from .soundness import contradictions
from .units import UnitRules, award_contradictions

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
    """A phase and the rules for its units, None where it cannot be judged yet."""

    number: int
    name: str
    rules: UnitRules | None = None
    is_final: bool = False


def rule_findings(phases: Iterable[JudgedPhase], sets: Iterable[CriteriaFacts]) -> list[Finding]:
    """Phases without rules, sets that cannot be; a final review that asks less than the interim one before it."""
    phases, sets = list(phases), list(sets)
    found = [] if sets else [Finding("Chưa có bộ tiêu chí nào để chấm điểm.", CRITERIA)]
    found += [one for criteria in sets for one in set_findings(criteria)]
    for phase in phases:
        if phase.rules is None:
            words = f"{phase.name} chưa có quy tắc công nhận: chọn bộ tiêu chí và các tỷ lệ."
            found.append(Finding(words, AWARDS, phase.number))
        else:
            found += [
                Finding(f"{phase.name}: {one}", AWARDS, phase.number) for one in award_contradictions(phase.rules)
            ]
    return found + percent_findings(phases)


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


def percent_findings(phases: Iterable[JudgedPhase]) -> list[Finding]:
    """A final review that rewards at less than the interim one."""
    judged = [(phase, phase.rules.award_percent) for phase in phases if phase.rules]
    interim = max((percent for phase, percent in judged if not phase.is_final), default=0)
    return [
        worth_a_look(
            f"{phase.name} tổng kết mà khen từ {percent} %, thấp hơn đợt sơ kết ({interim} %).", AWARDS, phase.number
        )
        for phase, percent in judged
        if phase.is_final and percent < interim
    ]
