"""Freezing a phase and reading it back: what papers and comparisons take from a closed phase."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from emulation.choices import Relation
from emulation.kit import clock
from emulation.models import Household, Member, Phase, Unit

from .. import rules
from ..models import Exemption, HouseholdScore, MemberScore, ResultRules, ScoreSheet, Snapshot, StayingOut
from .results import PhaseResult, criterion_counts, household_counts, phase_result, rules_of, unit_ids_of
from .sheets import household_tags


def freeze(phase: Phase) -> dict:
    """Everything that made the results of a phase, as plain data in a fixed order; a fixed number of statements."""
    result = phase_result(phase)
    counts = {unit.count.code: asdict(unit.count) for unit in result.units}
    units = Unit.objects.below(phase.campaign.ward).neighbourhoods().current()
    return {
        "phase": phase.code,
        "rules": frozen_rules(result.rules),
        "units": [counts[code] for code in result.unit_ids],  # in the order of the ward's tree
        "members": {
            "eligible": result.members,
            "passing": result.passing_members,
            "residents": Member.objects.filter(household__unit__in=units).count(),
        },
        "criteria": [[c.number, c.label, met, scored] for c, met, scored in criterion_counts(phase)],
        "households": frozen_households(phase, units, result.rules),
        "exemptions": list(
            Exemption.objects.in_force(phase).order_by("member").values_list("member", "kind", "effect", "reason")
        ),
    }


def frozen_rules(found: ResultRules) -> dict:
    """The rules in force as plain data."""
    sets = {"resident": found.resident_set, "household": found.household_set}
    return {
        "version": found.version,
        "households": asdict(found.for_households()),
        "units": asdict(found.for_units()),
        "scored": {
            "adult_age": found.phase.campaign.adult_age,
            "reference_date": f"{found.phase.campaign.reference_date:%Y-%m-%d}",
        },
        "titles": [found.member_title, found.household_title, found.unit_title],
    } | {name: plain(one.as_rules()) for name, one in sets.items() if one}


def plain(criteria: rules.CriteriaRules) -> dict:
    """A criteria set as JSON can hold it; tags in order."""
    data = asdict(criteria)
    for criterion in data["criteria"]:
        criterion["only_for"] = sorted(criterion["only_for"])
    return data


def frozen_households(phase: Phase, units: QuerySet[Unit], found: ResultRules) -> list[dict]:
    """One entry for each household with its people, their answers, and whether it passes; in walking order."""
    counts = {row.household: row for row in household_counts(phase, units)}
    people, scores = people_by_household(units), scores_of(phase)
    sheets = dict(ScoreSheet.objects.filter(phase=phase).values_list("household", "status"))
    own = dict(HouseholdScore.objects.filter(sheet__phase=phase).values_list("sheet__household", "answers"))
    tags = household_tags(phase.campaign.ward)
    out = set(StayingOut.objects.in_force().filter(phase=phase).values_list("household", flat=True))
    homes = Household.objects.filter(unit__in=units).in_walking_order()
    return [
        {
            "id": pk,
            "code": code,
            "unit": unit,
            "head": head,
            "address": address,
            "sheet": sheets.get(pk, ""),
            "out": pk in out,
            "eligible": counts[pk].eligible,
            "passes": counts[pk].passes(found.for_households()),
            "tags": sorted(tags.get(pk, ())),
            "own": own.get(pk, ""),
            "people": [[*person, scores.get(person[0])] for person in people.get(pk, [])],
        }
        for pk, code, unit, head, address in homes.values_list("pk", "code", "unit__code", "head_name", "address")
    ]


def people_by_household(units: QuerySet[Unit]) -> dict[int, list[list]]:
    """Per household: id, name, relation, date of birth, gender, presence of its members in paper order."""
    columns = ["household", "pk", "full_name", "relation", "born_on", "gender", "presence"]
    found: dict[int, list[list]] = {}
    rows = Member.objects.filter(household__unit__in=units).order_by("household", "position", "pk")
    for household, pk, name, relation, born_on, gender, presence in rows.values_list(*columns):
        found.setdefault(household, []).append([pk, name, relation, f"{born_on:%Y-%m-%d}", gender, presence])
    return found


def scores_of(phase: Phase) -> dict[int, list]:
    """Per member: answers, score, verdict and level as they were saved on the sheet of the household they live in."""
    rows = MemberScore.objects.filter(sheet__phase=phase, member__household=F("sheet__household"))
    return {
        member: [answers, str(score), passed, level]
        for member, answers, score, passed, level in rows.values_list("member", "answers", "score", "passed", "level")
    }


@dataclass(frozen=True)
class Scored:
    """Whom a phase scored by age, as its snapshot has it; named as the campaign names it."""

    adult_age: int
    reference_date: date

    @property
    def born_by(self) -> date:
        return clock.years_before(self.reference_date, self.adult_age)


def scored_by(data: dict, phase: Phase) -> Scored:
    """The age and its day from frozen data; the campaign's for snapshots of the beginning, which had none."""
    campaign = phase.campaign
    if (kept := data["rules"].get("scored")) is None:
        return Scored(campaign.adult_age, campaign.reference_date)
    return Scored(kept["adult_age"], date.fromisoformat(kept["reference_date"]))


