"""Nhập lần hai: the sheets that wait, the blind grid, both entries side by side, how a phase chooses."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.models import Household, Unit

from .. import permissions
from ..actions.second_entries import (
    UNFINISHED,
    SettingsStale,
    change_second_rules,
    drop_second,
    finish_second,
    record_second,
    settle_second,
)
from ..actions.sheets import ScoreConflict, SheetRefused
from ..choices import SecondState
from ..forms.second_entries import SecondRulesForm, SecondSearch, SettleForm
from ..queries.second_entries import (
    SecondSheet,
    choice_of,
    next_to_key_again,
    second_counts,
    second_rules,
    second_sheet,
    second_sheets,
)
from ..queries.second_grids import blind_grid, differences_of, is_keyed_blind, people_near_age
from ..words.approvals import closed_words
from ..words.second_entries import (
    approval_words,
    busiest,
    choice_words,
    chosen_words,
    count_lines,
    difference_lines,
    drawn_words,
    first_to_key,
    outcome_words,
    progress_words,
    sheet_lines,
    stale_words,
)
from ..words.sheets import grid_answer, grid_tables
from .grids import GridRows, GridSave
from .phases import PhasePage
from .sheets import SheetView

PAGE = 150
MOVED_ON = "Phiếu lần một vừa được sửa trong lúc bạn đối chiếu. Chưa ghi gì; hãy xem lại các ô lệch rồi chọn lại."


class SecondList(PhasePage):
    """How often both entries differ per neighbourhood, and the sheets of one of them that are keyed a second time."""

    template_name = "scoring/second_list.html"
    predicate = permissions.can_list_second_entries

    def get_context_data(self, **kwargs):
        user = self.request.user
        units = Unit.objects.visible_to(user).below(self.phase.campaign.ward).neighbourhoods().current()
        sheets = second_sheets(self.phase, Household.objects.filter(unit__in=units))
        counts = count_lines(self.phase, list(units), sheets)
        search = SecondSearch(user, units, busiest(sheets, user), self.request.GET)
        closed = closed_words(self.phase, search.unit) if search.unit else ""
        lines = sheet_lines([one for one in sheets if search.takes(one)], user, is_closed=bool(closed))
        return super().get_context_data(
            search=search,
            page=Paginator(lines, PAGE).get_page(self.request.GET.get("page")),
            counts=counts,
            told=next(
                (approval_words(line.count) for line in counts if line.url_id == getattr(search.unit, "pk", 0)), ""
            ),
            drawn=drawn_words(counts[-1].count.rate) if counts else "",
            how=chosen_words(second_rules(self.phase)),
            closed=closed,
            following=None if closed else first_to_key(sheets, search.unit, user),
            may_choose=permissions.can_choose_second(user, self.phase),
            **kwargs,
        )


class SecondView(SheetView):
    """A page about the second entry of one household's sheet."""

    predicate = permissions.can_enter_second

    def get_subject(self) -> SecondSheet:
        return second_sheet(super().get_subject(), self.phase)

    @property
    def household(self) -> Household:
        return self.subject.household

    @cached_property
    def grid(self):
        return blind_grid(self.household, self.phase, self.request.user)

    def record(self, entries) -> None:
        record_second(self.household, self.phase, entries, by=self.request.user)

    def sheet_url(self, household: Household) -> str:
        return reverse("scoring:second_entry", args=[*self.place, household.pk])

    def list_url(self) -> str:
        return f"{reverse('scoring:second_entries', args=self.place)}?to={self.household.unit_id}"

    def progress(self) -> str:
        unit = self.household.unit
        return progress_words(unit, second_counts(self.phase, [unit])[unit.pk])

    def closed_words(self) -> str:
        """Why nothing is keyed now; "" while sheets may be written."""
        if not self.phase.is_open:
            return f"{self.phase.name} không mở để chấm điểm nên không nhập lần hai được."
        return closed_words(self.phase, self.household.unit)

    def not_now(self) -> str:
        """Why this sheet is not keyed a second time by this person now; "" where it is."""
        one = self.subject
        if one.state == SecondState.RUNNING and not one.is_run_by(self.request.user.pk):
            return f"{one.entry.begun_by} đang nhập lần hai phiếu hộ {self.household.head_name}."
        if one.state not in (SecondState.WAITING, SecondState.RUNNING):
            if is_keyed_blind(self.household, self.phase, self.request.user):
                return UNFINISHED
            return f"Phiếu hộ {self.household.head_name} không chờ nhập lần hai."
        return self.closed_words()


class SecondDetail(SecondView, PhasePage):
    """The blind grid: the lines of the sheet, empty but for what this person has keyed again."""

    template_name = "scoring/second_entry.html"

    def get(self, request, **kwargs):
        if words := self.not_now():
            messages.info(request, words)
            return redirect(self.list_url())
        return super().get(request, **kwargs)

    def get_context_data(self, keyed=(), **kwargs):
        return super().get_context_data(
            household=self.household,
            grid=self.grid,
            tables=grid_tables(self.grid, keyed),
            verdict=grid_answer(self.grid),
            unit_words=self.progress(),
            near_age=people_near_age(self.household, self.phase),
            list_url=self.list_url(),
            may_score=True,
            **kwargs,
        )


