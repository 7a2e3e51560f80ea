"""What all pages of nominations share: the phase of the address, also of a campaign that scores nobody."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from emulation.kit.guards import Guarded, GuardedPage
from emulation.models import Phase

from ..models import Award


class RewardView(Guarded):
    """A page whose subject is the phase; with another subject it overrides `get_subject` and uses `self.phase`."""

    @cached_property
    def phase(self) -> Phase:
        visible = Phase.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, campaign__code=self.kwargs["campaign"], number=self.kwargs["number"])

    def get_subject(self):
        return self.phase

    @property
    def place(self) -> list:
        """The address of the phase, for links to its other pages."""
        return [self.kwargs["campaign"], self.kwargs["number"]]

    @cached_property
    def award(self) -> Award:
        """The award of the address, one of those the phase gives."""
        given = Award.objects.given_in(self.phase).for_page()
        return get_object_or_404(given, number=self.kwargs["award"])


class RewardPage(RewardView, GuardedPage):
    """A page of a phase, with the phase and its campaign in the context."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(phase=self.phase, campaign=self.phase.campaign, **kwargs)
