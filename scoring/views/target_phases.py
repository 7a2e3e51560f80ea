"""A phase of a campaign that is run by its targets: what closing keeps of them, what was kept, opening it again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.kit.guards import Guarded, GuardedPage
from emulation.models import Phase
from emulation.permissions import can_prepare_campaign
from emulation.words.deadlines import phase_steps

from .. import permissions
from ..actions.phases import PhaseRefused, close_phase, reopen_phase
from ..forms.sheets import ReopenForm
from ..models import Snapshot, Target
from ..queries.results import set_up
from ..queries.snapshots import superseded_snapshots
from ..queries.target_data import closing_day, frozen_day, frozen_lines
from ..queries.targets import counted_targets, most_urgent_first, plan_days, target_lines
from ..words.target_phases import phase_links, phase_words
from ..words.targets import target_row


class TargetPhaseView(Guarded):
    """A page whose subject is a phase of a campaign with targets that scores nobody."""

    @cached_property
    def phase(self) -> Phase:
        phases = Phase.objects.visible_to(self.request.user).for_page()
        phases = phases.filter(campaign__in=Target.objects.values("campaign"))
        phases = phases.exclude(pk__in=set_up(Phase.objects.all()))
        return get_object_or_404(phases, campaign__code=self.kwargs["campaign"], number=self.kwargs["number"])

    def get_subject(self):
        return self.phase


class TargetPhase(TargetPhaseView, GuardedPage):
    """How the targets stand that closing will keep, or how they stood; closing and opening again are one press."""

    template_name = "scoring/target_phase.html"
    predicate = permissions.can_view_target_phase

    def get_context_data(self, **kwargs):
        phase, user = self.phase, self.request.user
        snapshot = Snapshot.objects.in_force().filter(phase=phase).select_related("taken_by", "phase__campaign").first()
        day, lines = self.kept(snapshot)
        first = plan_days(phase.campaign)[0]
        return super().get_context_data(
            phase=phase,
            campaign=phase.campaign,
            state=phase_words(phase),
            steps=phase_steps(phase),
            links=phase_links(phase.campaign, phase),
            snapshot=snapshot,
            day=day,
            counts=counted_targets(phase.campaign, lines),
            rows=[target_row(line, first, day) for line in most_urgent_first(lines)],
            earlier=superseded_snapshots(phase),
            form=ReopenForm(),
            may_close=permissions.can_close_target_phase(user, phase),
            may_open=can_prepare_campaign(user, phase.campaign),
            **kwargs,
        )

    def kept(self, snapshot: Snapshot | None):
        """The day and the lines: as frozen, else as closing would keep them now."""
        if snapshot:
            return frozen_day(snapshot), frozen_lines(snapshot)
        day = closing_day(self.phase)
        return day, target_lines(Target.objects.filter(campaign=self.phase.campaign), day)


class TargetPhaseMove(TargetPhaseView, View):
    """A press that moves the phase and leads back to its page."""

    predicate = permissions.can_close_target_phase
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.move())
        except PhaseRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("scoring:target_phase", self.kwargs["campaign"], self.kwargs["number"])

    def move(self) -> str:
        raise NotImplementedError


class TargetPhaseClose(TargetPhaseMove):
    predicate = permissions.can_close_target_phase

    def move(self) -> str:
        snapshot = close_phase(self.phase, by=self.request.user)
        return f"Đã chốt {self.phase.name}: {snapshot}."


class TargetPhaseReopen(TargetPhaseMove):
    predicate = permissions.can_close_target_phase

    def move(self) -> str:
        form = ReopenForm(self.request.POST)
        reopen_phase(self.phase, form.cleaned_data["reason"] if form.is_valid() else "", by=self.request.user)
        return f"Đã mở lại {self.phase.name}. Bản chốt cũ được giữ cùng lý do."