class SecondSave(GridSave, SecondDetail):
    """Saves the whole form of the blind grid, and finishes the second entry where that was pressed."""

    def post(self, request, **kwargs):
        if words := self.not_now():
            messages.info(request, words)
            return redirect(self.list_url())
        return super().post(request, **kwargs)

    def stay(self):
        messages.success(self.request, "Đã lưu lần nhập thứ hai.")
        return redirect(self.sheet_url(self.household))

    def go_on(self):
        """Compares both entries; goes on to the next sheet that waits for this person, or back to the list."""
        try:
            entry = finish_second(self.household, self.phase, by=self.request.user)
        except SheetRefused as error:
            messages.error(self.request, str(error))
            return redirect(self.sheet_url(self.household))
        tell = messages.warning if entry.differing else messages.success
        tell(self.request, outcome_words(self.household, entry))
        following = next_to_key_again(self.phase, self.household, self.request.user)
        return redirect(self.sheet_url(following) if following else self.list_url())


class SecondRows(GridRows, SecondView, View):
    """Saves one row of the blind grid."""

    def saved(self, member: int) -> dict:
        return grid_answer(self.grid, member) | {"unit": self.progress()}


class SecondDifferences(SecondView, PhasePage):
    """Both entries side by side; each cell that differs is chosen by the paper, by a third person."""

    template_name = "scoring/second_differences.html"
    predicate = permissions.can_settle_second

    def get(self, request, **kwargs):
        if self.subject.state != SecondState.DIFFERING:
            messages.info(request, f"Phiếu hộ {self.household.head_name} không có ô lệch chờ đối chiếu.")
            return redirect(self.list_url())
        if words := self.closed_words():
            messages.info(request, words)
            return redirect(self.list_url())
        return super().get(request, **kwargs)

    def get_context_data(self, form=None, **kwargs):
        found = differences_of(self.household, self.phase, self.subject.entry)
        chosen = form.choices() if form and form.is_valid() else {}
        return super().get_context_data(
            household=self.household,
            entry=self.subject.entry,
            found=found,
            lines=difference_lines(found, chosen),
            list_url=self.list_url(),
            may_drop=permissions.can_drop_second(self.request.user, self.subject),
            **kwargs,
        )

    def post(self, request, **kwargs):
        if self.subject.state != SecondState.DIFFERING:
            return self.get(request, **kwargs)
        form = SettleForm(differences_of(self.household, self.phase, self.subject.entry), request.POST)
        problem = self.settle(form)
        if problem:
            messages.error(request, problem)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, f"Đã đối chiếu phiếu hộ {self.household.head_name}: phiếu đã được xác nhận.")
        return redirect(self.list_url())

    def settle(self, form: SettleForm) -> str:
        """Settles by a valid form; otherwise says in one sentence why not."""
        if not form.is_valid():
            return "Phiếu gửi lên không đọc được. Hãy tải lại trang rồi chọn lại."
        try:
            settle_second(self.household, self.phase, form.choices(), form.versions(), by=self.request.user)
        except SheetRefused as error:
            return str(error)
        except ScoreConflict:
            return MOVED_ON
        return ""


class SecondDrop(SecondView, View):
    """Gives up a second entry that is not confirmed, so that it is keyed anew."""

    predicate = permissions.can_drop_second
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        try:
            dropped = drop_second(self.household, self.phase, by=request.user)
        except SheetRefused as error:
            messages.error(request, str(error))
        else:
            words = "Đã bỏ lần nhập thứ hai: phiếu lại chờ nhập lần hai." if dropped else "Không có lần nhập nào để bỏ."
            messages.success(request, words)
        return redirect(self.list_url())


class SecondRulesPage(PhasePage):
    """Which sheets are keyed a second time and by whom, with what that takes of the sheets as they are now."""

    template_name = "scoring/second_rules.html"
    predicate = permissions.can_choose_second

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", SecondRulesForm(second_rules(self.phase)))
        return super().get_context_data(takes=choice_words(choice_of(self.phase)), **kwargs)

    def post(self, request, **kwargs):
        form = SecondRulesForm(second_rules(self.phase), request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            change_second_rules(self.phase, form.values(), version=form.cleaned_data["version"], by=request.user)
        except SettingsStale as stale:
            messages.error(request, stale_words(form.values(), stale.standing))
            return self.render_to_response(self.get_context_data(form=form.on(stale.standing)))
        except SheetRefused as error:
            messages.error(request, str(error))
            return redirect(request.path)
        messages.success(request, "Đã lưu cách chọn phiếu nhập lần hai.")
        return redirect("scoring:second_entries", *self.place)
