"""The plan as it was launched, with its criteria and rules: what the office reads beside the paper."""

from itertools import groupby

from django.shortcuts import get_object_or_404

from emulation.kit.guards import GuardedPage
from emulation.models import Campaign

from .. import permissions
from ..models import CriteriaSet, ResultRules


class PlanDetail(GuardedPage):
    """The chapters of the plan, its phases, criteria, rules and pledge list."""

    template_name = "scoring/plan_detail.html"
    predicate = permissions.can_view_plan

    def get_subject(self):
        return get_object_or_404(Campaign.objects.visible_to(self.request.user), code=self.kwargs["campaign"])

    def get_context_data(self, **kwargs):
        campaign = self.subject
        chapters = groupby(campaign.sections.all(), key=lambda section: section.get_chapter_display())
        return super().get_context_data(
            campaign=campaign,
            chapters=[(title, list(sections)) for title, sections in chapters],
            criteria_set=CriteriaSet.objects.prefetch_related("criteria").filter(campaign=campaign).first(),
            rules=ResultRules.objects.filter(phase__campaign=campaign)
            .select_related("phase")
            .order_by("phase__number"),
            **kwargs,
        )
