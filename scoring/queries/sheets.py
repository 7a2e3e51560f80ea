"""Reads around score sheets: what the grid of one household shows, and which sheets are still missing."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from emulation.models import Household, Member, Phase, Unit

from .. import rules
from ..choices import ExemptionEffect, SheetStatus
from ..models import Exemption, ResultRules, ScoreSheet, SelfSheet, StayingOut, tags_of
from .notes import has_open_question
from .people import exemptions_of, finished_sheets, keyed
from .results import grouped, rules_of, with_result

PAGE = 150


@dataclass(frozen=True)
class GridRow:
    """One line of the grid: a person, or what `title` names (`member` None); `version` 0 is nothing saved yet."""

    member: Member | None
    answers: str
    version: int
    verdict: rules.Verdict
    criteria: tuple[rules.CriterionRule, ...]
    title: str = "Cả hộ"

    @property
    def key(self) -> int:
        """What the line is called in forms: the person's id, 0 for a line that is nobody's."""
        return self.member.pk if self.member else 0

    @property
    def name(self) -> str:
        return self.member.full_name if self.member else self.title

    @property
    def words(self) -> str:
        return rules.verdict_words(self.verdict)

    @property
    def state(self) -> str:
        """ "pass", "fail", "entering" or "empty", for the sign and the colour of the line."""
        if self.verdict.passed is None:
            return "entering" if self.answers.strip(".") else "empty"
        return "pass" if self.verdict.passed else "fail"


@dataclass(frozen=True)
class SheetGrid:
    """Everything the page of one household's sheet shows."""

    household: Household
    found: ResultRules
    tags: frozenset[str]
    sheet: ScoreSheet | None
    rows: list[GridRow]
    own: GridRow | None
    others: list[tuple[Member, str]]
    exempt: list[tuple[Member, Exemption]]  # who would have a row without an exemption
    people: int

    @property
    def label(self) -> str:
        return f"hộ {self.household.head_name}"

    @property
    def all_rows(self) -> list[GridRow]:
        return [*self.rows, *([self.own] if self.own else [])]

    @property
    def people_to_exempt(self) -> list[tuple[Member, Exemption | None]]:
        """The household's people with a row, then those who are exempted from one."""
        return [*((row.member, None) for row in self.rows), *self.exempt]

    @property
    def failing(self) -> int:
        """How many people an exemption counts as not passing."""
        return sum(one.effect != ExemptionEffect.OUT for _, one in self.exempt)

    @property
    def is_finished(self) -> bool:
        """True of a finished sheet, unless somebody to score has come since; a closed phase stays as it was."""
        if self.sheet is None or self.sheet.status != SheetStatus.COMPLETE:
            return False
        return not self.found.phase.is_open or all(row.verdict.passed is not None for row in self.rows)

    @property
    def passing(self) -> int:
        return sum(row.verdict.passed is True for row in self.rows)

    @property
    def passes(self) -> bool:
        own = self.own.verdict.passed if self.own else None
        return rules.household_passes(len(self.rows) + self.failing, self.passing, self.found.for_households(), own)

    @property
    def missing(self) -> list[str]:
        """What the household still lacks, a phrase for each line."""
        return [f"{row.name} {row.words}" for row in self.all_rows if not row.verdict.passed]


def tags_of_household(household: Household) -> frozenset[str]:
    """The tags that choose a household's criteria and marks: its own and those of its neighbourhood."""
    return tags_of(household.tags) | tags_of(household.unit.tags)


def household_tags(ward: Unit) -> dict[int, frozenset[str]]:
    """The tags of the ward's households that have any, in one statement."""
    tagged = Household.objects.filter(ward=ward).exclude(tags="", unit__tags="")
    return {pk: tags_of(f"{own},{units}") for pk, own, units in tagged.values_list("pk", "tags", "unit__tags")}


def sheet_grid(household: Household, phase: Phase) -> SheetGrid:
    """The grid of one household: people to score as rows in paper order, the others with the reason."""
    found, tags = rules_of(phase), tags_of_household(household)
    exempt = exemptions_of(phase, household)
    members = list(household.members.defer("citizen_id", "phone").in_paper_order())
    eligible = [m for m in members if not m.obstacle(phase.campaign)]
    rows = [m for m in eligible if m.pk not in exempt]
    sheet = ScoreSheet.objects.select_related("completed_by", "own_score")
    sheet = sheet.filter(phase=phase, household=household).first()
    return SheetGrid(
        household=household,
        found=found,
        tags=tags,
        sheet=sheet,
        rows=member_rows(rows, sheet, found, tags),
        own=own_row(sheet, found, tags),
        others=[(m, obstacle_words(m, exempt.get(m.pk), phase)) for m in members if m not in rows],
        exempt=[(m, exempt[m.pk]) for m in eligible if m.pk in exempt],
        people=len(members),
    )


def obstacle_words(member: Member, exemption: Exemption | None, phase: Phase) -> str:
    """Why somebody has no row: the registry's reason, or the exemption and what follows from it."""
    obstacle = member.obstacle(phase.campaign)
    if obstacle or exemption is None:
        return obstacle
    return f"{exemption.get_kind_display().lower()}, {exemption.get_effect_display()} ({exemption.reason})"


