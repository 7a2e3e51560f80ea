"""What all pages of a campaign share: the campaign of the address, found among those this person may see."""

from django.shortcuts import get_object_or_404

from ..kit.guards import Guarded, GuardedPage
from ..models import Campaign


class CampaignView(Guarded):
    """A page whose subject is the campaign."""

    def get_subject(self):
        visible = Campaign.objects.visible_to(self.request.user).select_related("ward")
        return get_object_or_404(visible, code=self.kwargs["campaign"])

    @property
    def campaign(self) -> Campaign:
        return self.subject


class CampaignPage(CampaignView, GuardedPage):
    """A page of a campaign, with the campaign in the context."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(campaign=self.campaign, **kwargs)
