"""Score sheets: which are missing, the grid of one household, saving a row, finishing a sheet."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.gzip import gzip_page
from django.views.generic import View

from emulation.kit import clock
from emulation.models import Household
from emulation.queries.deadlines import admission_of
from emulation.words.deadlines import admission_words

from .. import permissions
from ..actions.sheets import SheetRefused, finish_sheet, record_scores
from ..forms.notes import NoteForm
from ..forms.sheets import SheetSearch
from ..models import PaperSheet
from ..queries.notes import notes_of
from ..queries.open_sheets import finished_today
from ..queries.results import rules_of
from ..queries.second_grids import is_keyed_blind
from ..queries.self_scores import proposal_for, stays_out
from ..queries.sheets import missing_sheets, next_to_key, sheet_grid, sheet_rows, unit_progress
from ..rules import WrongCode, read_code, spaced
from ..words.approvals import badges_of, closed_words
from ..words.desk import note_lines, pace_words
from ..words.self_scores import difference_words, self_signs
from ..words.sheets import grid_answer, grid_tables, unit_words
from .grids import GridRows, GridSave
from .paper_sheets import LONGEST_SCAN, UNKNOWN
from .phases import PhasePage, PhaseView

SCANNED = "/phieu/"  # what an address on a sheet has, and the number of a house has not


def code_in(typed: str) -> str:
    """The code of a sheet in what was typed or scanned; "" where it is none, but a name or a number of a house."""
    try:
        return read_code(typed[:LONGEST_SCAN])
    except WrongCode:
        return ""


class SheetList(PhasePage):
    """The sheets of one neighbourhood in walking order, with their state; the first missing one is a press away."""

    template_name = "scoring/sheet_list.html"
    predicate = permissions.can_list_sheets

    def get(self, request, *args, **kwargs):
        """What a QR reader or a clerk types into the search box and is the code of a sheet opens that sheet."""
        typed = request.GET.get("q", "")
        code = code_in(typed)
        if PaperSheet.objects.visible_to(request.user).filter(code=code).exists():
            return redirect("scoring:paper", code)
        if SCANNED in typed:
            messages.error(request, UNKNOWN.format(code=spaced(code) or "vừa quét"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        search = SheetSearch(self.request.user, self.phase, self.request.GET)
        missing = missing_sheets(self.phase, search.scope())
        closed = search.unit and closed_words(self.phase, search.unit)
        return super().get_context_data(
            search=search,
            rows=sheet_rows(self.phase, search.households(), search.state, self.request.GET.get("page")),
            first_missing=missing.first() if self.phase.is_open and not closed else None,
            missing_count=missing.count(),
            closed=closed,
            badge=search.unit and badges_of(self.phase, [search.unit.pk]).get(search.unit.pk),
            may_fill_offline=search.unit and permissions.can_fill_offline(self.request.user, search.unit),
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

    def record(self, entries) -> None:
        record_scores(self.household, self.phase, entries, by=self.request.user)

    def sheet_url(self, household: Household) -> str:
        return reverse("scoring:sheet", args=[*self.place, household.pk])

    def list_url(self) -> str:
        return f"{reverse('scoring:sheets', args=self.place)}?to={self.household.unit_id}"


@method_decorator(gzip_page, name="get")
class SheetDetail(SheetView, PhasePage):
    """The grid of one household; whoever may not key scores reads it.

    A cell is a few hundred characters and nearly the same in every row: thirty people are 160 KB, packed 12.
    """

    template_name = "scoring/sheet_detail.html"
    predicate = permissions.can_view_sheet

    def get(self, request, **kwargs):
        return self.blind() or super().get(request, **kwargs)

    def blind(self):
        """The way to the blind grid for whoever is keying this sheet a second time and must not see the first entry."""
        if is_keyed_blind(self.household, self.phase, self.request.user):
            messages.info(self.request, "Bạn đang nhập lần hai phiếu này: lần một được ẩn đến khi bạn nhập xong.")
            return redirect("scoring:second_entry", *self.place, self.household.pk)
        return None

    def get_context_data(self, keyed=(), **kwargs):
        notes = notes_of(self.household, self.phase)
        return super().get_context_data(
            household=self.household,
            grid=self.grid,
            tables=grid_tables(self.grid, keyed, notes),
            note_lines=note_lines(notes),
            note_form=NoteForm(self.grid),
            verdict=grid_answer(self.grid),
            unit_words=unit_words(self.phase, self.household.unit, self.grid.found),
            progress=self.progress(),
            list_url=self.list_url(),
            **self.entry(),
            **self.by_phone(),
            **kwargs,
        )

    def by_phone(self) -> dict:
        """What the household has sent by phone, and where the neighbourhood differs."""
        proposal = proposal_for(self.grid)
        differing = proposal.differing if proposal else []
        return {
            "proposal": proposal,
            "self_signs": self_signs(proposal),
            "differences": [(line, difference_words(line)) for line in differing],
            "has_left": stays_out(self.phase, self.household),
        }

    def progress(self) -> dict:
        """Which sheet of the neighbourhood this is, how many are done, and how fast this person is today."""
        done, expected = unit_progress(self.phase, self.household.unit)
        return {
            "done": done,
            "expected": expected,
            "current": min(expected, done + (not self.grid.is_finished)),
            "percent": 100 * done // expected if expected else 0,
            "pace": pace_words(finished_today(self.phase, self.request.user), expected - done, clock.now()),
        }

    def entry(self) -> dict:
        """Until when the sheet may be written, or why not now, and whether this person writes it now."""
        now = clock.now()
        admission = admission_of(self.phase, self.household.unit, now)
        closed = closed_words(self.phase, self.household.unit, admission)
        is_open = self.phase.is_open and not closed
        return {
            "closed": closed,
            "deadline": admission_words(admission, now) if is_open else "",
            "may_score": is_open and permissions.can_score_sheet(self.request.user, self.household),
        }


class SheetSave(GridSave, SheetDetail):
    """Saves the whole form, and finishes the sheet where that was pressed."""

    predicate = permissions.can_score_sheet

    def post(self, request, **kwargs):
        return self.blind() or super().post(request, **kwargs)

    def stay(self):
        messages.success(self.request, "Đã lưu phiếu.")
        return redirect(self.sheet_url(self.household))

    def go_on(self):
        """Finishes the sheet; goes on to the next unfinished one, or back to the list when there is none."""
        try:
            finish_sheet(self.household, self.phase, by=self.request.user)
        except SheetRefused as error:
            messages.error(self.request, str(error))
            return redirect(self.sheet_url(self.household))
        following = next_to_key(self.phase, self.household)
        if following is None:
            messages.success(self.request, f"Đã nhập xong phiếu cuối cùng của {self.household.unit}.")
            return redirect(self.list_url())
        messages.success(self.request, f"Đã xong phiếu hộ {self.household.head_name} ({self.household.code}).")
        return redirect(self.sheet_url(following))


class SheetRows(GridRows, SheetView, View):
    """Saves one row of the household's sheet."""

    def saved(self, member: int) -> dict:
        unit = unit_words(self.phase, self.household.unit, self.grid.found)
        return grid_answer(self.grid, member) | {"unit": unit}
