"""Copying the plan of a campaign into a new one: its offices, bases, chapters, phases and pledge list."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import models

from ..kit import clock
from ..models import Campaign, Phase, Step

NOT_COPIED = {"id", "signed_on", "status", "closings", "made_at"}  # what came of a campaign, not what it planned


@dataclass(frozen=True)
class StepDays:
    """The window of a step in days; None stays open."""

    opens_on: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class CampaignCopy:
    """What differs in a copy: the campaign's own values, and the dates of phases and steps by their numbers."""

    values: dict[str, object]
    phases: dict[int, tuple[date, date]]
    steps: dict[tuple[int, int], StepDays] = field(default_factory=dict)  # by the phase's number and the step's place


def moved(day: date, years: int) -> date:
    """The same day so many years later, 29/02 as 28/02."""
    return clock.years_before(day, -years)


def step_days(step: Step) -> StepDays:
    return StepDays(step.opens_at and clock.local(step.opens_at).date(), step.last_day)


def shifted(source: Campaign, years: int) -> CampaignCopy:
    """What a copy would be if nothing but the year changed: all dates later by whole years, the year in its names."""
    phases = source.phases.prefetch_related("steps")
    names = {
        name: getattr(source, name).replace(str(source.year), str(source.year + years)) for name in ("title", "name")
    }
    values = names | {"year": source.year + years, "reference_date": moved(source.reference_date, years)}
    return CampaignCopy(
        values=values,
        phases={p.number: (moved(p.starts_on, years), moved(p.ends_on, years)) for p in phases},
        steps={(p.number, s.position): moved_days(step_days(s), years) for p in phases for s in p.steps.all()},
    )


def moved_days(days: StepDays, years: int) -> StepDays:
    return StepDays(days.opens_on and moved(days.opens_on, years), days.last_day and moved(days.last_day, years))


def copy_plan(source: Campaign, copy: CampaignCopy) -> Campaign:
    """Everything of a plan that lives on this floor; the caller holds the transaction and leaves the trail."""
    kept = {"place": source.place, "adult_age": source.adult_age, "recipients": source.recipients}
    made = Campaign(ward=source.ward, **kept | copy.values)
    made.full_clean()
    made.save()
    for rows in (source.issuers, source.legal_bases, source.sections, source.commitments):
        copy_rows(rows.all(), campaign=made)
    for phase in source.phases.prefetch_related("steps"):
        copy_phase(phase, made, copy)
    return made


def copy_rows(rows: models.QuerySet, **owner) -> None:
    rows.model.objects.bulk_create([twin(row, **owner) for row in rows])


def twin(row: models.Model, **changed):
    """An unsaved copy of a row with some values changed."""
    left = NOT_COPIED | changed.keys()
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in left}
    return type(row)(**fields | changed)


def copy_phase(phase: Phase, made: Campaign, copy: CampaignCopy) -> None:
    starts_on, ends_on = copy.phases[phase.number]
    new = twin(phase, campaign=made, starts_on=starts_on, ends_on=ends_on)
    new.full_clean()
    new.save()
    for step in phase.steps.all():
        days = copy.steps.get((phase.number, step.position), StepDays())
        opens_at, closes_at = window(step, days)
        one = twin(step, phase=new, opens_at=opens_at, closes_at=closes_at)
        one.full_clean()
        one.save()


def window(step: Step, days: StepDays) -> tuple[datetime | None, datetime | None]:
    """The days as exact moments; a step that opens or closes at an hour of its own keeps that hour."""
    opens_at = days.opens_on and at_hour(days.opens_on, step.opens_at)
    if step.closes_at and is_midnight(step.closes_at):
        return opens_at, days.last_day and clock.end_of(days.last_day)
    return opens_at, days.last_day and (
        at_hour(days.last_day, step.closes_at) if step.closes_at else clock.end_of(days.last_day)
    )


def is_midnight(moment: datetime) -> bool:
    return clock.local(moment).time() == time.min


def at_hour(day: date, moment: datetime | None) -> datetime:
    """The day at the hour of a moment; at its beginning where there is none."""
    hour = clock.local(moment).time() if moment else time.min
    return datetime.combine(day, hour, tzinfo=clock.start_of(day).tzinfo)
