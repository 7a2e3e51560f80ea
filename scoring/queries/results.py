"""Results as they stand: counts per household, the ranking of neighbourhoods, households with their verdict."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr
from django.db.models.lookups import Exact, GreaterThanOrEqual

from emulation.choices import PhaseStatus
from emulation.models import Campaign, Household, Member, Phase, Unit

from .. import rules
from ..choices import SheetStatus
from ..models import CriteriaSet, Criterion, MemberScore, ResultRules, ScoreSheet, UnitScore
from .people import counted, finished_sheets, keyed


def set_up(phases: QuerySet[Phase]) -> QuerySet[Phase]:
    """Phases that have rules and criteria; the others have no pages yet."""
    return phases.filter(pk__in=ResultRules.objects.values("phase"))


def rules_of(phase: Phase) -> ResultRules:
    """The rules in force in a phase, its latest version, with the criteria of people and households."""
    parts = [f"{one}_set__{many}" for one in ("resident", "household") for many in ("criteria", "levels", "groups")]
    return in_force(ResultRules.objects.prefetch_related(*parts), phase)


def in_force(found: QuerySet[ResultRules], phase: Phase) -> ResultRules:
    """The latest version of a phase's rules; what its criteria sets consist of is read when somebody asks."""
    found = found.select_related("resident_set", "household_set", "phase__campaign", "made_by")
    return found.filter(phase=phase).latest("version")


def criteria_of(phase: Phase) -> CriteriaSet | None:
    """The criteria the people of a phase are scored by."""
    return rules_of(phase).resident_set


def latest_sets(campaign: Campaign) -> list[CriteriaSet]:
    """The campaign's criteria sets, each subject's latest version, with what they consist of."""
    found = CriteriaSet.objects.filter(campaign=campaign).prefetch_related("criteria", "levels", "groups")
    return list({one.subject: one for one in found.order_by("subject", "version")}.values())


def is_criteria_set_used(criteria_set: CriteriaSet) -> bool:
    """Whether a phase has ever been opened with this set; from then on only a new version changes it."""
    uses = Q(resident_set=criteria_set) | Q(household_set=criteria_set)
    judged = ResultRules.objects.filter(uses).exclude(phase__status=PhaseStatus.PLANNED)
    return judged.exists() or UnitScore.objects.filter(criteria_set=criteria_set).exists()


class HouseholdCount(NamedTuple):
    """One household in one phase: whom the plan scores, who of them passes, and whether a sheet has come back."""

    household: int
    unit: int
    eligible: int
    passing: int
    has_sheet: bool
    own: bool | None = None  # verdict on the household's own criteria

    def passes(self, found: rules.HouseholdRules) -> bool:
        return rules.household_passes(self.eligible, self.passing, found, self.own)


def household_counts(
    phase: Phase, units: QuerySet[Unit] | Iterable[Unit], scores: QuerySet[MemberScore] | None = None
) -> list[HouseholdCount]:
    """Counts of every household of the units, in four grouped statements whatever the size of the ward.

    `scores` are the phase's `counting_scores`; whoever asks for few of its units narrows them, or all would be read.
    """
    return [HouseholdCount(*row) for row in count_rows(phase, units, scores)]


def count_rows(
    phase: Phase, units: QuerySet[Unit] | Iterable[Unit], scores: QuerySet[MemberScore] | None = None
) -> Iterator[tuple]:
    """The values of `HouseholdCount` for every household of the units."""
    scores = counting_scores(phase) if scores is None else scores
    scope = {"household__unit__in": units}
    eligible_by = grouped(Member.objects.filter(counted(phase), **scope), "household")
    passing_by = grouped(scores.filter(passed=True), "sheet__household")
    sheets = dict(ScoreSheet.objects.filter(phase=phase, **scope).values_list("household", "own_score__passed"))
    for pk, unit in Household.objects.filter(unit__in=units).values_list("pk", "unit"):
        yield pk, unit, eligible_by.get(pk, 0), passing_by.get(pk, 0), pk in sheets, sheets.get(pk)


