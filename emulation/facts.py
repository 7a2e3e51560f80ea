"""From a campaign to the frozen facts its papers print; no model goes on a paper."""

from .documents.pledge_list import Pledge, PledgeFacts
from .models import Campaign


def pledge_facts(campaign: Campaign) -> PledgeFacts:
    """The pledge list as it stands now."""
    return PledgeFacts(
        campaign_name=campaign.name,
        plan_number=campaign.number,
        issued_on=campaign.issued_on,
        pledges=tuple(Pledge(row.organisation, row.representative) for row in campaign.commitments.all()),
        practice=campaign.ward.is_practice,
    )
