"""Results as they stand: counts per household, the ranking of neighbourhoods, households with their verdict."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Substr
from django.db.models.lookups import Exact, GreaterThanOrEqual

from emulation.models import Household, Member, Phase, Unit
from emulation.models.households import eligible

from .. import rules
from ..models import CriteriaSet, Criterion, MemberScore, ResultRules, ScoreSheet


def set_up(phases: QuerySet[Phase]) -> QuerySet[Phase]:
    """Phases that have rules and criteria; the others have no pages yet."""
    return phases.filter(pk__in=ResultRules.objects.filter(criteria_set__criteria__isnull=False).values("phase"))


def rules_of(phase: Phase) -> ResultRules:
    """The phase's rules with its criteria, in two statements."""
    found = ResultRules.objects.select_related("criteria_set", "phase__campaign").prefetch_related(
        "criteria_set__criteria"
    )
    return found.get(phase=phase)


def criteria_of(phase: Phase) -> CriteriaSet:
    return rules_of(phase).criteria_set


class HouseholdCount(NamedTuple):
    """One household in one phase: whom the plan scores, who of them passes, and whether a sheet has come back."""

    household: int
    unit: int
    eligible: int
    passing: int
    has_sheet: bool


def household_counts(phase: Phase, units: Iterable[Unit], scores: QuerySet[MemberScore]) -> list[HouseholdCount]:
    """Counts of every household of the units with somebody eligible, in three statements whatever their number.

    `scores` are the phase's `counting_scores`; whoever asks for few of its units narrows them, or all would be read.
    """
    passing = grouped(scores.filter(passed=True), "sheet__household")
    sheets = ScoreSheet.objects.filter(phase=phase, household=OuterRef("pk"))
    without = set(Household.objects.filter(~Exists(sheets), unit__in=units).values_list("pk", flat=True))
    people = Member.objects.filter(eligible(phase.campaign), household__unit__in=units).order_by()
    counts = people.values_list("household", "household__unit").annotate(n=Count("pk"))
    return [HouseholdCount(pk, unit, n, passing.get(pk, 0), pk not in without) for pk, unit, n in counts]


def counting_scores(phase: Phase) -> QuerySet[MemberScore]:
    """The scores that count: of eligible people who still live in the household of the sheet."""
    return MemberScore.objects.filter(
        eligible(phase.campaign, "member__"), sheet__phase=phase, member__household=F("sheet__household")
    )


def grouped(rows: QuerySet, key: str) -> dict[int, int]:
    """How many rows there are for each value of a column."""
    return dict(rows.order_by().values_list(key).annotate(n=Count("pk")))


@dataclass
class Tally:
    """The sums of one neighbourhood; all but the number of its households speak of those with somebody eligible."""

    households: int = 0
    with_eligible: int = 0
    submitted: int = 0
    passing: int = 0
    eligible_members: int = 0
    passing_members: int = 0

    def add(self, row: HouseholdCount, percent: int) -> None:
        self.with_eligible += 1
        self.submitted += row.has_sheet
        self.passing += rules.household_passes(row.eligible, row.passing, percent)
        self.eligible_members += row.eligible
        self.passing_members += row.passing


def tallied(phase: Phase, units: list[Unit], scores: QuerySet[MemberScore], household_percent: int) -> dict[int, Tally]:
    """The sums of each unit by its key."""
    homes = grouped(Household.objects.filter(unit__in=units), "unit")
    tallies = {unit.pk: Tally(households=homes.get(unit.pk, 0)) for unit in units}
    for row in household_counts(phase, units, scores):
        tallies[row.unit].add(row, household_percent)
    return tallies


@dataclass(frozen=True)
class PhaseResult:
    """All results of a phase as they stand now: the ranking, and the sums over the ward."""

    phase: Phase
    rules: ResultRules
    units: list[rules.UnitResult]
    members: int
    passing_members: int
    unit_ids: dict[str, int] = field(default_factory=dict)

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
        """How many sheets should come back: one of each household with an eligible member."""
        return sum(u.count.with_eligible for u in self.units)

    @property
    def titled(self) -> int:
        return sum(u.has_title for u in self.units)


def phase_result(phase: Phase) -> PhaseResult:
    """Counts and ranks all neighbourhoods of the phase's ward, from the rows as they are now."""
    found = rules_of(phase)
    units = list(Unit.objects.below(phase.campaign.ward).neighbourhoods())
    tallies = tallied(phase, units, counting_scores(phase), found.household_percent)
    return PhaseResult(
        phase=phase,
        rules=found,
        units=rules.rank_units([unit_count(unit, tallies[unit.pk]) for unit in units], found.for_units()),
        members=sum(t.eligible_members for t in tallies.values()),
        passing_members=sum(t.passing_members for t in tallies.values()),
        unit_ids={unit.code: unit.pk for unit in units},
    )


def criterion_counts(phase: Phase) -> list[tuple[Criterion, int, int]]:
    """Per criterion: how many of the fully keyed eligible people meet it, and how many people that is."""
    criteria = list(criteria_of(phase).criteria.all())
    people = counting_scores(phase).filter(passed__isnull=False)
    met = {
        f"met_{c.number}": Count("pk", filter=answered(place, rules.MET)) for place, c in enumerate(criteria, start=1)
    }
    sums = people.aggregate(people=Count("pk"), **met)
    return [(c, sums[f"met_{c.number}"], sums["people"]) for c in criteria]


def answered(place: int, answer: str) -> Exact:
    """The condition that the answer at a place (from 1) of the compact text is this one."""
    return Exact(Substr("answers", place, 1), Value(answer))


def unit_count(unit: Unit, tally: Tally) -> rules.UnitCount:
    return rules.UnitCount(unit.code, unit.name, tally.households, tally.with_eligible, tally.submitted, tally.passing)


def unit_standing(phase: Phase, unit: Unit, found: ResultRules) -> rules.UnitResult:
    """One neighbourhood's counts and what it lacks, without its rank, which would need all the others."""
    scores = counting_scores(phase).filter(sheet__household__unit=unit)
    tally = tallied(phase, [unit], scores, found.household_percent)[unit.pk]
    return rules.rank_units([unit_count(unit, tally)], found.for_units())[0]


def with_result(households: QuerySet[Household], found: ResultRules) -> QuerySet[Household]:
    """Adds eligible_count, passing_count, sheet_status ("" without a sheet) and passes, in one statement."""
    phase = found.phase
    mine = Member.objects.filter(eligible(phase.campaign), household=OuterRef("pk"))
    passed = counting_scores(phase).filter(sheet__household=OuterRef("pk"), passed=True)
    sheet = ScoreSheet.objects.filter(phase=phase, household=OuterRef("pk"))
    counted = households.annotate(
        eligible_count=counted_in(mine, "household"),
        passing_count=counted_in(passed, "sheet__household"),
        sheet_status=Coalesce(Subquery(sheet.values("status")[:1]), Value("")),
    )
    reached = GreaterThanOrEqual(F("passing_count") * 100, F("eligible_count") * found.household_percent)
    return counted.annotate(passes=Q(eligible_count__gt=0) & Q(reached))


def counted_in(rows: QuerySet, key: str) -> Coalesce:
    """A column that counts the rows of a correlated query."""
    count = rows.order_by().values(key).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)
