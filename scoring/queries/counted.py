"""What a total counts, as a list to open: every number on the result page is the length of one of these."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from emulation.models import Household, Member, Phase, Unit

from ..choices import CountedKind
from ..models import Exemption, HouseholdScore, MemberScore, ResultRules, ScoreSheet, Snapshot, StayingOut
from ..rules import UnitResult
from .frozen_rows import FrozenRows
from .people import counted, keyed
from .reasons import HomeLines, PersonLine, reasons
from .results import counting_scores, rules_of, unit_standing, with_result
from .sheets import household_tags
from .snapshots import snapshot_of

RESULT_COLUMNS = [
    "pk", "code", "head_name", "address", "eligible_count", "passing_count", "sheet_status", "passes",
]  # fmt: skip


def neighbourhoods_of(phase: Phase) -> QuerySet[Unit]:
    """Those the results of a phase speak of: of a closed one as its snapshot has them, since ended ones with them."""
    units, snapshot = Unit.objects.below(phase.campaign.ward).neighbourhoods(), snapshot_of(phase)
    if snapshot is None:
        return units.current()
    return units.filter(code__in=[count["code"] for count in snapshot.data["units"]])


def counted_rows(phase: Phase, kind: str, units: QuerySet[Unit]) -> QuerySet | list[dict]:
    """The rows one total counts, each with name, place and household, in walking order; of a closed phase frozen."""
    if snapshot := snapshot_of(phase):
        return FrozenRows(snapshot, units).counted(kind)
    if kind in (CountedKind.PEOPLE, CountedKind.PEOPLE_PASSING, CountedKind.PEOPLE_NOT_PASSING):
        return people_counted(phase, kind, units)
    return households_counted(phase, kind, units)


def people_counted(phase: Phase, kind: str, units: QuerySet[Unit]) -> QuerySet:
    """Members that count in the shares, all or by their verdict; who has no verdict yet does not pass."""
    people = Member.objects.filter(counted(phase), household__unit__in=units)
    scores = MemberScore.objects.filter(
        keyed(phase, "member__"),
        sheet__phase=phase,
        member=OuterRef("pk"),
        sheet__household=OuterRef("household"),
        passed=True,
    )
    if kind == CountedKind.PEOPLE_PASSING:
        people = people.filter(Exists(scores))
    elif kind == CountedKind.PEOPLE_NOT_PASSING:
        people = people.filter(~Exists(scores))
    ordered = people.order_by("household__unit__position", "household__position", "position", "pk")
    place = Concat("household__unit__name", Value(", hộ "), "household__code")
    return ordered.values(name=F("full_name"), place=place, home=F("household"))


def households_counted(phase: Phase, kind: str, units: QuerySet[Unit]) -> QuerySet:
    """Households by what they stand for in the results."""
    found = rules_of(phase)
    homes = with_result(Household.objects.filter(unit__in=units), found)
    asked = Q(eligible_count__gt=0) if found.for_households().needs_members else ~Q(pk=None)  # as `Tally` counts them
    sheets = Exists(ScoreSheet.objects.filter(phase=phase, household=OuterRef("pk")))
    conditions = {
        CountedKind.HOUSEHOLDS_PASSING: {"passes": True},
        CountedKind.HOUSEHOLDS_NOT_PASSING: {"passes": False},
        CountedKind.HOUSEHOLDS: {},
    }
    if kind == CountedKind.SHEETS:
        homes = homes.filter(asked, sheets)
    elif kind == CountedKind.SHEETS_EXPECTED:
        homes = homes.filter(asked)
    elif kind == CountedKind.SHEETS_MISSING:
        homes = homes.filter(asked, ~sheets)
    else:
        homes = homes.filter(**conditions[kind])
    place = Concat("unit__name", Value(", hộ "), "code")
    return homes.in_walking_order().values(name=F("head_name"), place=place, home=F("pk"))


@dataclass(frozen=True)
class UnitHomes:
    """One neighbourhood opened: what it reached, its households with their verdict, and what their sheets say."""

    found: ResultRules
    standing: UnitResult
    rows: QuerySet | list[dict]
    lines: dict[int, HomeLines]
    snapshot: Snapshot | None = None
    out: frozenset[int] = frozenset()  # households that do not take part

    @cached_property
    def reasons(self) -> dict[int, str]:
        """Why each household does not pass, in words: "Lô Thị Nga thiếu tiêu chí 5"."""
        return reasons(self.found, self.lines)


def unit_homes(phase: Phase, unit: Unit) -> UnitHomes:
    """The households of a neighbourhood in walking order: as they stand, or of a closed phase as they were frozen."""
    if snapshot := snapshot_of(phase):
        frozen = FrozenRows(snapshot, Unit.objects.filter(pk=unit.pk))
        return UnitHomes(
            snapshot.rules, frozen.standings()[0], frozen.results(), frozen.lines(), snapshot, out=frozen.out
        )
    found = rules_of(phase)
    homes = with_result(Household.objects.filter(unit=unit), found).in_walking_order()
    out = StayingOut.objects.in_force().filter(phase=phase, household__unit=unit)
    return UnitHomes(
        found,
        unit_standing(phase, unit, found),
        homes.values(*RESULT_COLUMNS),
        home_lines(phase, unit),
        out=frozenset(out.values_list("household", flat=True)),
    )


def still_seen(user, pks: Iterable[int]) -> set[int]:
    """Those of the households that still are in the registry, where this person may open them."""
    return set(Household.objects.visible_to(user).filter(pk__in=list(pks)).values_list("pk", flat=True))


def home_lines(phase: Phase, unit: Unit) -> dict[int, HomeLines]:
    """What the sheets of a neighbourhood say now, by household, in five statements."""
    tags = household_tags(phase.campaign.ward)
    owns = HouseholdScore.objects.filter(sheet__phase=phase, sheet__household__unit=unit)
    own = dict(owns.values_list("sheet__household", "answers"))
    pks = Household.objects.filter(unit=unit).values_list("pk", flat=True)
    homes = {pk: HomeLines(tags.get(pk, frozenset()), own=own.get(pk, "")) for pk in pks}
    scores = counting_scores(phase).filter(sheet__household__unit=unit)
    answers = dict(scores.values_list("member", "answers"))
    exempt = Exemption.objects.in_force(phase).filter(member__household__unit=unit)
    effects = dict(exempt.values_list("member", "effect"))
    people = Member.objects.filter(counted(phase), household__unit=unit).order_by("household", "position", "pk")
    for pk, name, home in people.values_list("pk", "full_name", "household"):
        homes[home].people.append(PersonLine(name, effects.get(pk, ""), answers.get(pk, "")))
    return homes
