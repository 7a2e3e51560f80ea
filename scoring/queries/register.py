"""Reads of the register of sheets: how far each neighbourhood and each household is; callers have scoped the units."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from emulation.models import Household, Phase, Unit

from ..choices import PaperState
from ..models import PaperSheet, ScoreSheet, SelfSheet, SheetPrint, StayingOut
from .results import grouped
from .sheets import could_need_sheet, is_out, needs_sheet

PAGE = 150
MISSING = "missing"  # a filter over several states: what has not come back


@dataclass(frozen=True)
class RegisterCount:
    """How many sheets of a neighbourhood have come how far; each number counts those that are further, too."""

    expected: int = 0
    printed: int = 0
    handed_out: int = 0
    back: int = 0
    entered: int = 0
    confirmed: int = 0
    spare: int = 0

    @property
    def missing(self) -> int:
        """Sheets that have not come back."""
        return self.expected - self.back

    def __add__(self, other: "RegisterCount") -> "RegisterCount":
        return RegisterCount(*(sum(pair) for pair in zip(self.numbers, other.numbers, strict=True)))

    @property
    def numbers(self) -> tuple[int, ...]:
        return (
            self.expected, self.printed, self.handed_out, self.back, self.entered, self.confirmed, self.spare
        )  # fmt: skip


@dataclass(frozen=True)
class RegisterRow:
    """One household in the register, with its sheet and what is known of its scores."""

    household: Household
    paper: PaperSheet | None
    state: PaperState
    prints: int
    entered_at: datetime | None
    entered_by: str
    sent_at: datetime | None = None  # by phone


def expected_homes(phase: Phase, units) -> QuerySet[Household]:
    """The households that are asked for a sheet, in walking order."""
    return Household.objects.filter(needs_sheet(phase), unit__in=units).in_walking_order()


def listed_homes(phase: Phase, units) -> QuerySet[Household]:
    """The same with those that do not take part, which the register names as such."""
    return Household.objects.filter(could_need_sheet(phase), unit__in=units).in_walking_order()


def papers(phase: Phase) -> QuerySet[PaperSheet]:
    """The sheet in use of the household of an outer query."""
    return PaperSheet.objects.in_use().filter(phase=phase, household=OuterRef("pk"))


def finished(phase: Phase) -> QuerySet[ScoreSheet]:
    """The completed scores of the household of an outer query."""
    return ScoreSheet.objects.handed_in().filter(phase=phase, household=OuterRef("pk"))


def is_printed(phase: Phase) -> Exists:
    return Exists(papers(phase).filter(Exists(SheetPrint.objects.filter(paper=OuterRef("pk")))))


def is_handed_out(phase: Phase) -> Q:
    return Q(Exists(papers(phase).filter(handed_out_on__isnull=False))) | is_back(phase)


def is_back(phase: Phase) -> Q:
    """Collected; or sent by phone; or its scores are complete, for what was keyed must have come back."""
    by_phone = Exists(SelfSheet.objects.sent().filter(phase=phase, household=OuterRef("pk")))
    return Q(Exists(papers(phase).filter(collected_on__isnull=False))) | Q(by_phone) | Q(is_entered(phase))


def is_entered(phase: Phase) -> Exists:
    return Exists(finished(phase))


def is_confirmed(phase: Phase) -> Exists:
    """Confirmed by a second person, and not changed since."""
    sheet = PaperSheet.objects.in_use().filter(phase=phase, household=OuterRef("household"))
    return Exists(finished(phase).filter(completed_at__lte=Subquery(sheet.values("confirmed_at")[:1])))


def states(phase: Phase) -> dict[str, Q]:
    """The condition of each state, and of missing."""
    printed, out, back = Q(is_printed(phase)), is_handed_out(phase), is_back(phase)
    entered, confirmed = Q(is_entered(phase)), Q(is_confirmed(phase))
    return {
        MISSING: ~back,
        PaperState.NOT_PRINTED: ~printed & ~out,
        PaperState.PRINTED: printed & ~out,
        PaperState.HANDED_OUT: out & ~back,
        PaperState.COLLECTED: back & ~entered,
        PaperState.ENTERED: entered & ~confirmed,
        PaperState.CONFIRMED: confirmed,
    }


def in_state(phase: Phase, homes: QuerySet[Household], state: str) -> QuerySet[Household]:
    """The households whose sheet is in a state; all of them for ""."""
    if state == PaperState.OUT:
        return homes.filter(is_out(phase))
    return homes.filter(states(phase)[state], ~Q(is_out(phase))) if state else homes


def unit_counts(phase: Phase, units) -> dict[int, RegisterCount]:
    """The counts of each neighbourhood by its id, in seven grouped statements whatever their number."""
    homes = expected_homes(phase, units)
    conditions = [is_printed(phase), is_handed_out(phase), is_back(phase), is_entered(phase), is_confirmed(phase)]
    counts = [grouped(homes, "unit"), *(grouped(homes.filter(condition), "unit") for condition in conditions)]
    counts.append(grouped(PaperSheet.objects.filter(phase=phase, unit__in=units).spare(), "unit"))
    return {unit.pk: RegisterCount(*(count.get(unit.pk, 0) for count in counts)) for unit in units}


def missing_homes(phase: Phase, units) -> QuerySet[Household]:
    """The households whose sheet has not come back, in walking order."""
    return in_state(phase, expected_homes(phase, units), MISSING)


def missing_where_handed_out(phase: Phase, units: QuerySet[Unit]) -> list[tuple[Unit, int]]:
    """Per neighbourhood where sheets have been handed out: how many have not come back, where there is any."""
    out = PaperSheet.objects.in_use().filter(phase=phase, handed_out_on__isnull=False, household__unit__in=units)
    begun = units.filter(pk__in=out.values("household__unit"))
    missing = grouped(missing_homes(phase, begun), "unit")
    return [(unit, missing[unit.pk]) for unit in begun if unit.pk in missing]


def register_rows(phase: Phase, homes: QuerySet[Household], state: str, page) -> tuple[Page, list[RegisterRow]]:
    """A page of households with their sheets, in the given order; the number of statements is fixed."""
    found = Paginator(in_state(phase, homes, state), PAGE).get_page(page)
    keys = [home.pk for home in found]
    people = ("handed_out_by", "collected_by", "confirmed_by")
    sheets = PaperSheet.objects.in_use().filter(phase=phase, household__in=keys).select_related(*people)
    by_home = {paper.household_id: paper for paper in sheets.annotate(printed=Count("prints"))}
    scores = ScoreSheet.objects.handed_in().filter(phase=phase, household__in=keys).select_related("completed_by")
    entered = {sheet.household_id: sheet for sheet in scores}
    out = StayingOut.objects.in_force().filter(phase=phase, household__in=keys)
    gone = set(out.values_list("household", flat=True))
    by_phone = SelfSheet.objects.sent().filter(phase=phase, household__in=keys)
    sent = dict(by_phone.values_list("household", "sent_at"))
    rows = [register_row(home, by_home.get(home.pk), entered.get(home.pk), sent.get(home.pk)) for home in found]
    return found, [replace(row, state=PaperState.OUT) if row.household.pk in gone else row for row in rows]


def register_row(
    home: Household, paper: PaperSheet | None, score: ScoreSheet | None, sent_at: datetime | None
) -> RegisterRow:
    return RegisterRow(
        household=home,
        paper=paper,
        state=state_of(paper, score, is_sent=sent_at is not None),
        prints=paper.printed if paper else 0,
        entered_at=score.completed_at if score else None,
        entered_by=str(score.completed_by) if score else "",
        sent_at=sent_at,
    )


def state_of(paper: PaperSheet | None, score: ScoreSheet | None, *, is_sent: bool) -> PaperState:
    """The furthest state of a sheet; `paper.printed` is how often it was printed."""
    if score:
        confirmed = paper and paper.confirmed_at and paper.confirmed_at >= score.completed_at
        return PaperState.CONFIRMED if confirmed else PaperState.ENTERED
    if is_sent or (paper and paper.collected_on):
        return PaperState.COLLECTED
    if paper is None:
        return PaperState.NOT_PRINTED
    if paper.handed_out_on:
        return PaperState.HANDED_OUT
    return PaperState.PRINTED if paper.printed else PaperState.NOT_PRINTED


def spare_sheets(phase: Phase, unit: Unit) -> QuerySet[PaperSheet]:
    """The spare sheets of a neighbourhood that are still free, newest last."""
    return PaperSheet.objects.filter(phase=phase, unit=unit).spare().order_by("created_at", "code")
