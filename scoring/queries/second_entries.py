"""Reads around the second entry: which sheets need it, how far each is, how often both entries differ."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from emulation.choices import Presence
from emulation.kit import clock
from emulation.kit.fields import fingerprint
from emulation.models import Campaign, Household, Member, Phase, Unit

from .. import rules
from ..choices import SecondReason, SecondState
from ..models import (
    HouseholdScore,
    ResultRules,
    ScoreSheet,
    SecondEntry,
    SecondEntryRules,
    tags_of,
)
from ..rules import second_entry as pure
from .people import counted, finished_sheets
from .results import counting_scores, grouped, rules_of

OWN = 0  # the key of the household's own line


def second_rules(phase: Phase) -> SecondEntryRules:
    """How the phase chooses; the defaults, not saved, where nobody has changed them (version 0)."""
    return SecondEntryRules.objects.filter(phase=phase).first() or SecondEntryRules(phase=phase, version=0)


@dataclass(frozen=True)
class First:
    """The first entry of a sheet, for comparing: answers by line, and when each person last had a part in it."""

    answers: dict[int, str]
    keyed_at: dict[int, datetime]
    counts: pure.FirstEntry


@dataclass(frozen=True)
class SecondSheet:
    """A household's sheet as the second entry sees it; it knows who keyed the first one, and none of its answers."""

    phase: Phase
    household: Household
    state: SecondState = SecondState.NOT_NEEDED
    reasons: tuple[str, ...] = ()
    entry: SecondEntry | None = None  # the live one, or the confirmed one that still stands
    keyed_at: dict[int, datetime] = field(default_factory=dict)
    hours: int | None = None  # after which the same person may

    def may_be_keyed_by(self, user: int) -> bool:
        """Whether this person may make the second entry, having had no part in the first or long enough ago."""
        return pure.may_key_again(self.keyed_at.get(user), self.hours, clock.now())

    def may_be_settled_by(self, user: int) -> bool:
        """Whether this person may decide between both entries: a third one, or anybody in a ward of one clerk."""
        keyed = set(self.keyed_at) | ({self.entry.begun_by_id} if self.entry else set())
        return user not in keyed or self.hours is not None

    @property
    def is_waiting(self) -> bool:
        return self.state == SecondState.WAITING

    def is_run_by(self, user: int) -> bool:
        return self.state == SecondState.RUNNING and self.entry is not None and self.entry.begun_by_id == user

    def waits_for_key(self, user: int) -> bool:
        """Whether this person may begin the second entry, or go on with it."""
        return (self.is_waiting and self.may_be_keyed_by(user)) or self.is_run_by(user)

    def waits_for_choice(self, user: int) -> bool:
        """Whether both entries differ and this person may settle them."""
        return self.state == SecondState.DIFFERING and self.may_be_settled_by(user)


def second_sheet(household: Household, phase: Phase) -> SecondSheet:
    """One household's sheet; NOT_NEEDED where the first entry is not finished or nothing chose it."""
    found = second_sheets(phase, Household.objects.filter(pk=household.pk))
    return found[0] if found else SecondSheet(phase, household)


def second_sheets(phase: Phase, homes: QuerySet[Household]) -> list[SecondSheet]:
    """The sheets that are keyed a second time, or were, in walking order; a fixed number of statements."""
    found = [sheet_of(one) for one in candidates(phase, homes)]
    return [one for one in found if one.state != SecondState.NOT_NEEDED]


@dataclass(frozen=True)
class Candidate:
    """A finished sheet with all that decides whether it is keyed a second time."""

    phase: Phase
    sheet: ScoreSheet
    first: First
    turn: pure.Turn
    is_near_age: bool
    is_drawn: bool
    chosen_by: SecondEntryRules
    entry: SecondEntry | None

    @property
    def reasons(self) -> tuple[str, ...]:
        how = {"is_near_age": self.is_near_age, "is_drawn": self.is_drawn, "near": self.chosen_by.near}
        return pure.reasons_of(self.turn, **how)


def candidates(phase: Phase, homes: QuerySet[Household]) -> list[Candidate]:
    """The finished sheets of households, in walking order; a fixed number of statements."""
    how, found = second_rules(phase), rules_of(phase)
    order = [f"household__{name}" for name in ("unit__position", "position", "code")]
    sheets = finished_sheets(phase).filter(household__in=homes).select_related("household__unit").order_by(*order)
    firsts = first_entries(phase, homes, sheets, found)
    near_age = households_near_age(phase.campaign, homes, how.birth_years)
    entries = latest_entries(phase, homes)
    criteria = criteria_of(found)
    return [
        Candidate(
            phase=phase,
            sheet=sheet,
            first=firsts[sheet.household_id],
            turn=pure.turn_of(firsts[sheet.household_id].counts, criteria, tags_of_sheet(sheet)),
            is_near_age=sheet.household_id in near_age,
            is_drawn=pure.is_drawn(draw_of(phase, sheet.household_id), how.random_percent),
            chosen_by=how,
            entry=entries.get(sheet.pk),
        )
        for sheet in sheets
    ]


