"""Notes on cells of a sheet, and who else is at it: what the grid sends beside answers."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.generic import View

from .. import permissions
from ..actions.notes import NoteConflict, settle_note, write_note
from ..actions.open_sheets import stay_at_sheet
from ..actions.sheets import SheetRefused
from ..forms.notes import NoteForm
from ..models import CellNote
from ..queries.notes import notes_of
from ..queries.open_sheets import others_at_sheet
from ..words.desk import company_words, note_conflict_words, note_lines
from ..words.sheets import grid_answer, row_answer, unit_words
from .sheets import SheetView


class NoteSave(SheetView, View):
    """Writes a note, or takes it away where no words are left; the grid gets JSON, the plain form its page."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = NoteForm(self.grid, request.POST)
        if not form.is_valid():
            return self.refused(form.complaint(), 400)
        try:
            note = write_note(self.household, self.phase, form.order(), by=request.user)
        except SheetRefused as error:
            return self.refused(str(error), 400)
        except NoteConflict as conflict:
            words = note_conflict_words(conflict, form.cleaned_data["text"])
            return self.refused(words, 409, version=conflict.theirs.version if conflict.theirs else 0)
        return self.saved(note)

    @property
    def is_for_grid(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"

    def saved(self, note: CellNote | None):
        if not self.is_for_grid:
            messages.success(self.request, "Đã lưu ghi chú." if note else "Đã bỏ ghi chú.")
            return redirect(self.sheet_url(self.household))
        context = {"note_lines": note_lines(notes_of(self.household, self.phase)), "may_score": True}
        context |= {"phase": self.phase, "campaign": self.phase.campaign, "household": self.household}
        said = {"text": note.text, "ask": note.is_open_question, "version": note.version} if note else {"text": ""}
        return JsonResponse(said | {"list": render_to_string("scoring/sheet_note_list.html", context, self.request)})

    def refused(self, problem: str, status: int, **more):
        if self.is_for_grid:
            return JsonResponse({"problem": problem} | more, status=status)
        messages.error(self.request, problem)
        return redirect(self.sheet_url(self.household))


class NoteSettle(SheetView, View):
    """Says that the household has been asked."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        notes = CellNote.objects.of_household(self.household).filter(phase=self.phase)
        note = get_object_or_404(notes, pk=self.kwargs["note"])
        settle_note(note, self.household, by=request.user)
        messages.success(request, "Đã ghi là đã hỏi lại hộ.")
        return redirect(self.sheet_url(self.household))


class SheetCompany(SheetView, View):
    """Takes note that somebody works here; answers who else does, and the lines as they stand."""

    predicate = permissions.can_score_sheet
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        stay_at_sheet(self.household, self.phase, by=request.user)
        others = others_at_sheet(self.household, self.phase, request.user)
        lines = [row_answer(row) for row in self.grid.all_rows if row.version]
        said = grid_answer(self.grid) | {"unit": unit_words(self.phase, self.household.unit, self.grid.found)}
        return JsonResponse({"others": company_words(others), "lines": lines, "sheet": said})
