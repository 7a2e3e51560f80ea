"""Who else is at a sheet, and how fast somebody has keyed today."""

from datetime import datetime, timedelta

from emulation.kit import clock
from emulation.models import Household, Phase, User

from ..models import OpenSheet, ScoreSheet

LIFE = 60  # seconds after which somebody who has not said so again is taken to have gone; the grid asks every 20


def others_at_sheet(household: Household, phase: Phase, user) -> list[User]:
    """The other people who have the sheet open."""
    since = clock.now() - timedelta(seconds=LIFE)
    there = OpenSheet.objects.filter(phase=phase, household=household, seen_at__gte=since).exclude(user=user)
    return [one.user for one in there.select_related("user").order_by("user__full_name")]


def finished_today(phase: Phase, user) -> list[datetime]:
    """When this person finished sheets of the phase today."""
    today = clock.start_of(clock.today())
    own = ScoreSheet.objects.handed_in().filter(phase=phase, completed_by=user, completed_at__gte=today)
    return list(own.order_by("completed_at").values_list("completed_at", flat=True))
