"""What a change of rules would do, before it is done: whose verdict turns, by name and number."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from django.db.models import QuerySet

from emulation.models import Household, Phase, Unit

from .. import rules
from ..choices import NaPolicy
from ..models import CriteriaSet, HouseholdScore, MemberScore, ResultRules
from .results import HouseholdCount, Tally, counting_scores, household_counts, rules_of, unit_count
from .sheets import household_tags


@dataclass(frozen=True)
class RuleChange:
    """The values that would differ from those in force, in the rules of the phase and in its criteria sets."""

    results: dict[str, object]  # fields of ResultRules
    residents: rules.SetChange = field(default_factory=rules.SetChange)
    households: rules.SetChange = field(default_factory=rules.SetChange)

    def __bool__(self) -> bool:
        return bool(self.results or self.residents or self.households)


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


def changed_criteria(standing: CriteriaSet, change: rules.SetChange) -> rules.CriteriaRules:
    """A criteria set as it would be."""
    return change.applied(standing.as_rules(), {c.number for c in standing.criteria.all() if not c.na_policy})


def change_problems(found: ResultRules, change: RuleChange) -> list[str]:
    """Sentences about what cannot be: rules that contradict each other, or a change that changes nothing."""
    problems = [] if change else ["Chưa có gì khác với quy tắc đang dùng."]
    for standing, part, model in [
        (found.resident_set, change.residents, MemberScore),
        (found.household_set, change.households, HouseholdScore),
    ]:
        if standing and part:
            after = changed_criteria(standing, part)
            problems += rules.contradictions(after)
            if barred := barred_lines(model.objects.filter(sheet__phase=found.phase), after):
                problems.append(
                    f"Đã có {barred} dòng ghi “không áp dụng” ở tiêu chí không được chọn như vậy nữa. "
                    "Hãy sửa các dòng ấy trên phiếu trước, rồi đổi quy tắc."
                )
    return problems + rules.award_contradictions(changed_rules(found, change).for_units())


def barred_lines(rows: QuerySet, after: rules.CriteriaRules) -> int:
    """How many saved lines say "không áp dụng" where that would be no answer any more."""
    barred = [place for place, c in enumerate(after.criteria) if c.na_policy == NaPolicy.NOT_ALLOWED]
    said = rows.filter(answers__contains=rules.NOT_APPLICABLE).values_list("answers", flat=True) if barred else []
    return sum(any(answers[place] == rules.NOT_APPLICABLE for place in barred) for answers in said)


def changed_rules(found: ResultRules, change: RuleChange) -> ResultRules:
    """The phase's rules as they would be, not saved."""
    kept = {field.name: getattr(found, field.name) for field in ResultRules._meta.concrete_fields if field.name != "id"}
    return ResultRules(**{**kept, **change.results})


def change_effects(phase: Phase, change: RuleChange) -> ChangeEffects:
    """Judges everything keyed in the phase anew and compares; a fixed number of statements."""
    found = rules_of(phase)
    after = changed_rules(found, change)
    units = list(Unit.objects.below(phase.campaign.ward).neighbourhoods().current())
    counts = household_counts(phase, units)
    members, passing = members_turned(phase, found, change.residents)
    own = own_turned(phase, found, change.households)
    moved = [
        row._replace(passing=row.passing + passing.get(row.household, 0), own=own.get(row.household, row.own))
        for row in counts
    ]
    return ChangeEffects(
        members, households_turned(counts, moved, found, after), units_turned(units, counts, moved, found, after)
    )


def members_turned(phase: Phase, found: ResultRules, change: rules.SetChange) -> tuple[list[Turned], dict[int, int]]:
    """People whose verdict turns, and by how much that changes the passing count of each household."""
    if not (found.resident_set and change):
        return [], {}
    judge, turned, moved = judge_by(changed_criteria(found.resident_set, change), phase), [], {}
    columns = ["answers", "sheet__household", "passed", "member__full_name", "sheet__household__code"]
    for answers, household, passed, name, code in (
        counting_scores(phase).order_by("sheet__household__code").values_list(*columns)
    ):
        now = judge(answers, household)
        if now != passed:
            turned.append(Turned(name, f"hộ {code}", bool(now)))
            moved[household] = moved.get(household, 0) + (1 if now else -1 if passed else 0)
    return turned, moved


def own_turned(phase: Phase, found: ResultRules, change: rules.SetChange) -> dict[int, bool | None]:
    """The verdict that every household scored for itself would have on its own criteria."""
    if not (found.household_set and change):
        return {}
    judge = judge_by(changed_criteria(found.household_set, change), phase)
    rows = HouseholdScore.objects.filter(sheet__phase=phase).values_list("answers", "sheet__household")
    return {household: judge(answers, household) for answers, household in rows}


def judge_by(criteria: rules.CriteriaRules, phase: Phase) -> Callable[[str, int], bool | None]:
    """Whether answers of a household, or of one of its people, pass; each kind of answers is judged once."""
    tags = household_tags(phase.campaign.ward)

    @cache
    def passed(answers: str, own: frozenset[str]) -> bool | None:
        return rules.judge(answers, criteria, own).passed

    return lambda answers, household: passed(answers, tags.get(household, frozenset()))


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
