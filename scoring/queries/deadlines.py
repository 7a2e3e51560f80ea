"""Reads around deadlines: how complete the sheets of each neighbourhood are, and how many came in on time."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q

from emulation.models import Household, Phase, Unit

from ..models import ScoreSheet
from ..rules import SheetCount
from .people import finished_sheets
from .results import grouped
from .sheets import needs_sheet


def sheet_counts(phase: Phase, units: Sequence[Unit], deadline: datetime | None) -> dict[int, SheetCount]:
    """Counts of each neighbourhood by its id, in two grouped statements whatever their number.

    A sheet is expected of each household with somebody to score. On time is what was finished before the deadline;
    a sheet that was changed and finished again counts by its last time.
    """
    homes = Household.objects.filter(needs_sheet(phase), unit__in=units)
    expected = grouped(homes, "unit")
    finished = Q(pk__in=finished_sheets(phase).values("pk"))
    on_time = finished & Q(completed_at__lt=deadline) if deadline else Q(pk__in=[])
    rows = ScoreSheet.objects.filter(phase=phase, household__in=homes).order_by().values_list("household__unit")
    rows = rows.annotate(started=Count("pk"), done=Count("pk", filter=finished), timely=Count("pk", filter=on_time))
    found = {unit: (started, done, timely if deadline else None) for unit, started, done, timely in rows}
    nothing = (0, 0, 0 if deadline else None)
    return {unit.pk: SheetCount(expected.get(unit.pk, 0), *found.get(unit.pk, nothing)) for unit in units}
