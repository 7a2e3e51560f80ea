"""The plan as it was launched, with its criteria, rules and targets: what the office reads beside the paper."""

from itertools import groupby

from django.shortcuts import get_object_or_404

from emulation.kit.guards import GuardedPage
from emulation.models import Campaign, Phase
from emulation.words.deadlines import steps_in_words

from .. import permissions
from ..models import Target
from ..queries.results import latest_sets, rules_of, set_up
from ..words.rules import level_sentences, rules_in_words
from ..words.targets import goals_in_words


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
            sets=[(one, level_sentences(one.as_rules())) for one in latest_sets(campaign)],
            targets=[(one, goals_in_words(one)) for one in self.targets()],
            phases=self.phases(),
            **kwargs,
        )

    def targets(self):
        return Target.objects.filter(campaign=self.subject).prefetch_related("goals")

    def phases(self) -> list[tuple[Phase, list[str]]]:
        """What a phase is judged by; where nothing is scored, its steps."""
        phases = self.subject.phases.all()
        judged = set(set_up(phases).values_list("pk", flat=True))
        return [
            (phase, rules_in_words(rules_of(phase)) if phase.pk in judged else steps_in_words(phase))
            for phase in phases
        ]
