"""Who may make which paper; one predicate per verb."""

from emulation.choices import RoleKind
from emulation.models import Phase

PAPER_MAKERS = {RoleKind.CLERK, RoleKind.STANDING}


def can_make_papers(user, phase: Phase) -> bool:
    """The ward's office makes certificates and reports; what they hold is the whole ward's."""
    return user.holds(PAPER_MAKERS, phase.campaign.ward)
