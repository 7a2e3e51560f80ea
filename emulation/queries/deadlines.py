"""Reads around deadlines: whether scores of a unit may be written now, and whose calendar asks."""

from collections.abc import Iterable
from datetime import datetime

from ..choices import StepKind
from ..kit import clock
from ..models import LateEntryGrant, Phase, Step, Unit
from ..rules.deadlines import Admission, Window, admission


def scoring_windows(phase: Phase) -> list[Window]:
    """The windows in which scores of a phase are written, in the plan's order."""
    return [step.as_window() for step in Step.objects.filter(phase=phase).for_scoring()]


def admissions(phase: Phase, units: Iterable[Unit], now: datetime | None = None) -> dict[int, Admission]:
    """What holds for each unit, by its id, in two statements whatever their number; taking the phase as open."""
    moment = now or clock.now()
    windows = scoring_windows(phase)
    grants = [g.as_rule() for g in LateEntryGrant.objects.filter(phase=phase).live_at(moment).for_page()]
    return {unit.pk: admission(windows, grants, unit.code, moment) for unit in units}


def admission_of(phase: Phase, unit: Unit, now: datetime | None = None) -> Admission:
    return admissions(phase, [unit], now)[unit.pk]


def collection_end(phase: Phase) -> datetime | None:
    """When neighbourhoods must have collected their sheets, days of grace included; None if the plan does not say."""
    return step_end(phase, StepKind.COLLECTION)


def step_end(phase: Phase, kind: str) -> datetime | None:
    """When the steps of a kind are over, days of grace included; None if the plan does not say."""
    steps = Step.objects.filter(phase=phase, kind=kind).exclude(closes_at=None)
    return max((step.ends_at for step in steps), default=None)
