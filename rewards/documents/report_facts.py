"""What a report says, as plain data: the plan, the rules counted by, the results of one phase."""

from dataclasses import dataclass
from datetime import date, datetime

from rewards.documents.chart import Mark
from rewards.documents.letter import Letter
from scoring.rules import Disagreement, UnitResult, UnitSums, reaches


@dataclass(frozen=True)
class PlanFacts:
    """The launching plan and the phase reported on."""

    ward: str  # "Phường Đồng Tâm"
    campaign_name: str
    number: str
    issued_on: date
    phase_name: str  # "Đợt 1 – Sơ kết"
    kind: str  # "interim" or "final"
    starts_on: date
    ends_on: date
    steps: tuple[tuple[str, str], ...]  # name and window in words
    legal_bases: tuple[str, ...]  # without the mark at the end
    unit_noun: str = "tổ dân phố"


@dataclass(frozen=True)
class RuleFacts:
    """The settings that were counted by; the plan leaves some of them open, so all are printed."""

    adult_age: int
    reference_date: date
    member_rule: str  # "đạt từ 90/100 điểm"; "" where only households are scored
    na_words: str  # "tính là chưa đạt"
    denominator_words: str  # "tất cả các hộ"
    member_title: str
    household_title: str
    unit_title: str
    household_percent: int  # 0: at least one
    title_percent: int
    award_percent: int
    award_only_highest: bool
    household_set: str = ""  # the criteria of the household itself

    @property
    def marks(self) -> list[Mark]:
        """Award and title from the lower to the higher percentage; one mark where they are the same."""
        if self.award_percent == self.title_percent:
            return [Mark(self.title_percent, "xét khen thưởng, công nhận danh hiệu")]
        both = [Mark(self.award_percent, "xét khen thưởng"), Mark(self.title_percent, "công nhận danh hiệu")]
        return sorted(both, key=lambda mark: mark.percent)


@dataclass(frozen=True)
class CriterionLine:
    """How many of the scored people meet one criterion."""

    number: int
    label: str
    met: int
    scored: int


@dataclass(frozen=True)
class SecondFacts:
    """Sheets that were keyed a second time, and what is relaxed in a ward of one clerk."""

    rate: Disagreement
    same_person_hours: int | None = None  # after which the same person may key a sheet twice


@dataclass(frozen=True)
class ReportFacts(UnitSums):
    """All that a report says; the units stand in the order of their rank."""

    letter: Letter
    plan: PlanFacts
    rules: RuleFacts
    residents: int  # all registered members
    members: int  # those who are scored
    passing_members: int
    units: tuple[UnitResult, ...]
    criteria: tuple[CriterionLine, ...]
    counted_at: datetime
    source: str = ""  # the snapshot the numbers come from; "" while the phase is open
    second: SecondFacts = SecondFacts(Disagreement())

    @property
    def candidates(self) -> list[UnitResult]:
        return [u for u in self.units if u.is_award_candidate]

    @property
    def leaders(self) -> list[UnitResult]:
        """The neighbourhoods with the highest share, if any household passes at all."""
        return [u for u in self.units if u.rank == 1 and u.passing]

    def reaching(self, percent: int) -> list[UnitResult]:
        return [u for u in self.units if reaches(u.passing, u.counted, percent)]

    def below(self, percent: int) -> list[UnitResult]:
        """The neighbourhoods that can be judged and miss the mark."""
        return [u for u in self.units if u.counted and not reaches(u.passing, u.counted, percent)]
