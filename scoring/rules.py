"""Scores, shares and ranks as plain arithmetic a ward officer can check against the plan. Shares stay exact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

MET, NOT_MET, NOT_APPLICABLE, UNSET = "1", "0", "-", "."


class WrongAnswers(ValueError):
    """Answers that do not fit the criteria; the message is a Vietnamese sentence for the person who entered them."""


@dataclass(frozen=True)
class CriterionRule:
    """One criterion: its number on the sheet, its points, and what "không áp dụng" means for it."""

    number: int
    points: int
    na_policy: str


@dataclass(frozen=True)
class CriteriaRules:
    """A criteria set by points: whoever reaches the pass mark passes."""

    criteria: tuple[CriterionRule, ...]
    pass_mark: int

    @property
    def full_marks(self) -> int:
        return sum(c.points for c in self.criteria)


@dataclass(frozen=True)
class Verdict:
    """What one person's answers come to; `passed` is None while an answer is missing."""

    score: Fraction
    passed: bool | None
    unmet: tuple[int, ...]
    unset: tuple[int, ...]

    @property
    def is_complete(self) -> bool:
        return not self.unset

    @property
    def points(self) -> Decimal:
        """The score to two places, for storing and showing; verdicts are never taken from it."""
        return Decimal(round(self.score * 100)) / 100


def judge(answers: str, rules: CriteriaRules) -> Verdict:
    """Scores one person's answers; raises WrongAnswers where they do not fit the criteria."""
    check_answers(answers, rules)
    pairs = list(zip(rules.criteria, answers, strict=True))
    unset = tuple(c.number for c, a in pairs if a == UNSET)
    unmet = tuple(c.number for c, a in pairs if a == NOT_MET)
    score = points_of(pairs, rules)
    return Verdict(score, None if unset else score >= rules.pass_mark, unmet, unset)


def check_answers(answers: str, rules: CriteriaRules) -> None:
    """Raises WrongAnswers for a wrong length, a character that is no answer, or a forbidden "không áp dụng"."""
    if len(answers) != len(rules.criteria):
        raise WrongAnswers(f"Phiếu có {len(rules.criteria)} tiêu chí nhưng nhận được {len(answers)} câu trả lời.")
    for criterion, answer in zip(rules.criteria, answers, strict=True):
        if answer not in (MET, NOT_MET, NOT_APPLICABLE, UNSET):
            raise WrongAnswers(f"Tiêu chí {criterion.number} có câu trả lời không hợp lệ.")
        if answer == NOT_APPLICABLE and criterion.na_policy == "not_allowed":
            raise WrongAnswers(f"Tiêu chí {criterion.number} không được chọn “không áp dụng”.")


def points_of(pairs: Sequence[tuple[CriterionRule, str]], rules: CriteriaRules) -> Fraction:
    """The points of answered criteria (domain 4.10): met counts in full, "không áp dụng" as its policy says."""
    earned = sum(c.points for c, a in pairs if a == MET or (a == NOT_APPLICABLE and c.na_policy == "met"))
    dropped = sum(c.points for c, a in pairs if a == NOT_APPLICABLE and c.na_policy == "rescale")
    kept = rules.full_marks - dropped
    return Fraction(earned * rules.full_marks, kept) if kept else Fraction(0)


def verdict_words(verdict: Verdict) -> str:
    """What a person lacks, as the page says it: "thiếu tiêu chí 5, 8"."""
    if not verdict.is_complete:
        return "chưa nhập xong"
    if verdict.unmet:
        return f"thiếu tiêu chí {', '.join(map(str, verdict.unmet))}"
    return "đủ các tiêu chí"


def reaches(part: int, whole: int, percent: int) -> bool:
    """True if part/whole ≥ percent %. Exact: 899 of 1000 is not 90 %. Nothing of nothing never reaches."""
    return whole > 0 and 100 * part >= percent * whole


def missing_to_reach(part: int, whole: int, percent: int) -> int:
    """How many more of `whole` must pass until the share is reached; 0 when it is, or when nothing is counted."""
    return max(0, -(-percent * whole // 100) - part) if whole else 0


def household_passes(eligible: int, passing: int, percent: int) -> bool:
    """Gia đình công dân số: the share of eligible members that pass; a household without any never passes."""
    return reaches(passing, eligible, percent)


@dataclass(frozen=True)
class UnitRules:
    """Title and award of a neighbourhood: two rules on one number (plan II.2.3 and III.2.2)."""

    title_percent: int
    award_percent: int
    award_only_highest: bool
    denominator: str


@dataclass(frozen=True)
class UnitCount:
    """What was counted in one neighbourhood."""

    code: str
    name: str
    households: int
    with_eligible: int
    submitted: int
    passing: int

    def counted(self, denominator: str) -> int:
        """The denominator of the share; a passing household always belongs to it."""
        return {"all": self.households, "eligible": self.with_eligible, "submitted": self.submitted}[denominator]


@dataclass(frozen=True)
class UnitResult:
    """One line of the ranking, as the pages, the workbook and the papers show it."""

    count: UnitCount
    counted: int
    rank: int
    has_title: bool
    is_award_candidate: bool
    missing_for_title: int
    missing_for_award: int

    @property
    def passing(self) -> int:
        return self.count.passing

    @property
    def not_submitted(self) -> int:
        """Households with an eligible member that have not handed in their sheet."""
        return self.count.with_eligible - self.count.submitted


def rank_units(counts: Iterable[UnitCount], rules: UnitRules) -> list[UnitResult]:
    """Ranks neighbourhoods by exact share, ties share a rank ("1, 2, 2, 4"), in the given order within a tie.

    Every neighbourhood with the highest share that reaches the award's mark is a candidate; the council decides.
    """
    rows = [(c, c.counted(rules.denominator)) for c in counts]
    shares = [Fraction(c.passing, whole) if whole else Fraction(0) for c, whole in rows]
    results = [
        unit_result(count, whole, 1 + sum(s > share for s in shares), rules)
        for (count, whole), share in zip(rows, shares, strict=True)
    ]
    return sorted(results, key=lambda r: r.rank)


def unit_result(count: UnitCount, whole: int, rank: int, rules: UnitRules) -> UnitResult:
    """Title and award of one neighbourhood whose rank is known."""
    highest_enough = rank == 1 or not rules.award_only_highest
    return UnitResult(
        count=count,
        counted=whole,
        rank=rank,
        has_title=reaches(count.passing, whole, rules.title_percent),
        is_award_candidate=highest_enough and reaches(count.passing, whole, rules.award_percent),
        missing_for_title=missing_to_reach(count.passing, whole, rules.title_percent),
        missing_for_award=missing_to_reach(count.passing, whole, rules.award_percent),
    )


@dataclass(frozen=True)
class SheetCount:
    """How far the sheets of a neighbourhood are; `on_time` is None where the plan sets no deadline for collecting."""

    expected: int
    started: int
    finished: int
    on_time: int | None

    @property
    def late(self) -> int | None:
        """Sheets that were finished, but after the deadline."""
        return None if self.on_time is None else self.finished - self.on_time


def sum_of_sheets(counts: Iterable[SheetCount], has_deadline: bool) -> SheetCount:
    """The same over several neighbourhoods."""
    rows = list(counts)
    return SheetCount(
        expected=sum(c.expected for c in rows),
        started=sum(c.started for c in rows),
        finished=sum(c.finished for c in rows),
        on_time=sum(c.on_time or 0 for c in rows) if has_deadline else None,
    )