def criteria_of(found: ResultRules) -> pure.HouseholdCriteria:
    sets = [one and one.as_rules() for one in (found.resident_set, found.household_set)]
    return pure.HouseholdCriteria(found.for_households(), *sets)


def tags_of_sheet(sheet: ScoreSheet) -> frozenset[str]:
    return tags_of(sheet.household.tags) | tags_of(sheet.household.unit.tags)


def draw_of(phase: Phase, household: int) -> str:
    """What a sheet is drawn by: a hash by the installation's own key, so nobody foresees it or draws again."""
    return fingerprint(f"second entry:{phase.pk}:{household}")


def first_entries(phase: Phase, homes: QuerySet[Household], sheets: Iterable[ScoreSheet], found) -> dict[int, First]:
    """By household the answers of whoever has a row, with who keyed them, and who counts without one."""
    eligible = grouped(Member.objects.filter(counted(phase), household__in=homes), "household")
    lines: dict[int, list[tuple]] = defaultdict(list)
    columns = ("answers", "entered_by", "entered_at")
    if found.resident_set_id:
        scores = counting_scores(phase).filter(sheet__household__in=homes)
        for home, *line in scores.values_list("sheet__household", "member", *columns):
            lines[home].append(tuple(line))
    if found.household_set_id:
        owns = HouseholdScore.objects.filter(sheet__phase=phase, sheet__household__in=homes)
        for home, *line in owns.values_list("sheet__household", *columns):
            lines[home].append((OWN, *line))
    return {
        sheet.household_id: first_of(sheet, lines[sheet.household_id], eligible.get(sheet.household_id, 0))
        for sheet in sheets
    }


def first_of(sheet: ScoreSheet, lines: list[tuple], eligible: int) -> First:
    answers = {key: text for key, text, _, _ in lines}
    keyed_at: dict[int, datetime] = {}
    for _, _, who, when in [*lines, (OWN, "", sheet.completed_by_id, sheet.completed_at)]:
        keyed_at[who] = max(when, keyed_at.get(who, when))
    people = tuple(text for key, text in answers.items() if key != OWN)
    counts = pure.FirstEntry(people, answers.get(OWN), max(0, eligible - len(people)))
    return First(answers, keyed_at, counts)


def households_near_age(campaign: Campaign, homes: QuerySet[Household], years: int) -> set[int]:
    """Households with somebody who, born so many years earlier or later, would be scored or no longer be."""
    people = Member.objects.filter(near_age(campaign, years), household__in=homes)
    return set(people.values_list("household", flat=True)) if years else set()


def near_age(campaign: Campaign, years: int) -> Q:
    """The condition of a person whose being scored hangs on the year of birth."""
    first, last = clock.years_before(campaign.born_by, years), clock.years_before(campaign.born_by, -years)
    return Q(born_on__gt=first, born_on__lte=last, presence=Presence.PRESENT)


def latest_entries(phase: Phase, homes: QuerySet[Household]) -> dict[int, SecondEntry]:
    """By sheet the second entry that counts: the last one that was not given up."""
    entries = SecondEntry.objects.filter(sheet__phase=phase, sheet__household__in=homes, dropped_at=None)
    found = entries.select_related("begun_by", "settled_by").prefetch_related("scores").order_by("pk")
    return {entry.sheet_id: entry for entry in found}


def sheet_of(one: Candidate) -> SecondSheet:
    state = state_of(one)
    return SecondSheet(
        phase=one.phase,
        household=one.sheet.household,
        state=state,
        reasons=tuple(one.entry.reasons.split()) if one.entry and state != SecondState.WAITING else one.reasons,
        entry=None if state in (SecondState.WAITING, SecondState.NOT_NEEDED) else one.entry,
        keyed_at=one.first.keyed_at,
        hours=one.chosen_by.same_person_hours,
    )


def state_of(one: Candidate) -> SecondState:
    """A confirmation stands as long as the sheet says what was confirmed; whatever changed it, a change ends it."""
    if one.entry and one.entry.is_live:
        return SecondState.DIFFERING if one.entry.finished_at else SecondState.RUNNING
    if one.entry and {line.member_id or OWN: line.settled for line in lines_of(one)} == one.first.answers:
        return SecondState.CONFIRMED
    return SecondState.WAITING if one.reasons else SecondState.NOT_NEEDED


