"""The registry of households: list and one household."""

from django.shortcuts import get_object_or_404
from django.views.generic import ListView, TemplateView

from ..kit.guards import Guarded
from ..models import Household
from ..permissions import can_list_households, can_view_household


class HouseholdList(Guarded, ListView):
    """Households of the units this person works for, in walking order."""

    template_name = "emulation/household_list.html"
    paginate_by = 50
    predicate = can_list_households
    has_subject = False

    def get_queryset(self):
        return Household.objects.visible_to(self.request.user).in_walking_order()


class HouseholdDetail(Guarded, TemplateView):
    """One household with its members in paper order."""

    template_name = "emulation/household_detail.html"
    predicate = can_view_household

    def get_subject(self):
        visible = Household.objects.visible_to(self.request.user).select_related("unit", "ward")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        members = self.subject.members.in_paper_order()
        return super().get_context_data(household=self.subject, members=members, **kwargs)
