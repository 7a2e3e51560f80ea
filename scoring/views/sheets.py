"""Score sheets: which are missing, the grid of one household, saving a row, finishing a sheet."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.kit import clock
from emulation.models import Household

from .. import permissions
from ..actions.sheets import ScoreConflict, SheetRefused, finish_sheet, record_scores
from ..forms import RowForm, SheetForm, SheetSearch
from ..queries.results import rules_of
from ..queries.sheets import missing_sheets, next_to_key, sheet_grid, sheet_rows, unit_progress
from ..rules import WrongAnswers
from ..words import conflict_words, grid_answer, grid_tables, unit_words
from .phases import PhasePage, PhaseView


class SheetList(PhasePage):
    """The sheets of one neighbourhood in walking order, with their state; the first missing one is a press away."""

    template_name = "scoring/sheet_list.html"
    predicate = permissions.can_list_sheets

    def get_context_data(self, **kwargs):
        search = SheetSearch(self.request.user, self.phase, self.request.GET)
        missing = missing_sheets(self.phase, search.scope())
        return super().get_context_data(
            search=search,
            rows=sheet_rows(self.phase, search.households(), search.state, self.request.GET.get("page")),
            first_missing=missing.first() if self.phase.is_open else None,
            missing_count=missing.count(),
            found=rules_of(self.phase),
            **kwargs,
        )


class SheetView(PhaseView):
    """A page about one household's sheet in the phase."""

    predicate = permissions.can_score_sheet

    def get_subject(self):
        visible = Household.objects.visible_to(self.request.user).filter(ward=self.phase.campaign.ward)
        return get_object_or_404(visible.select_related("unit"), pk=self.kwargs["household"])

    @property
    def household(self) -> Household:
        return self.subject

    @cached_property
    def grid(self):
        return sheet_grid(self.household, self.phase)

    def sheet_url(self, household: Household) -> str:
        return reverse("scoring:sheet", args=[*self.place, household.pk])

    def list_url(self) -> str:
        return f"{reverse('scoring:sheets', args=self.place)}?to={self.household.unit_id}"


class SheetDetail(SheetView, PhasePage):
    """The grid of one household; whoever may not key scores reads it."""

    template_name = "scoring/sheet_detail.html"
    predicate = permissions.can_view_sheet

    def get_context_data(self, keyed=(), **kwargs):
        done, expected = unit_progress(self.phase, self.household.unit)
        return super().get_context_data(
            household=self.household,
            grid=self.grid,
            tables=grid_tables(self.grid, keyed),
            verdict=grid_answer(self.grid),
            unit_words=unit_words(self.phase, self.household.unit, self.grid.found),
            progress={"done": done, "expected": expected, "percent": 100 * done // expected if expected else 0},
            list_url=self.list_url(),
            may_score=self.phase.is_open and permissions.can_score_sheet(self.request.user, self.household),
            **kwargs,
        )


class SheetSave(SheetDetail):
    """Saves the whole form; where it cannot, the same page comes back with what was ticked."""

    predicate = permissions.can_score_sheet
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = SheetForm(self.grid, request.POST)
        problem = self.save(form)
        if problem:
            messages.error(request, problem)
            return self.render_to_response(self.get_context_data(keyed=form.keyed()))
        return finish_and_go_on(self) if "finish" in request.POST else self.stay()

    def save(self, form) -> str:
        """Saves a valid form; otherwise says in one sentence why not."""
        if not form.is_valid():
            return next(iter(form.errors.values()))[0]
        try:
            record_scores(self.household, self.phase, form.entries(), by=self.request.user)
        except (SheetRefused, WrongAnswers) as error:
            return str(error)
        except ScoreConflict as conflict:
            return conflict_words(conflict, self.grid)
        return ""

    def stay(self):
        messages.success(self.request, "Đã lưu phiếu.")
        return redirect(self.sheet_url(self.household))


class SheetRows(SheetView, View):
    """Saves one row for the grid and answers with the words to show; a repeated save is harmless."""

    def post(self, request, **kwargs):
        form = RowForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"problem": "Dòng gửi lên không đọc được. Hãy tải lại trang."}, status=400)
        try:
            record_scores(self.household, self.phase, [form.entry()], by=request.user)
        except (SheetRefused, WrongAnswers) as error:
            return JsonResponse({"problem": str(error)}, status=400)
        except ScoreConflict as conflict:
            return JsonResponse(self.conflict(conflict), status=409)
        return JsonResponse(self.saved(form.entry().member))

    def saved(self, member: int) -> dict:
        unit = unit_words(self.phase, self.household.unit, self.grid.found)
        return grid_answer(self.grid, member) | {"unit": unit, "saved_at": f"{clock.local(clock.now()):%H:%M}"}

    def conflict(self, conflict: ScoreConflict) -> dict:
        theirs = conflict.theirs
        words = conflict_words(conflict, self.grid)
        return {"problem": words, "answers": theirs.answers, "version": theirs.version}


def finish_and_go_on(view: SheetView):
    """Finishes the view's sheet; goes on to the next unfinished one, or back to the list when there is none."""
    try:
        finish_sheet(view.household, view.phase, by=view.request.user)
    except SheetRefused as error:
        messages.error(view.request, str(error))
        return redirect(view.sheet_url(view.household))
    following = next_to_key(view.phase, view.household)
    if following is None:
        messages.success(view.request, f"Đã nhập xong phiếu cuối cùng của {view.household.unit}.")
        return redirect(view.list_url())
    messages.success(view.request, f"Đã xong phiếu hộ {view.household.head_name} ({view.household.code}).")
    return redirect(view.sheet_url(following))
