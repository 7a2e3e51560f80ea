"""Nhập lần hai: which sheets are keyed by a second person, whether that person may, and where both entries differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from emulation.kit.vietnamese import fine_percent, thousands

from .judging import GRADES, NOT_APPLICABLE, CriteriaRules, CriterionRule, judge
from .units import HouseholdRules, household_passes

NEAR, AGE, DRAWN = "near", "age", "drawn"  # why a sheet is keyed twice
BOTH, SHORT, NONE = "both", "short", "none"  # which near sheets are taken
DIGITS, SPACE = 15, 16**15  # of a hash in hexadecimal; what is drawn by is far finer than a percent


@dataclass(frozen=True)
class FirstEntry:
    """A finished sheet as it stands: the answers of each person, the household's own, who fails without a row."""

    people: tuple[str, ...] = ()
    own: str | None = None
    failing: int = 0  # people who count and have no row


@dataclass(frozen=True)
class HouseholdCriteria:
    """What a household is judged by: its people, itself, and when both are enough."""

    rule: HouseholdRules
    people: CriteriaRules | None = None
    own: CriteriaRules | None = None


@dataclass(frozen=True)
class Turn:
    """What one other answer in one cell can do to a household: take its title, or give it one."""

    loses: bool = False
    gains: bool = False


def other_answers(criterion: CriterionRule, answer: str) -> list[str]:
    """Every other answer the cell could have been given."""
    allowed = [*GRADES[: criterion.steps + 1], *([] if criterion.na_policy == "not_allowed" else [NOT_APPLICABLE])]
    return [one for one in allowed if one != answer]


@dataclass(frozen=True)
class Standing:
    """Whether full answers pass, and whether some other answer in one cell would turn that."""

    passed: bool
    turns: bool


@lru_cache(maxsize=4096)
def standing(answers: str, rules: CriteriaRules, tags: frozenset[str] = frozenset()) -> Standing:
    """How near full answers are to the other verdict; remembered, for most people of a ward answer alike."""
    passed = bool(judge(answers, rules, tags).passed)
    others = (bool(judge(other, rules, tags).passed) for other in neighbours(answers, rules, tags))
    return Standing(passed, any(other != passed for other in others))


def neighbours(answers: str, rules: CriteriaRules, tags: frozenset[str]) -> Iterator[str]:
    """All answers that differ in one cell of a criterion that holds for the subject."""
    for place, criterion in enumerate(rules.criteria):
        if criterion.applies_to(tags):
            for other in other_answers(criterion, answers[place]):
                yield answers[:place] + other + answers[place + 1 :]


def turn_of(first: FirstEntry, criteria: HouseholdCriteria, tags: frozenset[str] = frozenset()) -> Turn:
    """What one other answer in one cell of a finished sheet does to the household's verdict, either way.

    Exact for any criteria: every cell is tried with every other answer it allows, and the household judged anew.
    """
    people = [standing(one, criteria.people, tags) for one in first.people] if criteria.people else []
    own = standing(first.own, criteria.own, tags) if criteria.own and first.own else None
    eligible, passing = len(people) + first.failing, sum(one.passed for one in people)

    def passes(passing: int, own: bool | None) -> bool:
        return household_passes(eligible, passing, criteria.rule, own)

    mine = own.passed if own else None
    stands = passes(passing, mine)
    turned = any(passes(passing + (-1 if one.passed else 1), mine) != stands for one in set(people) if one.turns)
    if own and own.turns:
        turned = turned or passes(passing, not own.passed) != stands
    return Turn(loses=turned and stands, gains=turned and not stands)


def is_drawn(digest: str, percent: int) -> bool:
    """Whether a sheet is in the random share; `digest` is a keyed hash of it in hexadecimal.

    A larger share holds all of a smaller one, so nothing is drawn anew by changing the share and changing it back.
    """
    return int(digest[:DIGITS], 16) * 100 < percent * SPACE


def reasons_of(turn: Turn, *, is_near_age: bool, is_drawn: bool, near: str) -> tuple[str, ...]:
    """Why a finished sheet is keyed a second time; nothing for most."""
    is_near = {BOTH: turn.loses or turn.gains, SHORT: turn.gains, NONE: False}[near]
    found = {NEAR: is_near, AGE: is_near_age, DRAWN: is_drawn}
    return tuple(name for name, holds in found.items() if holds)


def may_key_again(keyed_at: datetime | None, hours: int | None, now: datetime) -> bool:
    """Whether somebody may make the second entry: who had no part in the first one (`keyed_at` None) always.

    In a ward of one clerk the same person may so many hours after his or her last part in it; `hours` None: never.
    """
    return keyed_at is None or (hours is not None and now >= keyed_at + timedelta(hours=hours))


def cells_of(criteria: CriteriaRules, tags: frozenset[str] = frozenset()) -> list[tuple[int, CriterionRule]]:
    """The cells of a line that are keyed at all: place and criterion."""
    return [(place, c) for place, c in enumerate(criteria.criteria) if c.applies_to(tags)]


def differing(first: str, second: str, criteria: CriteriaRules, tags: frozenset[str] = frozenset()) -> list[int]:
    """The places where two entries of a line differ."""
    return [place for place, _ in cells_of(criteria, tags) if first[place] != second[place]]


def chosen(first: str, second: str, places: frozenset[int]) -> str:
    """The first entry of a line with the second one's answers at these places."""
    return "".join(b if place in places else a for place, (a, b) in enumerate(zip(first, second, strict=True)))


@dataclass(frozen=True)
class Disagreement:
    """How far two entries agreed, over some sheets; sums add up."""

    sheets: int = 0
    cells: int = 0
    differing: int = 0
    drawn_cells: int = 0  # of the sheets that were drawn at random: they stand for all
    drawn_differing: int = 0
    same_person: int = 0  # sheets keyed twice by one person

    def __add__(self, other: "Disagreement") -> "Disagreement":
        mine, theirs = vars(self), vars(other)
        return Disagreement(**{name: mine[name] + theirs[name] for name in mine})


def rate_words(rate: Disagreement) -> str:
    """How often both entries differed: "12 phiếu nhập hai lần, 3/1.080 ô lệch = 0,28 %"."""
    if not rate.sheets:
        return "chưa có phiếu nào nhập hai lần"
    return f"{thousands(rate.sheets)} phiếu nhập hai lần, {share_of_cells(rate.differing, rate.cells)}"


def share_of_cells(part: int, whole: int) -> str:
    return f"{thousands(part)}/{thousands(whole)} ô lệch = {fine_percent(part, whole)} %"
