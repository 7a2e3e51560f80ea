"""Phases and steps in Django admin, held to the same dates as a plan file."""

from datetime import date

from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from ..kit import clock
from ..models import Campaign, Phase
from ..rules import plan_dates
from ..rules.plan_dates import PhaseDates, StepDates


class PhaseDatesFormSet(BaseInlineFormSet):
    """The phases of a campaign: none before its year, none over before the plan was issued, none on the same days."""

    def clean(self):
        super().clean()
        campaign: Campaign = self.instance
        phases = [PhaseDates(row["number"], row["starts_on"], row["ends_on"]) for row in whole_rows(self, PHASE)]
        if campaign.year:
            refuse(plan_dates.contradictions(campaign.year, campaign.issued_on, phases))


class StepDatesFormSet(BaseInlineFormSet):
    """The steps of a phase, and the phase beside the others of its campaign."""

    def clean(self):
        super().clean()
        phase: Phase = self.instance
        if not (phase.campaign_id and phase.number and phase.starts_on and phase.ends_on):
            return  # said at the phase's own fields
        steps = (
            StepDates(row["name"], row.get("opens_at") and clock.local(row["opens_at"]).date(), last_day(row))
            for row in whole_rows(self, ["name"])
        )
        mine = PhaseDates(phase.number, phase.starts_on, phase.ends_on, tuple(steps))
        others = [PhaseDates(*row) for row in phase.campaign.phases.exclude(pk=phase.pk).values_list(*PHASE)]
        refuse(
            [
                *plan_dates.phase_contradictions(mine, phase.campaign.year, phase.campaign.issued_on),
                *[one for other in others for one in plan_dates.overlaps([mine, other])],
                *plan_dates.step_contradictions(mine),
            ]
        )


PHASE = ["number", "starts_on", "ends_on"]


def whole_rows(rows: BaseInlineFormSet, needed: list[str]) -> list[dict]:
    """What stays of a table, as far as its fields could be read at all."""
    found = [form.cleaned_data for form in rows.forms if hasattr(form, "cleaned_data") and form.cleaned_data]
    return [row for row in found if not row.get("DELETE") and all(row.get(name) for name in needed)]


def last_day(row: dict) -> date | None:
    return clock.last_day_before(row["closes_at"]) if row.get("closes_at") else None


def refuse(sentences: list[str]) -> None:
    if sentences:
        raise ValidationError(sentences)
