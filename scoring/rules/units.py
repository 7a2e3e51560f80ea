"""Shares, titles, awards and ranks of households and units: two rules on one number, exact to the household."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .judging import reaches


def missing_to_reach(part: int, whole: int, percent: int) -> int:
    """How many more of `whole` must pass until the share is reached; 0 when it is, or when nothing is counted."""
    return max(0, -(-percent * whole // 100) - part) if whole else 0


@dataclass(frozen=True)
class HouseholdRules:
    """When a household passes: a share of its scored members (`percent` 0: at least one), its own criteria if any."""

    percent: int
    needs_members: bool = True
    needs_own_score: bool = False


def household_passes(eligible: int, passing: int, rules: HouseholdRules, own: bool | None = None) -> bool:
    """Whether a household passes; `own` is the verdict on its own criteria, None while there is none.

    A household without scored members never passes where members count.
    """
    members = passing > 0 if rules.percent == 0 else reaches(passing, eligible, rules.percent)
    return (members or not rules.needs_members) and (own is True or not rules.needs_own_score)


@dataclass(frozen=True)
class UnitRules:
    """Title and award of a neighbourhood: two rules on one number (plan II.2.3 and III.2.2)."""

    title_percent: int
    award_percent: int
    award_only_highest: bool
    denominator: str
    award_quota: int | None = None  # at most so many; a tie at the limit is listed whole, the council decides


def award_contradictions(rules: UnitRules) -> list[str]:
    """Sentences about an award that cannot be given as the rules say."""
    if rules.award_quota == 0:
        return ["Giới hạn khen 0 tổ (award_quota) thì không tổ nào được khen: hãy ghi từ 1, hoặc để trống."]
    if rules.award_only_highest and rules.award_quota is not None:
        return [
            f"Giới hạn khen {rules.award_quota} tổ (award_quota) không đi cùng việc chỉ khen tổ có tỷ lệ cao nhất "
            "(award_only_highest): hãy bỏ một trong hai."
        ]
    return []


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


class UnitSums:
    """The sums over the ward of whatever has the lines of its ranking as `units`."""

    units: Sequence[UnitResult]

    @property
    def households(self) -> int:
        return sum(u.count.households for u in self.units)

    @property
    def counted(self) -> int:
        return sum(u.counted for u in self.units)

    @property
    def passing(self) -> int:
        return sum(u.passing for u in self.units)

    @property
    def submitted(self) -> int:
        return sum(u.count.submitted for u in self.units)

    @property
    def expected(self) -> int:
        """How many sheets should come back: one of each household with somebody to score."""
        return sum(u.count.with_eligible for u in self.units)


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
    limit = 1 if rules.award_only_highest else rules.award_quota
    highest_enough = limit is None or rank <= limit
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
