"""Checklists of units: which sets a phase has for them, how each unit stands, what the grid of one unit shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Exists, OuterRef, QuerySet

from emulation.choices import UnitKind
from emulation.models import Campaign, Phase, Unit

from .. import rules
from ..choices import Subject
from ..models import CriteriaSet, UnitScore, tags_of
from .sheets import GridRow, grid_row

# which units each kind of checklist scores; a nhà văn hóa is that of its neighbourhood
SCORED = {
    Subject.VENUE: {UnitKind.NEIGHBOURHOOD},
    Subject.NEIGHBOURHOOD: {UnitKind.NEIGHBOURHOOD},
    Subject.SCHOOL: {UnitKind.SCHOOL},
    Subject.OTHER_UNIT: set(UnitKind) - {UnitKind.WARD, UnitKind.NEIGHBOURHOOD, UnitKind.SCHOOL},
}


@dataclass(frozen=True)
class Checklist:
    """One criteria set with the units it scores, as they stand."""

    criteria_set: CriteriaSet
    lines: list[tuple[Unit, UnitScore | None, GridRow]]

    @property
    def passing(self) -> int:
        return sum(row.verdict.passed is True for _, _, row in self.lines)


@dataclass(frozen=True)
class ChecklistGrid:
    """Everything the grid of one unit's checklist shows."""

    unit: Unit
    criteria_set: CriteriaSet
    tags: frozenset[str]
    score: UnitScore | None
    row: GridRow

    @property
    def all_rows(self) -> list[GridRow]:
        return [self.row]

    @property
    def label(self) -> str:
        return self.unit.name


def has_checklists(campaign: Campaign) -> bool:
    """Whether the plan scores any units for themselves."""
    return CriteriaSet.objects.filter(campaign=campaign, subject__in=SCORED).exists()


def checklist_sets(phase: Phase) -> list[CriteriaSet]:
    """The sets that score units in a phase, one per subject: the version already in use there, else the latest."""
    used = UnitScore.objects.filter(phase=phase, criteria_set=OuterRef("pk"))
    sets = CriteriaSet.objects.filter(campaign=phase.campaign_id, subject__in=SCORED).annotate(is_used=Exists(used))
    chosen: dict[str, CriteriaSet] = {}
    for one in sets.prefetch_related("criteria", "levels", "groups").order_by("version"):
        if one.is_used or one.subject not in chosen or not chosen[one.subject].is_used:
            chosen[one.subject] = one
    return [chosen[subject] for subject in SCORED if subject in chosen]


def units_scored(phase: Phase, criteria_set: CriteriaSet) -> QuerySet[Unit]:
    """The units of the phase's ward that a set scores."""
    return Unit.objects.below(phase.campaign.ward).filter(kind__in=SCORED[Subject(criteria_set.subject)])


def checklists(phase: Phase, units: Iterable[Unit]) -> list[Checklist]:
    """Every checklist of a phase with those of the given units that it scores."""
    units = list(units)
    found = UnitScore.objects.select_related("entered_by").filter(phase=phase, unit__in=units)
    scores = {(score.criteria_set_id, score.unit_id): score for score in found}
    return [checklist(one, units, scores) for one in checklist_sets(phase)]


def checklist(criteria_set: CriteriaSet, units: list[Unit], scores: dict) -> Checklist:
    criteria, kinds = criteria_set.as_rules(), SCORED[Subject(criteria_set.subject)]
    scored = [(unit, scores.get((criteria_set.pk, unit.pk))) for unit in units if unit.kind in kinds]
    return Checklist(criteria_set, [(unit, score, unit_row(unit, score, criteria)) for unit, score in scored])


def unit_row(unit: Unit, score: UnitScore | None, criteria: rules.CriteriaRules) -> GridRow:
    return grid_row(None, score, criteria, tags_of(unit.tags), title=unit.name)


def checklist_grid(unit: Unit, phase: Phase, criteria_set: CriteriaSet) -> ChecklistGrid:
    """The grid of one unit: a single line, the unit by the criteria of the set."""
    score = UnitScore.objects.filter(phase=phase, unit=unit, criteria_set=criteria_set).first()
    row = unit_row(unit, score, criteria_set.as_rules())
    return ChecklistGrid(unit, criteria_set, tags_of(unit.tags), score, row)


def checklist_count(phase: Phase, criteria_set: CriteriaSet) -> tuple[int, int]:
    """How many units of the ward pass a checklist, and how many it scores."""
    units = units_scored(phase, criteria_set)
    passing = UnitScore.objects.filter(phase=phase, criteria_set=criteria_set, unit__in=units, passed=True)
    return passing.count(), units.count()


def next_unit(phase: Phase, criteria_set: CriteriaSet, unit: Unit, units: Iterable[Unit]) -> Unit | None:
    """The next of the given units whose checklist is not complete; past the last one it starts anew."""
    done = UnitScore.objects.filter(phase=phase, criteria_set=criteria_set, passed__isnull=False)
    scored, units = set(done.values_list("unit", flat=True)), list(units)
    place = next((number for number, one in enumerate(units) if one.pk == unit.pk), 0)
    turned = chain(units[place + 1 :], units[:place])
    return next((one for one in turned if one.pk not in scored), None)
