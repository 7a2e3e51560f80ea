"""The calendar of a campaign: for people who are logged in, and for programs that know a secret address."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import View

from ..actions.deadlines import token_hash
from ..kit.guards import Guarded
from ..kit.icalendar import CONTENT_TYPE
from ..models import CalendarLink, Campaign
from ..permissions import can_follow_calendar, can_view_campaign
from ..words.deadlines import campaign_calendar


def calendar_answer(campaign: Campaign) -> HttpResponse:
    if not campaign.phases.exists():
        raise Http404  # an empty calendar is none by the standard
    answer = HttpResponse(campaign_calendar(campaign), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="lich-{campaign.code}.ics"'
    answer["Cache-Control"] = "no-store, private"
    return answer


class CampaignCalendar(Guarded, View):
    """The phases and steps of a campaign as a file."""

    predicate = can_view_campaign

    def get_subject(self):
        return get_object_or_404(Campaign.objects.visible_to(self.request.user), code=self.kwargs["campaign"])

    def get(self, request, campaign):
        return calendar_answer(self.subject)


@method_decorator(login_not_required, name="dispatch")
class LinkedCalendar(Guarded, View):
    """The same for whoever has a living address of somebody who still works for the ward."""

    predicate = can_follow_calendar

    def get_subject(self):
        live = CalendarLink.objects.live().select_related("campaign", "owner")
        link = get_object_or_404(live, token_hash=token_hash(self.kwargs["token"]))
        return get_object_or_404(live, pk=link.pk, campaign__in=Campaign.objects.visible_to(link.owner))

    def get(self, request, token):
        return calendar_answer(self.subject.campaign)
