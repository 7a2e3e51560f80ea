"""Checklists of units: the list of a phase, and the grid of one unit."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.choices import UnitKind
from emulation.models import Unit

from .. import permissions
from ..actions.checklists import record_unit_score
from ..queries.approvals import lock_words
from ..queries.checklists import checklist_grid, checklist_sets, checklists, next_unit, units_scored
from ..words.approvals import badges_of
from ..words.sheets import checklist_answer, checklist_tables, checklist_words
from .grids import GridRows, GridSave
from .phases import PhasePage, PhaseView


class ChecklistList(PhasePage):
    """Every checklist of the phase with the units this person works for, and their state."""

    template_name = "scoring/checklist_list.html"
    predicate = permissions.can_list_checklists

    def get_context_data(self, **kwargs):
        user = self.request.user
        visible = Unit.objects.visible_to(user).below(self.phase.campaign.ward)
        units = [unit for unit in visible if permissions.can_view_checklist(user, unit)]
        badges = badges_of(self.phase, [unit.pk for unit in units if unit.kind == UnitKind.NEIGHBOURHOOD])
        return super().get_context_data(checklists=checklists(self.phase, units), badges=badges, **kwargs)


class ChecklistView(PhaseView):
    """A page about one unit's checklist in the phase."""

    predicate = permissions.can_score_unit

    @cached_property
    def criteria_set(self):
        found = [one for one in checklist_sets(self.phase) if one.pk == self.kwargs["criteria_set"]]
        if not found:
            raise Http404
        return found[0]

    def get_subject(self):
        units = units_scored(self.phase, self.criteria_set).visible_to(self.request.user)
        return get_object_or_404(units, pk=self.kwargs["unit"])

    @cached_property
    def grid(self):
        return checklist_grid(self.subject, self.phase, self.criteria_set)

    def record(self, entries) -> None:
        for entry in entries:
            record_unit_score(self.subject, self.phase, self.criteria_set, entry, by=self.request.user)


class ChecklistDetail(ChecklistView, PhasePage):
    """The grid of one unit; whoever may not score it reads it."""

    template_name = "scoring/checklist_detail.html"
    predicate = permissions.can_view_checklist

    def get_context_data(self, keyed=(), **kwargs):
        may_score = self.phase.is_open and permissions.can_score_unit(self.request.user, self.subject)
        locked = lock_words(self.phase, self.subject) if self.phase.is_open else ""
        return super().get_context_data(
            unit=self.subject,
            criteria_set=self.criteria_set,
            grid=self.grid,
            tables=checklist_tables(self.grid, keyed),
            verdict=checklist_answer(self.grid),
            unit_words=checklist_words(self.phase, self.criteria_set),
            locked=locked,
            may_score=may_score and not locked,
            **kwargs,
        )


class ChecklistSave(GridSave, ChecklistDetail):
    """Saves the form of one unit."""

    predicate = permissions.can_score_unit

    def stay(self):
        messages.success(self.request, "Đã lưu.")
        return redirect("scoring:checklist", *self.place, self.subject.pk, self.criteria_set.pk)

    def go_on(self):
        """To the next unit that is not scored yet, or back to the list when there is none."""
        units = units_scored(self.phase, self.criteria_set).visible_to(self.request.user)
        mine = [unit for unit in units if permissions.can_score_unit(self.request.user, unit)]
        following = next_unit(self.phase, self.criteria_set, self.subject, mine)
        messages.success(self.request, f"Đã lưu {self.subject}.")
        if following is None:
            return redirect("scoring:checklists", *self.place)
        return redirect("scoring:checklist", *self.place, following.pk, self.criteria_set.pk)


class ChecklistRows(GridRows, ChecklistView, View):
    """Saves the row of one unit for the grid."""

    def saved(self, member: int) -> dict:
        return checklist_answer(self.grid) | {"unit": checklist_words(self.phase, self.criteria_set)}
