"""The rows of a snapshot: what each total of a closed phase counts, as it was, whoever has moved or merged since."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from emulation.choices import Presence
from emulation.models import Unit

from .. import rules
from ..choices import CountedKind, ExemptionEffect
from ..models import Snapshot
from .reasons import HomeLines, PersonLine
from .snapshots import scored_by


@dataclass(frozen=True)
class FrozenPerson:
    """Somebody who counted in the household's share; `effect` of an exemption and `answers` may be ""."""

    name: str
    effect: str
    answers: str
    passed: bool | None

    @property
    def is_passing(self) -> bool:
        return self.passed is True and not self.effect


class FrozenRows:
    """A snapshot opened at some neighbourhoods; its rows have the names of those that are read from the registry."""

    def __init__(self, snapshot: Snapshot, units: QuerySet[Unit]):
        data, codes = snapshot.data, set(units.values_list("code", flat=True))
        self.found, self.born_by = snapshot.rules, f"{scored_by(data, snapshot.rules.phase).born_by:%Y-%m-%d}"
        self.needs_members = data["rules"]["households"]["needs_members"]
        self.effects = {member: effect for member, _, effect, _ in data["exemptions"]}
        self.counts = [rules.UnitCount(**count) for count in data["units"] if count["code"] in codes]
        self.unit_rules = rules.UnitRules(**data["rules"]["units"])
        self.homes = [home for home in data["households"] if home["unit"] in codes]

    def people(self, home: dict) -> Iterator[FrozenPerson]:
        """Who counted in the share of a household, in paper order."""
        for pk, name, _, born_on, _, presence, score in home["people"]:
            effect = self.effects.get(pk, "")
            if presence == Presence.PRESENT and born_on <= self.born_by and effect != ExemptionEffect.OUT:
                answers, _, passed, _ = score or ("", "", None, "")
                yield FrozenPerson(name, effect, answers, passed)

    def standings(self) -> list[rules.UnitResult]:
        """What each neighbourhood reached and lacked; ranks speak of the opened ones alone."""
        return rules.rank_units(self.counts, self.unit_rules)

    @property
    def out(self) -> frozenset[int]:
        """The households that did not take part; snapshots from before anybody could stay out have none."""
        return frozenset(home["id"] for home in self.homes if home.get("out"))

    def results(self) -> list[dict]:
        """The households with their verdict, in walking order."""
        return [
            {
                "pk": home["id"], "code": home["code"], "head_name": home["head"], "address": home["address"],
                "eligible_count": home["eligible"], "passing_count": sum(one.is_passing for one in self.people(home)),
                "sheet_status": home["sheet"], "passes": home["passes"],
            }
            for home in self.homes
        ]  # fmt: skip

    def lines(self) -> dict[int, HomeLines]:
        """What the sheets said, by household; snapshots of the beginning kept neither tags nor own answers."""
        return {home["id"]: self.lines_of(home) for home in self.homes}

    def lines_of(self, home: dict) -> HomeLines:
        people = [PersonLine(one.name, one.effect, one.answers) for one in self.people(home)]
        return HomeLines(frozenset(home.get("tags", ())), people, home.get("own", ""))

    def counted(self, kind: str) -> list[dict]:
        """The rows one total counts, each with name, place and household, in walking order."""
        names = {count.code: count.name for count in self.counts}
        return [
            {"name": name, "place": f"{names[home['unit']]}, hộ {home['code']}", "home": home["id"]}
            for home in self.homes
            for name in self.names(home, kind)
        ]

    def names(self, home: dict, kind: str) -> list[str]:
        """Whom a household adds to a total: its people, or its head for the household itself."""
        if kind == CountedKind.PEOPLE:
            return [one.name for one in self.people(home)]
        if kind in (CountedKind.PEOPLE_PASSING, CountedKind.PEOPLE_NOT_PASSING):
            wanted = kind == CountedKind.PEOPLE_PASSING
            return [one.name for one in self.people(home) if one.is_passing == wanted]
        return [home["head"]] if self.stands_for(home, kind) else []

    def stands_for(self, home: dict, kind: str) -> bool:
        """Whether a household is one of those a total counts."""
        is_asked = home["eligible"] > 0 or not self.needs_members
        return {
            CountedKind.SHEETS: is_asked and home["sheet"] != "",
            CountedKind.SHEETS_EXPECTED: is_asked,
            CountedKind.SHEETS_MISSING: is_asked and home["sheet"] == "",
            CountedKind.HOUSEHOLDS: True,
            CountedKind.HOUSEHOLDS_PASSING: home["passes"],
            CountedKind.HOUSEHOLDS_NOT_PASSING: not home["passes"],
        }[CountedKind(kind)]
