"""Telling the portal that somebody works at a sheet; no history, so the trail does not hold it."""

from datetime import timedelta

from emulation.kit import clock
from emulation.models import Household, Phase

from ..models import OpenSheet
from ..queries.open_sheets import LIFE


def stay_at_sheet(household: Household, phase: Phase, *, by) -> None:
    """Says that this person has the sheet open now; who went away long ago is forgotten."""
    now = clock.now()
    OpenSheet.objects.filter(seen_at__lt=now - timedelta(seconds=10 * LIFE)).delete()
    OpenSheet.objects.update_or_create(phase=phase, household=household, user=by, defaults={"seen_at": now})
