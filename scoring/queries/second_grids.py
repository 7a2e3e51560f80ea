"""The blind grid of a second entry, and both entries side by side once the second one is finished."""

from dataclasses import dataclass, field, replace

from django.db.models import Model

from emulation.models import Household, Member, Phase, Unit

from ..models import HouseholdScore, ScoreSheet, SecondEntry
from ..rules import second_entry as pure
from .second_entries import OWN, near_age, second_rules
from .sheets import SheetGrid, grid_row, sheet_grid


def is_keyed_blind(household: Household, phase: Phase, user) -> bool:
    """Whether this person is keying this sheet a second time right now, and so must not see the first entry."""
    mine = SecondEntry.objects.running().filter(begun_by=user)
    return mine.filter(sheet__phase=phase, sheet__household=household).exists()


def keyed_blind_in(unit: Unit, phase: Phase, user) -> int:
    """How many sheets of a neighbourhood this person is keying a second time right now."""
    mine = SecondEntry.objects.running().filter(begun_by=user)
    return mine.filter(sheet__phase=phase, sheet__household__unit=unit).count()


def blind_grid(household: Household, phase: Phase, user) -> SheetGrid:
    """The sheet's lines with what this person has keyed in the running second entry, and nothing of the first."""
    mine = SecondEntry.objects.running().filter(sheet__phase=phase, sheet__household=household, begun_by=user).first()
    scores = {line.member_id or OWN: line for line in mine.scores.select_related("entered_by")} if mine else {}
    grid = sheet_grid(household, phase)
    sets = {True: grid.found.resident_set, False: grid.found.household_set}
    criteria = {of_person: one.as_rules() for of_person, one in sets.items() if one}
    return replace(
        grid,
        sheet=None,
        rows=[grid_row(row.member, scores.get(row.key), criteria[True], grid.tags) for row in grid.rows],
        own=grid.own and grid_row(None, scores.get(OWN), criteria[False], grid.tags),
    )


def people_near_age(household: Household, phase: Phase) -> list[Member]:
    """Whose date of birth is to be compared with the family's papers, because being scored hangs on its year."""
    years = second_rules(phase).birth_years
    people = household.members.filter(near_age(phase.campaign, years)) if years else household.members.none()
    return list(people.defer("citizen_id", "phone").in_paper_order())


# Both entries side by side


@dataclass(frozen=True)
class Difference:
    """One cell in which both entries differ."""

    key: int
    name: str
    place: int
    criterion: Model
    first: str
    second: str
    first_by: str

    @property
    def field(self) -> str:
        return f"o-{self.key}-{self.criterion.number}"


@dataclass(frozen=True)
class Comparison:
    """Two finished entries of one sheet: how many cells, which differ, the first one's lines and their versions."""

    cells: int
    differences: list[Difference]
    first: dict[int, str]
    versions: dict[int, int]
    missing: list[str] = field(default_factory=list)  # who has a row and was not keyed a second time


def differences_of(household: Household, phase: Phase, entry: SecondEntry) -> Comparison:
    """Compares a second entry with the first one as it is now."""
    grid = sheet_grid(household, phase)
    second = {line.member_id or OWN: line.answers for line in entry.scores.all()}
    keyers = first_keyers(entry.sheet)
    cells, found, missing = 0, [], []
    for row in grid.all_rows:
        criteria_set = grid.found.resident_set if row.member else grid.found.household_set
        criteria, models = criteria_set.as_rules(), list(criteria_set.criteria.all())
        if row.key not in second:
            missing.append(row.name)
            continue
        cells += len(pure.cells_of(criteria, grid.tags))
        found += [
            Difference(
                row.key, row.name, place, models[place], row.answers[place], second[row.key][place],
                keyers.get(row.key, ""),
            )
            for place in pure.differing(row.answers, second[row.key], criteria, grid.tags)
        ]  # fmt: skip
    first = {row.key: row.answers for row in grid.all_rows}
    return Comparison(cells, found, first, {row.key: row.version for row in grid.all_rows}, missing)


def first_keyers(sheet: ScoreSheet) -> dict[int, str]:
    """By line the name of who keyed it last in the first entry."""
    names = {line.member_id: str(line.entered_by) for line in sheet.scores.select_related("entered_by")}
    own = HouseholdScore.objects.select_related("entered_by").filter(sheet=sheet).first()
    return names | ({OWN: str(own.entered_by)} if own else {})
