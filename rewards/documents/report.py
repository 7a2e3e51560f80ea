"""Báo cáo sơ kết, tổng kết of one phase: counts, ranking and criteria in the layout of Nghị định 30/2020/NĐ-CP.

What the data can say is drafted; causes, lessons and proposals stay dotted lines for the officer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from textwrap import wrap

from emulation.kit import clock
from emulation.kit.documents import Document
from emulation.kit.paper_words import OPEN, dated_at
from emulation.kit.vietnamese import thousands
from rewards.documents.chart import Mark, Share, bar_charts, legend, share_words
from scoring.rules import UnitResult, missing_to_reach, reaches

WORK = {"interim": "sơ kết", "final": "tổng kết"}
SUBJECT_LINE = 62  # letters of bold 14 pt that stand well on one centred line
WEAKEST = 3

# How offices that head papers in capitals are written in a sentence; what is not listed is a proper name.
IN_SENTENCE = {
    "ỦY BAN NHÂN DÂN": "Ủy ban nhân dân",
    "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM": "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "ỦY BAN MẶT TRẬN TỔ QUỐC": "Ủy ban Mặt trận Tổ quốc",
    "PHƯỜNG": "phường",
    "XÃ": "xã",
    "ĐẶC KHU": "đặc khu",
}


@dataclass(frozen=True)
class Issuer:
    """One of the offices that issue a paper, with its signature block."""

    agency: str  # "ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM"
    on_behalf: str  # "TM. UBND PHƯỜNG", may be empty
    signer_title: str
    signer_name: str

    @property
    def in_sentence(self) -> str:
        return in_sentence(self.agency)


@dataclass(frozen=True)
class Letter:
    """What surrounds the text of any paper; without number or date both stay open for a pen."""

    issuers: tuple[Issuer, ...]  # the first one gives the number and signs on the right
    place: str
    year: int  # printed while the date is open
    code: str  # "BC-UBND"
    recipients: tuple[str, ...]  # without "Lưu: VT", which every paper has
    draft: bool
    practice: bool
    number: str | None = None  # "112/BC-UBND", as văn thư gave it
    dated_on: date | None = None

    @property
    def agency_lines(self) -> list[str]:
        return agency_lines([issuer.agency for issuer in self.issuers])

    @property
    def number_words(self) -> str:
        return f"Số: {self.number}" if self.number else f"Số: {OPEN}/{self.code}"

    @property
    def dated(self) -> str:
        return dated_at(self.place, self.dated_on, self.year)

    @property
    def signatures(self) -> tuple[Issuer, ...]:
        """From left to right: the first issuer signs on the right."""
        return self.issuers[::-1]


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
    """The settings that were counted by; the plan leaves some open, so all are printed."""

    adult_age: int
    reference_date: date
    pass_mark: int
    full_marks: int
    na_words: str  # "tính là chưa đạt"
    denominator_words: str  # "tất cả các hộ"
    member_title: str
    household_title: str
    unit_title: str
    household_percent: int
    title_percent: int
    award_percent: int
    award_only_highest: bool

    @property
    def marks(self) -> list[Mark]:
        """Award and title from the lower to the higher percentage, as one mark where they are the same."""
        if self.award_percent == self.title_percent:
            return [Mark(self.title_percent, "xét khen thưởng và công nhận danh hiệu")]
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
class ReportFacts:
    """All that a report says; units are in the order of their rank."""

    letter: Letter
    plan: PlanFacts
    rules: RuleFacts
    residents: int  # all registered members
    members: int  # those who are scored
    passing_members: int
    units: tuple[UnitResult, ...]
    criteria: tuple[CriterionLine, ...]
    counted_at: datetime

    @property
    def households(self) -> int:
        return sum(u.count.households for u in self.units)

    @property
    def expected(self) -> int:
        return sum(u.count.with_eligible for u in self.units)

    @property
    def submitted(self) -> int:
        return sum(u.count.submitted for u in self.units)

    @property
    def counted(self) -> int:
        return sum(u.counted for u in self.units)

    @property
    def passing(self) -> int:
        return sum(u.passing for u in self.units)

    def reaching(self, percent: int) -> list[UnitResult]:
        return [u for u in self.units if reaches(u.passing, u.counted, percent)]

    def below(self, percent: int) -> list[UnitResult]:
        """Neighbourhoods that can be judged and miss the mark."""
        return [u for u in self.units if u.counted and not reaches(u.passing, u.counted, percent)]


class InterimReport(Document):
    """The report of one phase, sơ kết or tổng kết as its kind says."""

    template = "rewards/documents/report.html"

    def __init__(self, facts: ReportFacts):
        self.facts = facts

    def context(self) -> dict:
        facts, rules = self.facts, self.facts.rules
        return {
            "facts": facts,
            "letter": facts.letter,
            "plan": facts.plan,
            "rules": rules,
            "subject": balanced(subject_words(facts.plan), SUBJECT_LINE),
            "subject_in_sentence": lower_first(subject_words(facts.plan)),
            "issuers": joined([issuer.in_sentence for issuer in facts.letter.issuers]),
            "bases": closed_lines(facts.plan.legal_bases),
            "plan_date": short_date(facts.plan.issued_on),
            "situation": situation_words(facts),
            "counting": closed_lines(counting_words(facts)),
            "course": course_words(facts.plan),
            "steps": closed_lines([f"{name}: {when}" for name, when in facts.plan.steps]),
            "sums": sum_rows(facts),
            "marks": rules.marks,
            "unit_rows": [unit_row(unit, rules) for unit in facts.units],
            "unit_total": unit_total(facts),
            "charts": bar_charts([Share(u.count.name, u.passing, u.counted) for u in facts.units], rules.marks),
            "legend": legend(rules.marks),
            "criteria_rows": [criterion_row(line) for line in facts.criteria],
            "weakest": weakest_words(facts.criteria),
            "award": award_words(facts),
            "title": title_words(facts),
            "certificates": certificate_words(facts),
            "strengths": strength_words(facts),
            "shortcomings": shortcoming_words(facts),
            "counted_at": f"{clock.local(facts.counted_at):%H:%M} ngày {short_date(clock.local(facts.counted_at))}",
        }


def in_sentence(agency: str) -> str:
    """ "ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM" as "Ủy ban nhân dân phường Đồng Tâm"; what is not in capitals stays."""
    if agency != agency.upper():
        return agency
    head, tail = split_agency(agency)
    words = [IN_SENTENCE.get(head, head.capitalize())]
    kind, _, name = tail.partition(" ")
    return " ".join(words + ([IN_SENTENCE[kind], name.title()] if kind in IN_SENTENCE else []))


def split_agency(agency: str) -> tuple[str, str]:
    """An office and the place it is of: ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỒNG TÂM"); no place is ""."""
    for kind in ("PHƯỜNG", "XÃ", "ĐẶC KHU"):
        head, found, name = agency.partition(f" {kind} ")
        if found:
            return head, f"{kind} {name}"
    return agency, ""


def agency_lines(agencies: Sequence[str]) -> list[str]:
    """The offices above the number, a shared place only once, below them all."""
    pairs = [split_agency(agency.upper()) for agency in agencies]
    places = {place for _, place in pairs}
    if len(places) == 1:
        heads = [head for head, _ in pairs]
        lines = [f"{head} -" for head in heads[:-1]] + [heads[-1], *places]
    else:
        lines = [part for pair in pairs for part in pair]
    return [line for line in lines if line]
