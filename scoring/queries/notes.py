"""Notes on cells: those of one sheet, and which households are still to be asked."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from emulation.models import Household, Phase, Unit

from ..models import CellNote


def notes_of(household: Household, phase: Phase) -> list[CellNote]:
    """The notes of one sheet, in paper order, the household's own line last."""
    notes = CellNote.objects.of_household(household).filter(phase=phase)
    notes = notes.select_related("member", "written_by", "settled_by")
    return sorted(notes, key=lambda one: (one.member is None, one.member and one.member.position, one.key, one.number))


def has_open_question(phase: Phase) -> Exists:
    """The condition of a household that must be asked again."""
    asked = Q(member__household=OuterRef("pk")) | Q(household=OuterRef("pk"))
    return Exists(CellNote.objects.open_questions().filter(asked, phase=phase))


def open_questions(phase: Phase, units: QuerySet[Unit]) -> list[tuple[Unit, int]]:
    """Per neighbourhood, where there is any: how many households must be asked again."""
    homes = Household.objects.filter(has_open_question(phase), unit__in=units)
    counts = dict(homes.values_list("unit").annotate(homes=Count("pk")).order_by())
    return [(unit, counts[unit.pk]) for unit in units if unit.pk in counts]
