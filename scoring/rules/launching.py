"""What criteria, rules and targets of a campaign still lack before its launch: plain facts in, sentences out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from emulation.rules.launching import Finding, past_years, worth_a_look

from .goals import flaws_of_goals, goals_outside, weaker_goals
from .judging import CriteriaRules
from .soundness import contradictions
from .targets import SHARES, Goal
from .units import UnitRules, award_contradictions

CRITERIA, AWARDS, TARGETS = "tieu-chi", "khen-thuong", "chi-tieu"


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


@dataclass(frozen=True)
class TargetFacts:
    """A target with its goals; `words` is everything the plan says of it."""

    number: int
    label: str
    words: str
    kind: str
    counted: str
    owner: str
    goals: tuple[Goal, ...]


def target_findings(
    targets: Sequence[TargetFacts], days: tuple[date, date] | None, year: int, *, is_scored: bool
) -> list[Finding]:
    """Targets without goals, goals that cannot be; `days` are the first and the last one of the plan.

    A campaign that scores nobody is run by its targets, so it has to have some.
    """
    if not targets:
        words = "Chưa có chỉ tiêu nào: phong trào không chấm điểm thì chạy theo chỉ tiêu có mốc."
        return [] if is_scored else [Finding(words, TARGETS)]
    found = [one for target in targets for one in findings_of(target, days, year)]
    labels = Counter(target.label for target in targets)
    if twice := [f"“{label}”" for label, count in labels.items() if count > 1]:
        words = f"Nhiều chỉ tiêu cùng tên {', '.join(twice)}: đặt tên khác nhau để khỏi nhầm khi nhập số liệu."
        found.append(worth_a_look(words, TARGETS))
    if alone := sum(not target.owner for target in targets):
        found.append(worth_a_look(f"{alone} chỉ tiêu chưa ghi người phụ trách.", TARGETS))
    return found


def findings_of(target: TargetFacts, days: tuple[date, date] | None, year: int) -> list[Finding]:
    """What one target lacks or says oddly."""
    name, number = f"Chỉ tiêu {target.number} “{target.label}”", target.number
    if not target.goals:
        return [Finding(f"{name} chưa có mốc nào: ghi đến ngày nào phải đạt mức nào.", TARGETS, number)]
    found = [Finding(f"{name}: {flaw}", TARGETS, number) for flaw in flaws_of_goals(target.goals)]
    outside = goals_outside(target.goals, *days) if days else []
    found += [Finding(f"{name}: {flaw}", TARGETS, number) for flaw in outside]
    odd = weaker_goals(target.goals)
    if target.kind in SHARES and not target.counted:
        odd.append("chưa ghi tỷ lệ tính trên ai hoặc trên cái gì.")
    if past := past_years(target.words, year):
        odd.append(f"còn nhắc năm {past}: xem có phải sửa theo năm {year} không.")
    return found + [worth_a_look(f"{name}: {flaw}", TARGETS, number) for flaw in odd]
