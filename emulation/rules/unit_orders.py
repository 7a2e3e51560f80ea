"""The words in which changes of units are thought: facts of the ward, what somebody orders, what will be."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date


class ChangeRefused(ValueError):
    """A change that cannot be; `complaints` are Vietnamese sentences that say why and what to do."""

    def __init__(self, *complaints: str) -> None:
        super().__init__(" ".join(complaints))
        self.complaints = complaints


# Facts: the ward as it stands


@dataclass(frozen=True)
class UnitFacts:
    """A unit that exists today; `changed_on` is the day of its latest recorded change."""

    pk: int
    code: str
    name: str
    label: str
    kind: str
    parent: int | None
    position: int
    starts_on: date | None = None
    changed_on: date | None = None

    @property
    def since(self) -> date | None:
        """The day from which the unit has been as it is; None where nobody recorded one."""
        return max((day for day in (self.starts_on, self.changed_on) if day), default=None)


@dataclass(frozen=True)
class Home:
    """A household of a unit that changes; `place` is its number on the walk, from 1."""

    pk: int
    unit: int
    code: str
    head: str
    address: str
    place: int
    position: int
    people: int = 0


@dataclass(frozen=True)
class Held:
    """A role somebody holds at a unit that changes, or below it."""

    pk: int
    unit: int
    words: str


@dataclass(frozen=True)
class Ground:
    """What a change is judged against: the ward's units today, the codes ever given, homes and roles concerned."""

    today: date
    units: Mapping[int, UnitFacts]
    codes: frozenset[str]
    homes: tuple[Home, ...] = ()
    roles: tuple[Held, ...] = ()

    def below(self, unit: UnitFacts) -> list[UnitFacts]:
        return [one for one in self.units.values() if one.code.startswith(f"{unit.code}/")]

    def parent_code(self, unit: UnitFacts) -> str:
        return next((one.code for one in self.units.values() if one.pk == unit.parent), "")

    def homes_of(self, unit: UnitFacts) -> tuple[Home, ...]:
        return tuple(home for home in self.homes if home.unit == unit.pk)


# Orders: what somebody asks for


@dataclass(frozen=True)
class Papers:
    """From when, by which decision, and why."""

    effective_on: date
    decision: str
    reason: str = ""


@dataclass(frozen=True)
class Rename:
    unit: int
    name: str
    label: str
    papers: Papers


@dataclass(frozen=True)
class Merge:
    """Units in the order their households will be walked; one may go on, else a new unit begins."""

    units: tuple[int, ...]
    name: str
    label: str
    papers: Papers
    goes_on: int | None = None
    roles: tuple[int, ...] = ()


@dataclass(frozen=True)
class SplitPart:
    """One unit after a split, and which households it gets; at most one part is the old unit going on."""

    name: str
    label: str
    share: str = ""
    codes: str = ""
    goes_on: bool = False
    roles: tuple[int, ...] = ()


@dataclass(frozen=True)
class Split:
    unit: int
    rule: str
    parts: tuple[SplitPart, ...]
    papers: Papers


# Plans: what will be


@dataclass(frozen=True)
class After:
    """A unit after the change; without `pk` it begins with it."""

    code: str
    name: str
    label: str
    kind: str
    parent: str
    position: int
    pk: int | None = None


@dataclass(frozen=True)
class Link:
    """From one unit to one after it, with the households that go this way in walking order."""

    before: UnitFacts
    after: After
    homes: tuple[Home, ...] = ()

    @property
    def moves(self) -> bool:
        return self.after.pk != self.before.pk


@dataclass(frozen=True)
class Plan:
    """Everything a change would write, and the roles that may go on.

    `stamp` differs as soon as anything does that one looks at before saying yes.
    """

    kind: str
    papers: Papers
    links: tuple[Link, ...]
    ends: tuple[UnitFacts, ...] = ()
    going: tuple[tuple[Held, str], ...] = ()
    ending: tuple[Held, ...] = ()
    offered: tuple[Held, ...] = ()
    stamp: str = field(default="", compare=False)

    @property
    def afters(self) -> list[After]:
        return list({link.after.code: link.after for link in self.links}.values())

    @property
    def begins(self) -> list[After]:
        return [after for after in self.afters if after.pk is None]

    @property
    def homes(self) -> list[Home]:
        return [home for link in self.links for home in link.homes]

    @property
    def moved(self) -> int:
        return sum(len(link.homes) for link in self.links if link.moves)

    def heir_of(self, unit: int, code: str) -> str:
        """The code of what follows a unit at a unit after the change or below it; "" where nothing does."""
        ways = (link.after.code for link in self.links if link.moves and link.before.pk == unit)
        return next((to for to in ways if f"{to}/".startswith(f"{code}/")), "")

    def homes_of(self, after: After) -> list[Home]:
        return [home for link in self.links if link.after.code == after.code for home in link.homes]


def stamped(plan: Plan, ground: Ground) -> Plan:
    """The plan with its stamp: over all it does and every role there was to choose from, not over who was chosen."""
    seen = (replace(plan, going=(), ending=()), ground.roles)
    return replace(plan, stamp=hashlib.sha256(repr(seen).encode()).hexdigest())
