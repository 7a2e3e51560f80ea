"""Reads around score sheets: what the grid of one household shows, and which sheets are still missing."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from emulation.models import Household, Member, Phase, Unit
from emulation.models.households import eligible

from .. import rules
from ..choices import SheetStatus
from ..models import MemberScore, ResultRules, ScoreSheet
from .results import grouped, rules_of, with_result

PAGE = 150


@dataclass(frozen=True)
class GridRow:
    """One person's line of the grid; `version` is 0 while nothing has been saved."""

    member: Member
    answers: str
    version: int
    verdict: rules.Verdict
    full_marks: int

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
    sheet: ScoreSheet | None
    rows: list[GridRow]
    others: list[tuple[Member, str]]

    @property
    def people(self) -> int:
        return len(self.rows) + len(self.others)

    @property
    def passing(self) -> int:
        return sum(row.verdict.passed is True for row in self.rows)

    @property
    def passes(self) -> bool:
        return rules.household_passes(len(self.rows), self.passing, self.found.household_percent)

    @property
    def missing(self) -> list[str]:
        """What the household still lacks, a phrase for each person."""
        return [f"{row.member.full_name} {row.words}" for row in self.rows if not row.verdict.passed]


def sheet_grid(household: Household, phase: Phase) -> SheetGrid:
    """The grid of one household: eligible members as rows in paper order, the others with the reason."""
    found = rules_of(phase)
    criteria = found.criteria_set.as_rules()
    members = list(household.members.defer("citizen_id", "phone").in_paper_order())
    scores = MemberScore.objects.filter(sheet__phase=phase, sheet__household=household)
    scores = {score.member_id: score for score in scores}
    scored = [m for m in members if not m.obstacle(phase.campaign)]
    return SheetGrid(
        household=household,
        found=found,
        sheet=ScoreSheet.objects.select_related("completed_by").filter(phase=phase, household=household).first(),
        rows=[grid_row(member, scores.get(member.pk), criteria) for member in scored],
        others=[(m, m.obstacle(phase.campaign)) for m in members if m not in scored],
    )


def grid_row(member: Member, score: MemberScore | None, criteria: rules.CriteriaRules) -> GridRow:
    answers = score.answers if score else rules.UNSET * len(criteria.criteria)
    verdict = rules.judge(answers, criteria)
    return GridRow(member, answers, score.version if score else 0, verdict, criteria.full_marks)


def sheet_rows(phase: Phase, households: QuerySet[Household], state: str, page) -> Page:
    """A page of households with their sheet's state, as plain rows in the given order.

    `state` "missing" keeps the households that should have a sheet and have none.
    """
    rows = with_result(households, rules_of(phase))
    if state == "missing":
        rows = rows.filter(sheet_status="", eligible_count__gt=0)
    elif state:
        rows = rows.filter(sheet_status=state)
    columns = [
        "pk",
        "code",
        "head_name",
        "address",
        "unit__name",
        "eligible_count",
        "passing_count",
        "sheet_status",
        "passes",
    ]
    return Paginator(rows.values(*columns), PAGE).get_page(page)


def missing_sheets(phase: Phase, households: QuerySet[Household]) -> QuerySet[Household]:
    """Households with an eligible member whose sheet is not finished, in walking order."""
    done = ScoreSheet.objects.filter(phase=phase, household=OuterRef("pk"), status=SheetStatus.COMPLETE)
    people = Member.objects.filter(eligible(phase.campaign), household=OuterRef("pk"))
    return households.filter(Exists(people), ~Exists(done)).in_walking_order()


def open_work(phase: Phase, units: QuerySet[Unit]) -> list[tuple[Unit, int, int]]:
    """Per neighbourhood, where there is any: how many sheets are missing, and how many are begun but not finished."""
    people = Member.objects.filter(eligible(phase.campaign), household=OuterRef("pk"))
    sheets = ScoreSheet.objects.filter(phase=phase, household=OuterRef("pk"))
    homes = Household.objects.filter(Exists(people), unit__in=units)
    missing = grouped(homes.filter(~Exists(sheets)), "unit")
    begun = grouped(homes.filter(Exists(sheets.filter(status=SheetStatus.ENTERING))), "unit")
    return [(u, missing.get(u.pk, 0), begun.get(u.pk, 0)) for u in units if u.pk in missing or u.pk in begun]


def next_to_key(phase: Phase, household: Household) -> Household | None:
    """The next unfinished household of the same neighbourhood, in walking order; past the last one it starts anew."""
    missing = missing_sheets(phase, Household.objects.filter(unit=household.unit)).exclude(pk=household.pk)
    after = Q(position__gt=household.position) | Q(position=household.position, code__gt=household.code)
    return missing.filter(after).first() or missing.first()


def unit_progress(phase: Phase, unit: Unit) -> tuple[int, int]:
    """How many sheets of a neighbourhood are finished, and how many there should be."""
    people = Member.objects.filter(eligible(phase.campaign), household=OuterRef("pk"))
    expected = Household.objects.filter(Exists(people), unit=unit)
    done = ScoreSheet.objects.handed_in().filter(phase=phase, household__in=expected)
    return done.count(), expected.count()