@dataclass(frozen=True)
class PassingHousehold:
    """What a certificate needs of a household that passes."""

    head_name: str
    gender: str  # of the head; "" where the household has none
    unit_name: str


@dataclass(frozen=True)
class FrozenPhase:
    """A closed phase as its snapshot has it, or an open one as it stands; all papers take their numbers from here."""

    result: PhaseResult
    scored: Scored
    criteria: list[tuple[int, str, int, int]]
    residents: int
    passing: list[tuple[str, PassingHousehold]]  # unit code, household
    counted_at: datetime
    snapshot: Snapshot | None


def snapshot_of(phase: Phase) -> Snapshot | None:
    """The snapshot in force of a closed phase."""
    found = Snapshot.objects.in_force().filter(phase=phase)
    return found.select_related("rules__phase__campaign", "rules__resident_set", "taken_by").first()


def superseded_snapshots(phase: Phase) -> QuerySet[Snapshot]:
    """What was frozen before the phase was opened again, the latest first; the data themselves are not read."""
    found = Snapshot.objects.filter(phase=phase).exclude(reopened_at=None)
    return found.select_related("reopened_by").defer("packed").order_by("-number")


def standing_result(phase: Phase) -> tuple[PhaseResult, Snapshot | None]:
    """The results a page shows: those of the snapshot once the phase is closed, else as they are now."""
    snapshot = snapshot_of(phase)
    if snapshot is None:
        return phase_result(phase), None
    return thawed(snapshot.data, phase, snapshot.rules, snapshot).result, snapshot


def data_of(phase: Phase) -> tuple[dict, ResultRules, Snapshot | None]:
    """The frozen data of a closed phase, or what would be frozen now, with the rules it is judged by."""
    snapshot = snapshot_of(phase)
    return (snapshot.data, snapshot.rules, snapshot) if snapshot else (freeze(phase), rules_of(phase), None)


def recut(data: dict, place: dict[int, str], names: dict[str, str]) -> list[rules.UnitCount]:
    """The frozen households counted anew by another cut of the ward: `place` maps a household to its unit's code.

    A household without a place in it stays where it was.
    """
    is_asked_anyway = not data["rules"]["households"]["needs_members"]
    found: dict[str, list[int]] = {}
    for home in data["households"]:
        asked = home["eligible"] > 0 or is_asked_anyway
        sums = found.setdefault(place.get(home["id"], home["unit"]), [0, 0, 0, 0])
        for index, counts in enumerate([True, asked, asked and home["sheet"] != "", home["passes"]]):
            sums[index] += counts
    return [rules.UnitCount(code, name, *found[code]) for code, name in names.items() if code in found]


def frozen_phase(phase: Phase) -> FrozenPhase:
    """The snapshot in force of a closed phase; an open phase is counted now."""
    snapshot = snapshot_of(phase)
    if snapshot is None:
        return thawed(freeze(phase), phase, phase_result(phase).rules, None)
    return thawed(snapshot.data, phase, snapshot.rules, snapshot)


def thawed(data: dict, phase: Phase, found: ResultRules, snapshot: Snapshot | None) -> FrozenPhase:
    """The results that frozen data stands for; ranks follow from the frozen counts by the frozen rules."""
    counts = [rules.UnitCount(**count) for count in data["units"]]
    names = {count.code: count.name for count in counts}
    return FrozenPhase(
        result=PhaseResult(
            phase=phase,
            rules=found,
            units=rules.rank_units(counts, rules.UnitRules(**data["rules"]["units"])),
            members=data["members"]["eligible"],
            passing_members=data["members"]["passing"],
            unit_ids=unit_ids_of(names),
        ),
        scored=scored_by(data, phase),
        criteria=[tuple(row) for row in data["criteria"]],
        residents=data["members"]["residents"],
        passing=[
            (home["unit"], PassingHousehold(home["head"], head_gender(home["people"]), names[home["unit"]]))
            for home in data["households"]
            if home["passes"]
        ],
        counted_at=snapshot.taken_at if snapshot else clock.now(),
        snapshot=snapshot,
    )


def head_gender(people: list[list]) -> str:
    return next((gender for _, _, relation, _, gender, *_ in people if relation == Relation.HEAD), "")