def counting_scores(phase: Phase) -> QuerySet[MemberScore]:
    """The scores that count: of people with a row who still live in the household of the sheet."""
    return MemberScore.objects.filter(
        keyed(phase, "member__"), sheet__phase=phase, member__household=F("sheet__household")
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

    def add(self, row: HouseholdCount, found: rules.HouseholdRules, times: int = 1) -> None:
        """Adds a household, or so many that were counted alike."""
        is_asked = row.eligible > 0 or not found.needs_members
        self.households += times
        self.with_eligible += times * is_asked
        self.submitted += times * (row.has_sheet and is_asked)
        self.passing += times * row.passes(found)
        self.eligible_members += times * row.eligible
        self.passing_members += times * row.passing


def tallied(
    phase: Phase, units: list[Unit], found: rules.HouseholdRules, scores: QuerySet[MemberScore] | None = None
) -> dict[int, Tally]:
    """The sums of each unit. Most households are counted alike, so each kind of count is judged once."""
    tallies = {unit.pk: Tally() for unit in units}
    for (unit, *counts), times in Counter(row[1:] for row in count_rows(phase, units, scores)).items():
        tallies[unit].add(HouseholdCount(0, unit, *counts), found, times)
    return tallies


@dataclass(frozen=True)
class PhaseResult(rules.UnitSums):
    """All results of a phase as they stand now: the ranking, and the sums over the ward."""

    phase: Phase
    rules: ResultRules
    units: list[rules.UnitResult]
    members: int
    passing_members: int
    unit_ids: dict[str, int] = field(default_factory=dict)

    @property
    def titled(self) -> int:
        return sum(u.has_title for u in self.units)


def phase_result(phase: Phase) -> PhaseResult:
    """Counts and ranks all neighbourhoods of the phase's ward, from the rows as they are now."""
    found = in_force(ResultRules.objects.all(), phase)
    units = list(Unit.objects.below(phase.campaign.ward).neighbourhoods().current())
    tallies = tallied(phase, units, found.for_households())
    return PhaseResult(
        phase=phase,
        rules=found,
        units=rules.rank_units([unit_count(unit, tallies[unit.pk]) for unit in units], found.for_units()),
        members=sum(t.eligible_members for t in tallies.values()),
        passing_members=sum(t.passing_members for t in tallies.values()),
        unit_ids={unit.code: unit.pk for unit in units},
    )


def unit_ids_of(codes) -> dict[str, int]:
    """Ids of the units with these codes."""
    return dict(Unit.objects.filter(code__in=list(codes)).values_list("code", "pk"))


def criterion_counts(phase: Phase) -> list[tuple[Criterion, int, int]]:
    """Per criterion: how many of the fully keyed eligible people meet it, and how many people that is."""
    if (criteria_set := criteria_of(phase)) is None:
        return []
    criteria = list(criteria_set.criteria.all())
    people = counting_scores(phase).filter(passed__isnull=False)
    met = {
        f"met_{c.number}": Count("pk", filter=Q(answered(place, rules.GRADES[c.steps])))
        for place, c in enumerate(criteria, start=1)
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
    tally = Tally()
    for row in household_counts(phase, [unit], counting_scores(phase).filter(sheet__household__unit=unit)):
        tally.add(row, found.for_households())
    return rules.rank_units([unit_count(unit, tally)], found.for_units())[0]


def standings(found: ResultRules, units: list[Unit]) -> list[tuple[Unit, rules.UnitResult]]:
    """What some neighbourhoods have reached and lack, in a fixed number of statements; ranks are not told."""
    scores = counting_scores(found.phase).filter(sheet__household__unit__in=units)
    tallies = tallied(found.phase, units, found.for_households(), scores)
    return [(unit, rules.rank_units([unit_count(unit, tallies[unit.pk])], found.for_units())[0]) for unit in units]


def with_result(households: QuerySet[Household], found: ResultRules) -> QuerySet[Household]:
    """Adds eligible_count, passing_count, sheet_status ("" without a sheet) and passes, in one statement."""
    phase = found.phase
    mine = Member.objects.filter(counted(phase), household=OuterRef("pk"))
    passed = counting_scores(phase).filter(sheet__household=OuterRef("pk"), passed=True)
    sheet = ScoreSheet.objects.filter(phase=phase, household=OuterRef("pk"))
    rows = households.annotate(
        eligible_count=counted_in(mine, "household"),
        passing_count=counted_in(passed, "sheet__household"),
        sheet_status=Case(
            When(Exists(finished_sheets(phase).filter(household=OuterRef("pk"))), then=Value(SheetStatus.COMPLETE)),
            When(Exists(sheet), then=Value(SheetStatus.ENTERING)),
            default=Value(""),
        ),
        own_passed=Subquery(sheet.values("own_score__passed")[:1]),
    )
    return rows.annotate(passes=household_condition(found.for_households()))


def household_condition(found: rules.HouseholdRules) -> Q:
    """`rules.household_passes` as a condition over eligible_count, passing_count and own_passed."""
    condition = Q(own_passed=True) if found.needs_own_score else ~Q(pk=None)
    if found.needs_members and found.percent == 0:
        condition &= Q(passing_count__gt=0)
    elif found.needs_members:
        reached = GreaterThanOrEqual(F("passing_count") * 100, F("eligible_count") * found.percent)
        condition &= Q(eligible_count__gt=0) & Q(reached)
    return condition


def counted_in(rows: QuerySet, key: str) -> Coalesce:
    """A column that counts the rows of a correlated query."""
    count = rows.order_by().values(key).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)
