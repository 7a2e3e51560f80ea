"""Invented households for practice: a ward's worth of believable people, none of whom can be a real one."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from random import Random
from typing import TypeVar

from emulation.choices import Gender, Presence, Relation
from emulation.practice_names import (
    HOME_PROVINCE,
    OTHER_PROVINCES,
    PEOPLES,
    Line,
    Numbers,
    addresses,
    family_line,
    full_name,
    marrying_line,
    respelt,
)

ADULT = 18
T = TypeVar("T")


@dataclass(frozen=True)
class PracticeMember:
    """One person as the registry would hold them; of a person known by year only, `born_on` is 1 January."""

    full_name: str
    relation: str
    born_on: date
    year_only: bool
    gender: str
    presence: str
    phone: str
    citizen_id: str


@dataclass(frozen=True)
class PracticeHousehold:
    """One household, its members in paper order with the head first."""

    neighbourhood: str
    code: str
    address: str
    members: tuple[PracticeMember, ...]


@dataclass(frozen=True)
class _Home:
    """What a family is built with: the dice, the day, the head's line."""

    rng: Random
    on: date
    line: Line


@dataclass(frozen=True)
class _Draft:
    """A person who has a place in the family, but no name yet."""

    relation: Relation
    gender: Gender
    age: int
    line: Line
    born_on: date | None = None


@dataclass(frozen=True)
class _Kind:
    """A kind of family, with its share in 1.000; of a deserted one no adult is present."""

    share: float
    build: Callable[[_Home], list[_Draft]]
    deserted: bool = False


# Dates