def lines_of(one: Candidate) -> list:
    """The lines of the second entry that are still asked for: who has left the household since is left out."""
    return [line for line in one.entry.scores.all() if (line.member_id or OWN) in one.first.answers]


# What waits, and how often both differ


@dataclass(frozen=True)
class SecondCount:
    """How far the second entries of a neighbourhood are, and how often both entries differed."""

    needed: int = 0
    waiting: int = 0
    running: int = 0
    differing: int = 0
    confirmed: int = 0
    rate: rules.Disagreement = field(default_factory=rules.Disagreement)

    @property
    def left(self) -> int:
        """Sheets that are not yet keyed twice, or whose entries differ and nobody has settled."""
        return self.waiting + self.running + self.differing

    def __add__(self, other: "SecondCount") -> "SecondCount":
        mine, theirs = vars(self), vars(other)
        return SecondCount(**{name: mine[name] + theirs[name] for name in mine})


def second_counts(
    phase: Phase, units: Sequence[Unit], sheets: list[SecondSheet] | None = None
) -> dict[int, SecondCount]:
    """The counts of each neighbourhood by its id; `sheets` are all of theirs, where somebody has read them."""
    rates = disagreements(phase, units)
    found: dict[int, dict[str, int]] = {unit.pk: defaultdict(int) for unit in units}
    sheets = second_sheets(phase, Household.objects.filter(unit__in=units)) if sheets is None else sheets
    for one in sheets:
        found[one.household.unit_id]["needed"] += 1
        found[one.household.unit_id][one.state] += 1
    return {pk: SecondCount(**counts, rate=rates.get(pk, rules.Disagreement())) for pk, counts in found.items()}


def disagreements(phase: Phase, units: Iterable[Unit]) -> dict[int, rules.Disagreement]:
    """Per neighbourhood how often both entries differed, over all that were keyed to the end; in one statement."""
    done = SecondEntry.objects.filter(
        sheet__phase=phase, sheet__household__unit__in=units, finished_at__isnull=False
    ).order_by()
    drawn = Q(reasons__contains=SecondReason.DRAWN)
    sums = done.values_list("sheet__household__unit").annotate(
        n=Count("pk"),
        all_cells=Sum("cells"),
        all_differing=Sum("differing"),
        cells_drawn=Sum("cells", filter=drawn, default=0),
        differing_drawn=Sum("differing", filter=drawn, default=0),
        same=Count("pk", filter=Q(is_same_person=True)),
    )
    return {unit: rules.Disagreement(*numbers) for unit, *numbers in sums}


def disagreement_of(phase: Phase, units: Iterable[Unit]) -> rules.Disagreement:
    """How often both entries differed, over all these neighbourhoods."""
    return sum(disagreements(phase, units).values(), rules.Disagreement())


def second_work(user, phase: Phase, units: QuerySet[Unit]) -> list[tuple[Unit, int, int]]:
    """Per neighbourhood, where there is any: how many sheets this person may key a second time, how many settle.

    `units` are those this person keys for; what oneself keyed first waits for somebody else.
    """
    keyed: dict[int, int] = defaultdict(int)
    settled: dict[int, int] = defaultdict(int)
    for one in second_sheets(phase, Household.objects.filter(unit__in=units)):
        keyed[one.household.unit_id] += one.waits_for_key(user.pk)
        settled[one.household.unit_id] += one.waits_for_choice(user.pk)
    return [(u, keyed[u.pk], settled[u.pk]) for u in units if keyed.get(u.pk) or settled.get(u.pk)]


def next_to_key_again(phase: Phase, household: Household, user) -> Household | None:
    """The next sheet of the same neighbourhood that this person may key a second time; past the last it starts anew."""
    waiting = [
        one.household
        for one in second_sheets(phase, Household.objects.filter(unit=household.unit))
        if one.household != household and one.waits_for_key(user.pk)
    ]
    place = (household.position, household.code)
    return next((one for one in waiting if (one.position, one.code) > place), waiting[0] if waiting else None)


@dataclass(frozen=True)
class Choice:
    """How many finished sheets each way of choosing would take; for whoever chooses."""

    finished: int
    loses: int
    gains: int
    near_age: int
    drawn: int
    needed: int


def choice_of(phase: Phase) -> Choice:
    """What the phase's way of choosing takes as the sheets are now."""
    found = candidates(phase, Household.objects.filter(unit__in=Unit.objects.below(phase.campaign.ward)))
    return Choice(
        finished=len(found),
        loses=sum(one.turn.loses for one in found),
        gains=sum(one.turn.gains for one in found),
        near_age=sum(one.is_near_age for one in found),
        drawn=sum(one.is_drawn for one in found),
        needed=sum(bool(one.reasons) for one in found),
    )
