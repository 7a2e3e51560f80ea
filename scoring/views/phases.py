"""What all pages of a phase share: the phase of the address, found among those this person may see."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from emulation.kit.guards import Guarded, GuardedPage
from emulation.models import Phase

from ..queries.results import set_up


class PhaseView(Guarded):
    """A page whose subject is the phase, once it has rules.

    A page with another subject overrides `get_subject` and uses `self.phase`.
    """

    @cached_property
    def phase(self) -> Phase:
        visible = set_up(Phase.objects.visible_to(self.request.user).for_page())
        return get_object_or_404(visible, campaign__code=self.kwargs["campaign"], number=self.kwargs["number"])

    def get_subject(self):
        return self.phase

    @property
    def place(self) -> list:
        """The address of the phase, for links to its other pages."""
        return [self.kwargs["campaign"], self.kwargs["number"]]


class PhasePage(PhaseView, GuardedPage):
    """A page of a phase, with the phase and its campaign in the context."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(phase=self.phase, campaign=self.phase.campaign, **kwargs)