def full_years(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _birthday(rng: Random, on: date, age: int) -> date:
    """A random birthday of someone who is `age` full years old."""
    last, first = _years_before(on, age), _years_before(on, age + 1)
    return last - timedelta(days=rng.randrange((last - first).days))


def _leap_birthday(on: date) -> date:
    """The 29 February whose children come of age about now."""
    year = on.year - ADULT
    return date(year - year % 4, 2, 29)


# Families


def _either(rng: Random) -> Gender:
    return rng.choice((Gender.MALE, Gender.FEMALE))


def _couple(home: _Home, age: int, man_leads: float = 0.75) -> list[_Draft]:
    """A married pair around this age, the head first."""
    lines = [home.line, marrying_line(home.rng, home.line)]
    his, hers = reversed(lines) if home.line.people.through_mother else lines
    her_age = max(18, age - home.rng.randint(-2, 5))
    man, woman = Gender.MALE, Gender.FEMALE
    if home.rng.random() < man_leads:
        return [_Draft(Relation.HEAD, man, age, his), _Draft(Relation.WIFE, woman, her_age, hers)]
    return [_Draft(Relation.HEAD, woman, her_age, hers), _Draft(Relation.HUSBAND, man, age, his)]


def _children_line(parents: Sequence[_Draft]) -> Line:
    """The father's, or the mother's where that is the custom."""
    through = Gender.FEMALE if parents[0].line.people.through_mother else Gender.MALE
    return next((parent.line for parent in parents if parent.gender == through), parents[0].line)


def _children(
    home: _Home, parents: Sequence[_Draft], count: int, relation: Relation = Relation.CHILD, line: Line | None = None
) -> list[_Draft]:
    """Up to `count` children, the eldest first: those born by now and still at home."""
    age = min(min(parent.age for parent in parents) - home.rng.randint(20, 29), 33)
    children: list[_Draft] = []
    while age >= 0 and len(children) < count:
        gender = _either(home.rng)
        children.append(_Draft(relation, gender, age, line or _children_line(parents)))
        age -= home.rng.randint(2, 6)
    return children


def _alone(home: _Home, ages: tuple[int, int], women: float) -> list[_Draft]:
    gender = Gender.FEMALE if home.rng.random() < women else Gender.MALE
    return [_Draft(Relation.HEAD, gender, home.rng.randint(*ages), home.line)]


def _pair(home: _Home, ages: tuple[int, int]) -> list[_Draft]:
    return _couple(home, home.rng.randint(*ages))


def _nuclear(home: _Home) -> list[_Draft]:
    parents = _couple(home, home.rng.randint(25, 56))
    return parents + _children(home, parents, home.rng.choices((1, 2, 3, 4), (30, 52, 14, 4))[0])


def _single_parent(home: _Home) -> list[_Draft]:
    head = _alone(home, (27, 55), women=0.85)
    keeps = head[0].gender == Gender.MALE or home.line.people.through_mother or home.rng.random() < 0.3
    line = home.line if keeps else family_line(home.rng, home.line.people, other_than=home.line.family)
    return head + _children(home, head, home.rng.randint(1, 2), line=line)


def _married_child(home: _Home, line: Line, age: int) -> list[_Draft]:
    """A son with his wife, now and then a daughter with her husband, and their children."""
    other, man, woman = marrying_line(home.rng, line), Gender.MALE, Gender.FEMALE
    if home.rng.random() < 0.86:
        pair = [
            _Draft(Relation.CHILD, man, age, line),
            _Draft(Relation.DAUGHTER_IN_LAW, woman, max(18, age - home.rng.randint(-1, 5)), other),
        ]
    else:
        pair = [
            _Draft(Relation.CHILD, woman, age, line),
            _Draft(Relation.SON_IN_LAW, man, age + home.rng.randint(0, 6), other),
        ]
    return pair + _children(home, pair, home.rng.randint(1, 3), relation=Relation.GRANDCHILD)


def _three_generations(home: _Home) -> list[_Draft]:
    elders = _couple(home, home.rng.randint(54, 79))
    line, youngest = _children_line(elders), min(elder.age for elder in elders)
    age = min(max(21, youngest - home.rng.randint(20, 28)), 50)
    if home.rng.random() < 0.35:
        elders = [replace(home.rng.choice(elders), relation=Relation.HEAD)]
    unmarried = _Draft(Relation.CHILD, _either(home.rng), max(18, age - 4), line)
    return elders + _married_child(home, line, age) + [unmarried] * (age < 34 and home.rng.random() < 0.5)


def _with_parents(home: _Home) -> list[_Draft]:
    """A man, his wife and children, and his parents, perhaps his grandmother."""
    pair = _couple(home, home.rng.randint(28, 52), man_leads=1)
    parents = _couple(home, pair[0].age + home.rng.randint(23, 32), man_leads=1)
    father, mother = replace(parents[0], relation=Relation.FATHER), replace(parents[1], relation=Relation.MOTHER)
    elders = home.rng.choices(([mother], [father], [father, mother]), (5, 2, 5))[0]
    if mother.age < 72 and home.rng.random() < 0.5:
        other = marrying_line(home.rng, mother.line)
        elders = [*elders, _Draft(Relation.GRANDMOTHER, Gender.FEMALE, mother.age + home.rng.randint(22, 28), other)]
    return pair + elders + _children(home, pair, home.rng.choices((1, 2, 3, 4), (20, 50, 18, 12))[0])


def _siblings(home: _Home) -> list[_Draft]:
    head = _alone(home, (24, 40), women=0.4)
    elder_woman = home.rng.random() < 0.5
    elder = _Draft(
        Relation.ELDER_SISTER if elder_woman else Relation.ELDER_BROTHER,
        Gender.FEMALE if elder_woman else Gender.MALE,
        head[0].age + home.rng.randint(2, 6),
        home.line,
    )
    return head + [elder] * (home.rng.random() < 0.4) + _younger(home, head[0].age, home.rng.randint(1, 2))


def _younger(home: _Home, age: int, count: int) -> list[_Draft]:
    """Younger brothers and sisters of someone of this age."""
    ages = [age - 3 * place - home.rng.randint(0, 1) for place in range(1, count + 1)]
    return [_Draft(Relation.YOUNGER_SIBLING, _either(home.rng), age, home.line) for age in ages]


def _grandparents(home: _Home) -> list[_Draft]:
    """Grandparents who raise a daughter's or a son's children."""
    elders = _couple(home, home.rng.randint(56, 74))
    line = _children_line(elders) if home.rng.random() < 0.6 else marrying_line(home.rng, home.line)
    ages = [home.rng.randint(7, 14), home.rng.randint(2, 5)]
    grandchildren = [_Draft(Relation.GRANDCHILD, _either(home.rng), age, line) for age in ages]
    return elders + grandchildren[: home.rng.randint(1, 2)]


def _with_relative(home: _Home) -> list[_Draft]:
    """A small family and a young relative who lodges with them to study or work."""
    line = family_line(home.rng, home.line.people)
    return [*_nuclear(home), _Draft(Relation.OTHER, _either(home.rng), home.rng.randint(16, 24), line)]


def _young_heads(home: _Home) -> list[_Draft]:
    """Brothers and sisters on their own, the head under 18."""
    head = _alone(home, (15, 17), women=0.5)
    return head + _younger(home, head[0].age, home.rng.randint(0, 2))


def _left_behind(home: _Home) -> list[_Draft]:
    parents = _couple(home, home.rng.randint(33, 41))
    return parents + _children(home, parents, home.rng.randint(1, 3))


def _coming_of_age(home: _Home, days: int) -> list[_Draft]:
    """A family whose eldest is 18 in so many days."""
    return _with_birthday(home, _years_before(home.on, ADULT) + timedelta(days=days))


def _leapling(home: _Home) -> list[_Draft]:
    return _with_birthday(home, _leap_birthday(home.on))


def _with_birthday(home: _Home, born_on: date) -> list[_Draft]:
    age = full_years(born_on, home.on)
    parents = _couple(home, age + home.rng.randint(26, 34))
    eldest = _Draft(Relation.CHILD, _either(home.rng), age, _children_line(parents), born_on)
    younger = _children(home, parents, 1)
    return [*parents, eldest] + [replace(child, age=age - home.rng.randint(3, 9)) for child in younger]


KINDS: tuple[_Kind, ...] = (
    _Kind(4, _young_heads),
    _Kind(4, _left_behind, deserted=True),
    _Kind(3, partial(_pair, ages=(24, 48)), deserted=True),
    _Kind(7, partial(_coming_of_age, days=0)),
    _Kind(7, partial(_coming_of_age, days=1)),
    _Kind(7, _leapling),
    _Kind(60, partial(_alone, ages=(60, 92), women=0.75)),
    _Kind(25, partial(_alone, ages=(23, 59), women=0.5)),
    _Kind(40, partial(_pair, ages=(22, 33))),
    _Kind(110, partial(_pair, ages=(52, 84))),
    _Kind(440, _nuclear),
    _Kind(70, _single_parent),
    _Kind(110, _three_generations),
    _Kind(60, _with_parents),
    _Kind(20, _siblings),
    _Kind(20, _grandparents),
    _Kind(15, _with_relative),
)


# Members


def _chance_of_leaving(draft: _Draft) -> tuple[float, float, float]:
    """Of working elsewhere, of having moved out, of having died without the papers knowing it."""
    if draft.age < ADULT:
        return 0, 0, 0
    married_off = draft.relation == Relation.CHILD and draft.gender == Gender.FEMALE and 20 < draft.age < 35
    away = 0.07 if draft.age < 45 else 0.03 if draft.age < 60 else 0.005
    return away, 0.05 if married_off else 0.004, 0.03 if draft.age >= 70 else 0.001


def _presence(rng: Random, draft: _Draft) -> Presence:
    away, moved_out, deceased = _chance_of_leaving(draft)
    if draft.relation == Relation.HEAD:
        moved_out = deceased = 0
    bounds = list(accumulate((away, moved_out, deceased)))
    kinds = (Presence.AWAY, Presence.MOVED_OUT, Presence.DECEASED, Presence.PRESENT)
    return kinds[bisect_right(bounds, rng.random())]


def _presences(rng: Random, kind: _Kind, drafts: Sequence[_Draft]) -> list[Presence]:
    """Someone grown up stays at home, unless the kind says otherwise."""
    adult = [draft.age >= ADULT for draft in drafts]
    if kind.deserted:
        return [Presence.AWAY if grown else Presence.PRESENT for grown in adult]
    drawn = [_presence(rng, draft) for draft in drafts]
    if not any(grown and one == Presence.PRESENT for grown, one in zip(adult, drawn, strict=True)):
        drawn[0] = Presence.PRESENT
    return drawn


def _names(home: _Home, drafts: Sequence[_Draft]) -> list[str]:
    """Nobody in a house shares a given name; every second clerk sets the tone mark on the second vowel."""
    spell = home.rng.choice((str, respelt))
    names: list[str] = []
    taken: set[str] = set()
    for draft in drafts:
        name, given = full_name(home.rng, draft.line, draft.gender, home.on.year - draft.age, taken)
        names.append(spell(name))
        taken.add(given)
    return names


def _member(home: _Home, draft: _Draft, name: str, presence: Presence, numbers: Numbers) -> PracticeMember:
    rng, grown, is_head = home.rng, draft.age >= ADULT, draft.relation == Relation.HEAD
    born_on = draft.born_on or _birthday(rng, home.on, draft.age)
    year_only = draft.age >= 60 and rng.random() < 0.45
    province = HOME_PROVINCE if rng.random() < 0.85 else rng.choice(OTHER_PROVINCES)
    has_phone, has_id = grown and rng.random() < (0.7 if is_head else 0.25), grown and rng.random() < 0.6
    return PracticeMember(
        full_name=name,
        relation=draft.relation.value,
        born_on=born_on.replace(month=1, day=1) if year_only else born_on,
        year_only=year_only,
        gender=draft.gender.value,
        presence=presence.value,
        phone=next(numbers.phones) if has_phone else "",
        citizen_id=numbers.citizen_id(province, draft.gender, born_on.year) if has_id else "",
    )


def _members(home: _Home, kind: _Kind, numbers: Numbers) -> tuple[PracticeMember, ...]:
    drafts = kind.build(home)
    names, presences = _names(home, drafts), _presences(home.rng, kind, drafts)
    return tuple(
        _member(home, draft, name, presence, numbers)
        for draft, name, presence in zip(drafts, names, presences, strict=True)
    )


# The ward


def _portions(weights: Sequence[float], count: int) -> list[int]:
    """`count` cut into whole portions by weight."""
    bounds = [round(count * bound / sum(weights)) for bound in accumulate(weights)]
    return [bound - before for before, bound in zip([0, *bounds], bounds, strict=False)]


def _dealt(rng: Random, things: Sequence[T], shares: Sequence[float], count: int) -> list[T]:
    """Every thing in its exact share (systematic sampling), in no order."""
    bounds, start = list(accumulate(shares)), rng.random()
    points = [(start + turn) / count * bounds[-1] for turn in range(count)]
    rng.shuffle(points)
    return [things[bisect_right(bounds, point, 0, len(things) - 1)] for point in points]


def practice_households(labels: Sequence[str], count: int, *, seed: int, on: date) -> list[PracticeHousehold]:
    """`count` households over these neighbourhoods, by label and in walking order; the same for the same arguments."""
    rng, numbers, reached = Random(f"households {seed}"), Numbers(), Counter[str]()
    kinds = iter(_dealt(rng, KINDS, [kind.share for kind in KINDS], count))
    peoples = iter(_dealt(rng, PEOPLES, [people.households for people in PEOPLES], count))
    portions = _portions([rng.uniform(0.85, 1.15) for _ in labels], count)
    return [
        PracticeHousehold(
            neighbourhood=label,
            code=f"T{label:0>2}-{place:03}",
            address=address,
            members=_members(_Home(rng, on, family_line(rng, next(peoples))), next(kinds), numbers),
        )
        for label, portion in zip(labels, portions, strict=True)
        for place, address in enumerate(addresses(rng, label, portion, reached), 1)
    ]
