"""Whom to visit in a neighbourhood: the households nearest to passing, who lacks what, and what it would give."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from .. import rules
from ..choices import Subject
from ..models import Criterion, ResultRules, Snapshot
from .counted import UnitHomes
from .reasons import HomeLines, PersonLine


class Wish(NamedTuple):
    """A criterion that everybody is supposed to meet: of the people, or of the households for themselves."""

    subject: str
    number: int


@dataclass(frozen=True)
class Need:
    """Somebody of a household who does not pass, and how that would change; `name` "" is the household itself."""

    name: str
    ways: rules.Ways | None
    effect: str = ""  # of an exemption that counts as not passing


@dataclass(frozen=True)
class HomeNeeds:
    """A household that does not pass: its row of the results, what it lacks, by how many criteria (None: cannot)."""

    row: dict
    needs: list[Need]
    distance: int | None


@dataclass
class CriterionNeeds:
    """One criterion: who does not meet it, for whom it alone is enough, and the share if everybody met it."""

    wish: Wish
    criterion: Criterion
    standing: rules.UnitResult
    unmet: int = 0
    enough: list[tuple[str, dict]] = field(default_factory=list)  # name ("" the household itself), row of the household


@dataclass(frozen=True)
class UnitCoaching:
    """A neighbourhood as those see it who go from door to door."""

    homes: UnitHomes
    near: list[HomeNeeds]
    barred: list[HomeNeeds]  # cannot pass by criteria alone
    unfinished: list[dict]
    criteria: list[CriterionNeeds]
    supposed: rules.UnitResult | None = None

    @property
    def found(self) -> ResultRules:
        return self.homes.found

    @property
    def standing(self) -> rules.UnitResult:
        return self.homes.standing

    @property
    def snapshot(self) -> Snapshot | None:
        return self.homes.snapshot


class Judges:
    """The criteria of a phase as plain rules, made once for all its lines."""

    def __init__(self, found: ResultRules):
        sets = {Subject.RESIDENT: found.resident_set, Subject.HOUSEHOLD: found.household_set}
        self.criteria = {subject: list(one.criteria.all()) for subject, one in sets.items() if one}
        self.rules = {subject: one.as_rules() for subject, one in sets.items() if one}
        self.households = found.for_households()

    def subjects(self, lines: HomeLines) -> list[tuple[str, PersonLine]]:
        """Everybody a household is judged by: its people, then the household for itself."""
        people = [(Subject.RESIDENT, one) for one in lines.people if Subject.RESIDENT in self.rules]
        own = [(Subject.HOUSEHOLD, PersonLine("", "", lines.own))] if Subject.HOUSEHOLD in self.rules else []
        return people + own

    def verdict(self, subject: str, line: PersonLine, tags: frozenset[str]) -> rules.Verdict:
        return rules.judge(line.answers, self.rules[subject], tags)

    def ways(self, subject: str, line: PersonLine, tags: frozenset[str]) -> rules.Ways | None:
        if line.effect or not line.answers:
            return None
        return rules.ways_to_pass(line.answers, self.rules[subject], tags)

    def passes(self, lines: HomeLines, wishes: Collection[Wish]) -> bool:
        """Whether a household would pass if everybody in it met these criteria."""
        numbers = {subject: tuple(w.number for w in wishes if w.subject == subject) for subject in self.rules}

        def reaches(subject: str, line: PersonLine) -> bool:
            answered = line.answers and not line.effect
            return bool(answered) and rules.passes_with(line.answers, self.rules[subject], lines.tags, numbers[subject])

        verdicts = [(subject, reaches(subject, line)) for subject, line in self.subjects(lines)]
        passing = sum(passed for subject, passed in verdicts if subject == Subject.RESIDENT)
        own = next((passed for subject, passed in verdicts if subject == Subject.HOUSEHOLD), None)
        return rules.household_passes(len(lines.people), passing, self.households, own)


def unit_coaching(homes: UnitHomes, wishes: Sequence[Wish] = ()) -> UnitCoaching:
    """What a neighbourhood lacks, as it stands or as it was frozen; `wishes` are what is supposed to be met."""
    judges = Judges(homes.found)
    near, barred, unfinished = [], [], []
    for row in homes.rows:
        if row["passes"] or row["pk"] in homes.out or not judges.subjects(lines := homes.lines[row["pk"]]):
            continue
        if is_unfinished(judges, lines):
            unfinished.append(row)
            continue
        needs = home_needs(judges, row, lines)
        (barred if needs.distance is None else near).append(needs)
    near.sort(key=lambda one: one.distance)  # of equally near ones in walking order
    return UnitCoaching(
        homes, near, barred, unfinished,
        criteria=[criterion_needs(judges, homes, wish) for wish in all_wishes(judges)],
        supposed=standing_if(judges, homes, wishes) if wishes else None,
    )  # fmt: skip


def is_unfinished(judges: Judges, lines: HomeLines) -> bool:
    """Whether an answer is still missing of somebody who has to give one."""
    asked = [(subject, line) for subject, line in judges.subjects(lines) if not line.effect]
    complete = [
        line.answers and rules.judge(line.answers, judges.rules[s], lines.tags).is_complete for s, line in asked
    ]
    return not all(complete)


def home_needs(judges: Judges, row: dict, lines: HomeLines) -> HomeNeeds:
    found = [(subject, line, judges.ways(subject, line, lines.tags)) for subject, line in judges.subjects(lines)]
    people = [ways for subject, _, ways in found if subject == Subject.RESIDENT]
    own = next((ways for subject, _, ways in found if subject == Subject.HOUSEHOLD), None)
    needs = [Need(line.name, ways, line.effect) for _, line, ways in found if ways is None or ways.size]
    return HomeNeeds(row, needs, rules.household_distance(people, own, judges.households))


def all_wishes(judges: Judges) -> list[Wish]:
    return [Wish(subject, c.number) for subject, one in judges.rules.items() for c in one.criteria]


def criterion_needs(judges: Judges, homes: UnitHomes, wish: Wish) -> CriterionNeeds:
    """Who misses one criterion, among those whose answers are complete."""
    criteria = judges.rules[wish.subject]
    place = next(i for i, c in enumerate(criteria.criteria) if c.number == wish.number)
    rule = criteria.criteria[place]
    needs = CriterionNeeds(wish, judges.criteria[wish.subject][place], standing_if(judges, homes, [wish]))
    for row in homes.rows:
        lines = homes.lines[row["pk"]]
        for subject, line in judges.subjects(lines):
            if subject != wish.subject or line.effect or not line.answers or not rule.applies_to(lines.tags):
                continue
            answer = line.answers[place]
            needs.unmet += answer not in (rules.UNSET, rules.NOT_APPLICABLE) and not rule.is_met(answer)
            ways = judges.ways(subject, line, lines.tags)
            if ways and wish.number in ways.single:
                needs.enough.append((line.name, row))
    return needs


def standing_if(judges: Judges, homes: UnitHomes, wishes: Collection[Wish]) -> rules.UnitResult:
    """The neighbourhood's standing if everybody whose answers are complete met these criteria too."""
    passing = sum(row["passes"] or judges.passes(homes.lines[row["pk"]], wishes) for row in homes.rows)
    count = replace(homes.standing.count, passing=passing)
    return rules.rank_units([count], homes.found.for_units())[0]
