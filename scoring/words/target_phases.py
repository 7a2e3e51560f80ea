"""What pages say of the phases of a campaign that is run by its targets."""

from dataclasses import dataclass

from django.urls import reverse

from emulation.choices import PhaseStatus
from emulation.models import Campaign, Phase

STATES = {PhaseStatus.PLANNED: "chưa mở", PhaseStatus.OPEN: "đang thực hiện", PhaseStatus.CLOSED: "đã chốt"}


@dataclass(frozen=True)
class PhaseLink:
    """A phase among those of its campaign: its state in a word, its page, whether one is on it."""

    name: str
    state: str
    url: str
    is_here: bool


def phase_words(phase: Phase) -> str:
    """How a phase stands in which nobody is scored."""
    return STATES[PhaseStatus(phase.status)]


def phase_links(campaign: Campaign, here: Phase | None = None) -> list[PhaseLink]:
    """All phases of a campaign, in their order."""
    return [
        PhaseLink(
            phase.name,
            phase_words(phase),
            reverse("scoring:target_phase", args=[campaign.code, phase.number]),
            phase == here,
        )
        for phase in campaign.phases.all()
    ]
