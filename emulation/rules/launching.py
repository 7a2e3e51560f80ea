"""What a plan still lacks before its campaign is launched: plain facts in, sentences out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from . import plan_dates

YEAR = re.compile(r"\b20\d\d\b")

# pages on which things are mended; the view knows their addresses
BASICS, OFFICES, TIME, PLEDGES, REGISTRY, PEOPLE = "thong-tin", "can-cu", "thoi-gian", "cam-ket", "danh-ba", "phan-cong"


@dataclass(frozen=True)
class Finding:
    """Something missing or odd: a sentence and the page where it is mended; a blocking one stops the launch."""

    sentence: str
    page: str
    number: int | None = None  # of the phase, where the page is about one
    blocks: bool = True


@dataclass(frozen=True)
class StepFacts:
    name: str
    note: str = ""
    opens_on: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class PhaseFacts:
    number: int
    name: str
    starts_on: date
    ends_on: date
    steps: tuple[StepFacts, ...] = ()

    @property
    def dates(self) -> plan_dates.PhaseDates:
        """The phase as `plan_dates` judges it."""
        steps = tuple(plan_dates.StepDates(step.name, step.opens_on, step.last_day) for step in self.steps)
        return plan_dates.PhaseDates(self.number, self.starts_on, self.ends_on, steps)


@dataclass(frozen=True)
class ChapterFacts:
    """A chapter of text: its address, its title, and all its words."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True)
class NeighbourhoodFacts:
    name: str
    households: int
    has_officer: bool


@dataclass(frozen=True)
class PlanFacts:
    """What is known of a campaign before its launch."""

    number: str
    issued_on: date | None
    year: int
    reference_date: date
    issuers: int
    bases: tuple[tuple[str, date | None], ...]  # text, and the day it stops being in force
    chapters: tuple[ChapterFacts, ...]
    phases: tuple[PhaseFacts, ...]
    neighbourhoods: tuple[NeighbourhoodFacts, ...]
    pledges: int
    is_scored: bool = True  # a campaign run by its targets has nobody to score, so nobody has to be there


def plan_findings(plan: PlanFacts) -> list[Finding]:
    """Everything the plan lacks, in the order of its pages; what blocks is said by each finding."""
    return [
        *number_findings(plan),
        *office_findings(plan),
        *chapter_findings(plan.chapters, plan.year),
        *phase_findings(plan),
        *[one for phase in plan.phases for one in step_findings(phase, plan.year)],
        *(scoring_findings(plan) if plan.is_scored else []),
    ]


def scoring_findings(plan: PlanFacts) -> list[Finding]:
    """What only a campaign that scores people needs: an age, pledges, neighbourhoods with their households."""
    return [*age_findings(plan), *pledge_findings(plan), *ward_findings(plan.neighbourhoods)]


def worth_a_look(sentence: str, page: str, number: int | None = None) -> Finding:
    return Finding(sentence, page, number, blocks=False)


def number_findings(plan: PlanFacts) -> list[Finding]:
    """Number, date of issue, and the year."""
    found = []
    if not plan.number:
        found.append(Finding("Kế hoạch chưa có số, ký hiệu: ghi số văn thư đã cho.", BASICS))
    if plan.issued_on is None:
        found.append(Finding("Kế hoạch chưa có ngày ban hành.", BASICS))
    first = min((phase.starts_on for phase in plan.phases), default=None)
    if plan.issued_on and first and plan.issued_on > first:
        words = f"Kế hoạch ban hành ngày {plan.issued_on:%d/%m/%Y}, sau ngày đợt đầu bắt đầu ({first:%d/%m/%Y})."
        found.append(worth_a_look(words, BASICS))
    years = years_of(plan.phases)
    if years and plan.year not in years:
        found.append(worth_a_look(f"Phong trào ghi năm {plan.year} nhưng không đợt nào trong năm đó.", BASICS))
    return found


def age_findings(plan: PlanFacts) -> list[Finding]:
    """The date on which ages are counted."""
    years = years_of(plan.phases)
    if not years or plan.reference_date.year in years:
        return []
    words = f"Ngày tính tuổi {plan.reference_date:%d/%m/%Y} không cùng năm với đợt nào."
    return [worth_a_look(words, BASICS)]


