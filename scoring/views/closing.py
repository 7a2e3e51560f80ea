"""Closing a phase with a snapshot, opening it again, and setting two phases side by side."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View

from .. import permissions
from ..actions.phases import PhaseRefused, close_phase, reopen_phase
from ..forms.sheets import CutSearch, ReopenForm
from ..queries.approvals import not_approved
from ..queries.comparison import compared
from ..queries.snapshots import standing_result, superseded_snapshots
from ..words.approvals import badges_of
from ..words.second_entries import phase_words
from .phases import PhasePage, PhaseView


class PhaseClosing(PhasePage):
    """What closing will freeze, or what was frozen; closing and reopening are each one press from here."""

    template_name = "scoring/phase_closing.html"
    predicate = permissions.can_close_phase

    def get_context_data(self, **kwargs):
        result, snapshot = standing_result(self.phase)
        kwargs.setdefault("form", ReopenForm())
        earlier = superseded_snapshots(self.phase)
        waiting = not_approved(self.phase) if self.phase.is_open else []
        badges = badges_of(self.phase, [unit.pk for unit in waiting])
        return super().get_context_data(
            result=result,
            snapshot=snapshot,
            earlier=earlier,
            not_approved=[(unit, badges[unit.pk]) for unit in waiting],
            second=phase_words(self.phase),
            **kwargs,
        )


class PhaseMove(PhaseView, View):
    """A press that moves the phase and leads back to its closing page."""

    predicate = permissions.can_close_phase

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.move())
        except PhaseRefused as refusal:
            messages.error(request, str(refusal))
        return redirect(reverse("scoring:phase_closing", args=self.place))


class PhaseClose(PhaseMove):
    predicate = permissions.can_close_phase

    def move(self) -> str:
        snapshot = close_phase(self.phase, by=self.request.user)
        return f"Đã chốt {self.phase.name}: {snapshot}."


class PhaseReopen(PhaseMove):
    predicate = permissions.can_close_phase

    def move(self) -> str:
        form = ReopenForm(self.request.POST)
        reopen_phase(self.phase, form.cleaned_data["reason"] if form.is_valid() else "", by=self.request.user)
        return f"Đã mở lại {self.phase.name}. Bản chốt cũ được giữ cùng lý do."


class PhaseComparison(PhasePage):
    """This phase beside the one before it: shares, ranks, and how each neighbourhood has moved."""

    template_name = "scoring/phase_comparison.html"
    predicate = permissions.can_view_results

    def get_context_data(self, **kwargs):
        search = CutSearch(self.request.GET)
        return super().get_context_data(search=search, comparison=compared(self.phase, search.cut), **kwargs)
