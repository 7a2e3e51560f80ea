"""Launching: opening a phase once nothing that blocks is missing."""

from django.db import transaction

from emulation.models import Campaign, Phase

from ..queries.launching import campaign_findings, next_phase
from .phases import PhaseRefused, open_phase


@transaction.atomic
def open_next_phase(campaign: Campaign, *, by) -> Phase:
    """Opens the first phase not yet opened; raises PhaseRefused with what is missing, as it stands now."""
    standing = Campaign.objects.select_for_update().get(pk=campaign.pk)
    phase = next_phase(standing)
    if phase is None:
        raise PhaseRefused("Phong trào không còn đợt nào chưa mở.")
    return open_checked_phase(phase, by=by)


@transaction.atomic
def open_checked_phase(phase: Phase, *, by) -> Phase:
    """Opens this phase; raises PhaseRefused with everything the plan still lacks."""
    campaign = Campaign.objects.select_for_update().get(pk=phase.campaign_id)
    if missing := [one.sentence for one in campaign_findings(campaign) if one.blocks]:
        raise PhaseRefused("Chưa mở được đợt: " + " ".join(missing))
    return open_phase(phase, by=by)