def years_of(phases: Iterable[PhaseFacts]) -> set[int]:
    return {day.year for phase in phases for day in (phase.starts_on, phase.ends_on)}


def office_findings(plan: PlanFacts) -> list[Finding]:
    found = []
    if not plan.issuers:
        found.append(Finding("Chưa có cơ quan ban hành nên giấy tờ không có người ký.", OFFICES))
    if not plan.bases:
        found.append(worth_a_look("Chưa có căn cứ pháp lý nào.", OFFICES))
    day = plan.issued_on
    for text, until in plan.bases:
        if day and until and until < day:
            words = f"Căn cứ “{text[:60]}…” hết hiệu lực ngày {until:%d/%m/%Y}, trước ngày ban hành kế hoạch."
            found.append(worth_a_look(words, OFFICES))
    return found


def chapter_findings(chapters: Iterable[ChapterFacts], year: int) -> list[Finding]:
    """Chapters that are empty, or still speak of years gone by, as a copied plan does."""
    found = []
    for chapter in chapters:
        if not chapter.text.strip():
            found.append(worth_a_look(f"Phần “{chapter.title}” chưa có nội dung.", chapter.slug))
        elif past := past_years(chapter.text, year):
            words = f"Phần “{chapter.title}” còn nhắc năm {past}: xem có phải sửa theo năm {year} không."
            found.append(worth_a_look(words, chapter.slug))
    return found


def past_years(text: str, year: int) -> str:
    """The years before the campaign's that a text names: "2021, 2022"."""
    return ", ".join(sorted({one for one in YEAR.findall(text) if int(one) < year}))


def phase_findings(plan: PlanFacts) -> list[Finding]:
    if not plan.phases:
        return [Finding("Chưa có đợt nào: thêm ít nhất một đợt với ngày bắt đầu và kết thúc.", TIME)]
    dates = [phase.dates for phase in plan.phases]
    found = [
        Finding(sentence, TIME, phase.number)
        for phase in dates
        for sentence in [
            *plan_dates.phase_contradictions(phase, plan.year, plan.issued_on),
            *plan_dates.step_contradictions(phase),
        ]
    ]
    return found + [Finding(sentence, TIME) for sentence in plan_dates.overlaps(dates) + plan_dates.wrong_order(dates)]


def step_findings(phase: PhaseFacts, year: int) -> list[Finding]:
    found = []
    if not phase.steps:
        found.append(worth_a_look(f"{phase.name} chưa có bước nào.", TIME, phase.number))
    if undated := [f"“{step.name}”" for step in phase.steps if not (step.opens_on or step.last_day)]:
        found.append(worth_a_look(f"{phase.name}: bước {', '.join(undated)} chưa định ngày.", TIME, phase.number))
    if past := past_years(" ".join(step.note for step in phase.steps), year):
        words = f"{phase.name}: nội dung các bước còn nhắc năm {past}."
        found.append(worth_a_look(words, TIME, phase.number))
    return found


def pledge_findings(plan: PlanFacts) -> list[Finding]:
    return [] if plan.pledges else [worth_a_look("Danh sách ký cam kết chưa có ai.", PLEDGES)]


def ward_findings(neighbourhoods: Sequence[NeighbourhoodFacts]) -> list[Finding]:
    """Neighbourhoods, their households, and who is in charge of them."""
    if not neighbourhoods:
        return [Finding("Đơn vị tổ chức chưa có tổ dân phố nào nên không có ai để chấm điểm.", PEOPLE)]
    if not any(one.households for one in neighbourhoods):
        return [Finding("Danh bạ chưa có hộ gia đình nào: hãy nhập danh sách hộ của các tổ.", REGISTRY)]
    found = []
    if empty := [one.name for one in neighbourhoods if not one.households]:
        found.append(worth_a_look(f"Chưa có hộ nào: {', '.join(empty)}.", REGISTRY))
    if alone := [one.name for one in neighbourhoods if not one.has_officer]:
        found.append(worth_a_look(f"Chưa có cán bộ phụ trách: {', '.join(alone)}.", PEOPLE))
    return found