def member_rows(members: list[Member], sheet, found: ResultRules, tags: frozenset[str]) -> list[GridRow]:
    if found.resident_set is None:
        return []
    criteria = found.resident_set.as_rules()
    scores = {score.member_id: score for score in sheet.scores.all()} if sheet else {}
    return [grid_row(member, scores.get(member.pk), criteria, tags) for member in members]


def own_row(sheet: ScoreSheet | None, found: ResultRules, tags: frozenset[str]) -> GridRow | None:
    """The household's own line, where the phase scores households for themselves."""
    if found.household_set is None:
        return None
    return grid_row(None, getattr(sheet, "own_score", None), found.household_set.as_rules(), tags)


def grid_row(
    member: Member | None, score, criteria: rules.CriteriaRules, tags: frozenset[str], title: str = "Cả hộ"
) -> GridRow:
    answers = score.answers if score else rules.UNSET * len(criteria.criteria)
    verdict = rules.judge(answers, criteria, tags)
    return GridRow(member, answers, score.version if score else 0, verdict, criteria.criteria, title)


SHEET_COLUMNS = [
    "pk", "code", "head_name", "address", "unit__name", "eligible_count", "passing_count", "sheet_status", "passes",
    "is_out", "is_asked_again",
]  # fmt: skip
BY_PHONE, NOT_LOOKED_AT, OUT = "phone", "not_looked_at", "out"  # states of the sheet list beside those of a sheet


def sheet_rows(phase: Phase, households: QuerySet[Household], state: str, page) -> Page:
    """A page of `sheet_table`."""
    return Paginator(sheet_table(phase, households, state), PAGE).get_page(page)


def sheet_table(phase: Phase, households: QuerySet[Household], state: str) -> QuerySet:
    """Households with their sheet's state, as plain rows in the given order.

    `state` "missing" keeps the households that should have a sheet and have none, BY_PHONE those that have scored
    themselves, NOT_LOOKED_AT those of them nobody has looked at since, "ask" those to be asked again, OUT those that
    do not take part.
    """
    rows = with_result(households, rules_of(phase))
    rows = rows.annotate(is_out=is_out(phase), is_asked_again=has_open_question(phase))
    sent = SelfSheet.objects.sent().filter(phase=phase, household=OuterRef("pk"))
    conditions = {
        BY_PHONE: Q(Exists(sent)),
        NOT_LOOKED_AT: Q(Exists(sent.waiting())),
        "ask": Q(is_asked_again=True),
        OUT: Q(is_out=True),
    }
    if state == "missing":
        rows = rows.filter(needs_sheet(phase), sheet_status="")
    elif state:
        rows = rows.filter(conditions.get(state) or Q(sheet_status=state))
    return rows.values(*SHEET_COLUMNS)


def missing_sheets(phase: Phase, households: QuerySet[Household]) -> QuerySet[Household]:
    """Households with an eligible member whose sheet is not finished, in walking order."""
    done = finished_sheets(phase).filter(household=OuterRef("pk"))
    return households.filter(needs_sheet(phase), ~Exists(done)).in_walking_order()


def is_out(phase: Phase) -> Exists:
    """The condition of not taking part."""
    return Exists(StayingOut.objects.in_force().filter(phase=phase, household=OuterRef("pk")))


def needs_sheet(phase: Phase) -> Q:
    """The condition of being asked for a sheet: somebody to score, or the household itself is; and it takes part."""
    return could_need_sheet(phase) & ~Q(is_out(phase))


def could_need_sheet(phase: Phase) -> Q:
    """The same of every household, whether it takes part or not."""
    in_force = ResultRules.objects.filter(phase=phase).order_by("-version")
    if in_force.values_list("household_set", flat=True).first():
        return ~Q(pk=None)
    return Q(Exists(Member.objects.filter(keyed(phase), household=OuterRef("pk"))))


def open_work(phase: Phase, units: QuerySet[Unit]) -> list[tuple[Unit, int, int]]:
    """Per neighbourhood, where there is any: how many sheets are missing, and how many are begun but not finished."""
    sheets = ScoreSheet.objects.filter(phase=phase, household=OuterRef("pk"))
    homes = Household.objects.filter(needs_sheet(phase), unit__in=units)
    missing = grouped(homes.filter(~Exists(sheets)), "unit")
    finished = finished_sheets(phase).filter(household=OuterRef("pk"))
    begun = grouped(homes.filter(Exists(sheets), ~Exists(finished)), "unit")
    return [(u, missing.get(u.pk, 0), begun.get(u.pk, 0)) for u in units if u.pk in missing or u.pk in begun]


def next_to_key(phase: Phase, household: Household) -> Household | None:
    """The next unfinished household of the same neighbourhood, in walking order; past the last one it starts anew."""
    missing = missing_sheets(phase, Household.objects.filter(unit=household.unit)).exclude(pk=household.pk)
    after = Q(position__gt=household.position) | Q(position=household.position, code__gt=household.code)
    return missing.filter(after).first() or missing.first()


def unit_progress(phase: Phase, unit: Unit) -> tuple[int, int]:
    """How many sheets of a neighbourhood are finished, and how many there should be."""
    expected = Household.objects.filter(needs_sheet(phase), unit=unit)
    done = finished_sheets(phase).filter(household__in=expected)
    return done.count(), expected.count()
