"""What a change of rules would do, before it is done: whose verdict turns, by name and number."""

from dataclasses import dataclass, replace

from emulation.models import Household, Phase, Unit

from .. import rules
from ..models import MemberScore, ResultRules
from .people import keyed
from .results import HouseholdCount, Tally, household_counts, rules_of, unit_count
from .sheets import household_tags


@dataclass(frozen=True)
class RuleChange:
    """The values that would differ from those in force; the criteria's own values by their number."""

    results: dict[str, object]  # fields of ResultRules
    pass_mark: int | None = None
    na_policy: str = ""
    points: tuple[tuple[int, int], ...] = ()

    @property
    def touches_criteria(self) -> bool:
        return self.pass_mark is not None or bool(self.na_policy) or bool(self.points)


@dataclass(frozen=True)
class Turned:
    """Whose verdict would turn, and to what."""

    name: str
    place: str
    passes: bool


@dataclass(frozen=True)
class UnitTurn:
    """A neighbourhood whose line of the ranking would differ."""

    before: rules.UnitResult
    after: rules.UnitResult


@dataclass(frozen=True)
class ChangeEffects:
    """Everything a change would turn; nothing is saved."""

    members: list[Turned]
    households: list[Turned]
    units: list[UnitTurn]

    @property
    def lists(self) -> list[tuple[str, list[Turned]]]:
        return [("Hộ đổi kết quả", self.households), ("Người đổi kết quả", self.members)]


def changed_criteria(found: ResultRules, change: RuleChange) -> rules.CriteriaRules:
    """The criteria of people as they would be."""
    criteria, points = found.resident_set.as_rules(), dict(change.points)
    inherited = {c.number for c in found.resident_set.criteria.all() if not c.na_policy}
    return replace(
        criteria,
        criteria=tuple(
            replace(
                c,
                points=points.get(c.number, c.points),
                na_policy=change.na_policy if change.na_policy and c.number in inherited else c.na_policy,
            )
            for c in criteria.criteria
        ),
        levels=tuple(
            replace(level, pass_mark=change.pass_mark) if place == 0 and change.pass_mark is not None else level
            for place, level in enumerate(criteria.levels)
        ),
    )


def changed_rules(found: ResultRules, change: RuleChange) -> ResultRules:
    """The phase's rules as they would be, not saved."""
    kept = {field.name: getattr(found, field.name) for field in ResultRules._meta.concrete_fields if field.name != "id"}
    return ResultRules(**{**kept, **change.results})


def change_effects(phase: Phase, change: RuleChange) -> ChangeEffects:
    """Judges every keyed person of the phase anew and compares; a fixed number of statements."""
    found = rules_of(phase)
    after = changed_rules(found, change)
    units = list(Unit.objects.below(phase.campaign.ward).neighbourhoods().current())
    counts = household_counts(phase, units)
    members, passing = rejudged(phase, changed_criteria(found, change)) if found.resident_set else ([], {})
    moved = [row._replace(passing=row.passing + passing.get(row.household, 0)) for row in counts]
    return ChangeEffects(
        members, households_turned(counts, moved, found, after), units_turned(units, counts, moved, found, after)
    )


def rejudged(phase: Phase, criteria: rules.CriteriaRules) -> tuple[list[Turned], dict[int, int]]:
    """People whose verdict turns, and by how much that changes the passing count of each household."""
    tags, seen, turned, moved = household_tags(phase.campaign.ward), {}, [], {}
    columns = ["answers", "passed", "member__full_name", "sheet__household", "sheet__household__code"]
    rows = MemberScore.objects.filter(keyed(phase, "member__"), sheet__phase=phase)
    for answers, passed, name, household, code in rows.order_by("sheet__household__code").values_list(*columns):
        own = tags.get(household, frozenset())
        if (answers, own) not in seen:
            seen[answers, own] = rules.judge(answers, criteria, own).passed
        now = seen[answers, own]
        if now != passed:
            turned.append(Turned(name, f"hộ {code}", bool(now)))
            moved[household] = moved.get(household, 0) + (1 if now else -1 if passed else 0)
    return turned, moved


def households_turned(
    before: list[HouseholdCount], after: list[HouseholdCount], found: ResultRules, changed: ResultRules
) -> list[Turned]:
    """Households whose verdict turns, by name and neighbourhood."""
    old_rules, new_rules = found.for_households(), changed.for_households()
    turned = {
        new.household: new.passes(new_rules)
        for old, new in zip(before, after, strict=True)
        if old.passes(old_rules) != new.passes(new_rules)
    }
    homes = Household.objects.filter(pk__in=turned).in_walking_order()
    return [
        Turned(f"{head} ({code})", unit, turned[pk])
        for pk, head, code, unit in homes.values_list("pk", "head_name", "code", "unit__name")
    ]


def units_turned(
    units: list[Unit],
    before: list[HouseholdCount],
    after: list[HouseholdCount],
    found: ResultRules,
    changed: ResultRules,
) -> list[UnitTurn]:
    """Neighbourhoods whose counts, title or candidacy would differ, in the order of the new ranking."""
    old = {u.count.code: u for u in ranked(units, before, found)}
    return [UnitTurn(old[u.count.code], u) for u in ranked(units, after, changed) if u != old[u.count.code]]


def ranked(units: list[Unit], counts: list[HouseholdCount], found: ResultRules) -> list[rules.UnitResult]:
    tallies = {unit.pk: Tally() for unit in units}
    for row in counts:
        tallies[row.unit].add(row, found.for_households())
    return rules.rank_units([unit_count(unit, tallies[unit.pk]) for unit in units], found.for_units())
