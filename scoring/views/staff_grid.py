"""The staff grid of a school's campaign: the page, the plain form, and the line that the grid saves."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.choices import CampaignStatus
from emulation.kit import clock
from emulation.kit.guards import GuardedPage
from emulation.views.campaigns import CampaignView

from .. import permissions
from ..actions.sheets import ScoreConflict, SheetRefused
from ..actions.staff_ticks import CLOSED, record_ticks
from ..forms.staff_items import PlaceForm, StaffDay, TicksForm
from ..models import StaffExemption
from ..queries.staff_items import Ledger, entry_day, keeps_staff_items, ledger_of
from ..queries.targets import plan_days
from ..rules.targets import flaw_of_day
from ..words.staff_items import item_lines, line_answer, line_conflict_words, staff_lines
from .grids import ANEW, GridRows


class StaffView(CampaignView):
    """A page of a campaign whose own unit keeps a staff list; of any other there is no such page."""

    def get_subject(self):
        campaign = super().get_subject()
        if not keeps_staff_items(campaign):
            raise Http404
        return campaign

    @cached_property
    def book(self) -> Ledger:
        return ledger_of(self.campaign)

    @cached_property
    def entry_day(self):
        return entry_day(self.campaign)


class StaffGridPage(StaffView, GuardedPage):
    """The people of a day by the items, how each item stands, who is not counted.

    The day that is being entered is written in; another one is read, and written in only where that is asked for.
    """

    template_name = "scoring/staff_grid.html"
    predicate = permissions.can_view_staff_items

    @cached_property
    def form(self) -> StaffDay:
        return StaffDay(self.request.GET, usual=self.entry_day, plan=plan_days(self.campaign))

    @cached_property
    def day(self):
        return self.form.day

    def get_context_data(self, keyed=(), **kwargs):
        user, campaign, book, day = self.request.user, self.campaign, self.book, self.day
        rows, may_enter = book.rows(day), permissions.can_record_ticks(user, campaign)
        closed = self.closed_words()
        is_usual = day == self.entry_day
        exemptions = StaffExemption.objects.filter(campaign=campaign).for_page().order_by("-starts_on", "-pk")
        return super().get_context_data(
            campaign=campaign,
            form=self.form,
            day=day,
            is_usual=is_usual,
            is_today=day == clock.today(),
            items=book.items,
            lines=staff_lines(rows, book.items, keyed),
            item_lines=item_lines(book, day),
            exemptions=exemptions,
            closed=closed,
            may_enter=may_enter and not closed,
            may_tick=may_enter and not closed and (is_usual or "ghi" in self.request.GET),
            may_record=may_enter,
            places=self.places(),
            **kwargs,
        )

    def closed_words(self) -> str:
        """Why nobody ticks on this day, or ""."""
        if self.campaign.status == CampaignStatus.CLOSED:
            return CLOSED
        return flaw_of_day(self.day, *self.form.plan, clock.today()).replace("Ngày đo", "Ngày")

    def places(self) -> dict[str, str]:
        """Where the grid sends what it says, and under which name the browser keeps it.

        Both name the columns of the screen; what is kept of the usual day goes on as what holds from the next one.
        """
        columns = "-".join(str(item.pk) for item in self.book.items)
        query = urlencode({"muc": columns, "ngay": f"{self.day:%Y-%m-%d}"})
        code, other = self.campaign.code, "" if self.day == self.entry_day else f"/{self.day:%Y-%m-%d}"
        return {
            "rows": f"{reverse('scoring:staff_rows', args=[code])}?{query}",
            "save": f"{reverse('scoring:staff_save', args=[code])}?{query}{'&ghi=1' if other else ''}",
            "keep": f"can-bo/{code}/{columns}{other}/{self.request.user.pk}",
        }


class Saving(StaffView):
    """Saves lines of the grid for the columns and the day that the address names."""

    predicate = permissions.can_record_ticks

    @cached_property
    def place(self) -> PlaceForm:
        return PlaceForm(self.request.GET)

    @cached_property
    def form(self) -> StaffDay:
        return StaffDay({"ngay": f"{self.day:%d/%m/%Y}"}, usual=self.entry_day, plan=plan_days(self.campaign))

    @property
    def day(self):
        return self.place.cleaned_data["ngay"] if self.place.is_valid() else self.entry_day

    def record(self, entries) -> None:
        if not self.place.is_valid():
            raise SheetRefused(f"Bảng gửi lên không đọc được. {ANEW}")
        columns, by = self.place.columns(), self.request.user
        record_ticks(self.campaign, columns, entries, on=self.place.cleaned_data["ngay"], by=by)

    def columns(self) -> list:
        """The items of the screen, in its order, as far as they are known."""
        items = {item.pk: item for item in self.book.items}
        keys = self.place.columns() if self.place.is_valid() else []
        return [items[key] for key in keys if key in items]

    def conflict_words(self, conflict: ScoreConflict) -> str:
        row = next(one for one in self.book.rows(self.day) if one.key == conflict.entry.member)
        return line_conflict_words(conflict, row, self.columns())


class StaffRows(Saving, GridRows, View):
    """Saves one person's line and answers with how every item stands now."""

    def saved(self, member: int) -> dict:
        places = [self.book.items.index(item) for item in self.columns()]
        row = next(one for one in self.book.rows(self.day) if one.key == member)
        lines = item_lines(self.book, self.day)
        context = {"item_lines": lines, "campaign": self.campaign, "day": self.day, "may_record": True}
        figures = render_to_string("scoring/staff_figures.html", context)
        return {"row": line_answer(row, places), "figures": figures}

    def conflict(self, conflict: ScoreConflict) -> dict:
        theirs = conflict.theirs
        standing = {"problem": self.conflict_words(conflict), "answers": theirs.answers, "version": theirs.version}
        return self.saved(conflict.entry.member) | standing


class StaffSave(Saving, StaffGridPage):
    """Saves the whole form; where it cannot, the same page comes back with what was chosen."""

    predicate = permissions.can_record_ticks
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = TicksForm(self.book.rows(self.day), self.columns(), request.POST)
        problem = self.save(form)
        if problem:
            messages.error(request, problem)
            return self.render_to_response(self.get_context_data(keyed=form.keyed(self.book.items)))
        messages.success(request, f"Đã lưu bảng ngày {self.day:%d/%m/%Y}.")
        address = reverse("scoring:staff_grid", args=[self.campaign.code])
        return redirect(address if self.day == self.entry_day else f"{address}?ngay={self.day:%d/%m/%Y}")

    def save(self, form: TicksForm) -> str:
        """Saves a valid form; otherwise says in one sentence why not."""
        if not form.is_valid():
            return next(iter(form.errors.values()))[0]
        try:
            self.record(form.entries())
        except SheetRefused as refused:
            return str(refused)
        except ScoreConflict as conflict:
            return self.conflict_words(conflict)
        return ""
