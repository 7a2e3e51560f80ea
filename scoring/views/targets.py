"""Targets: schools side by side, those of one campaign with what is late first, one target with its readings."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.choices import UnitKind
from emulation.kit import clock
from emulation.kit.guards import Guarded, GuardedPage
from emulation.views.campaigns import CampaignPage
from emulation.views.files import FileDownload

from .. import permissions
from ..actions.targets import ReadingRefused, approve_reading, correct_reading, record_reading, return_reading
from ..forms.targets import ReadingForm, ReturnReadingForm, TargetSearch
from ..models import Reading, Target, TargetGoal
from ..queries.launching import is_scored
from ..queries.staff_items import entry_day, keeps_staff_items, ledger_of
from ..queries.targets import (
    campaigns_side_by_side,
    counted_targets,
    counting,
    lines_of,
    most_urgent_first,
    pending,
    plan_days,
    target_lines,
)
from ..words.target_chart import chart_of
from ..words.target_phases import phase_links
from ..words.targets import forecast_words, reading_words, target_row
from .counted_box import counted_box, item_of, now_counted


class TargetOverview(GuardedPage):
    """Every campaign with targets that one may see, the ward's schools side by side."""

    template_name = "scoring/target_overview.html"
    predicate = permissions.can_list_targets
    has_subject = False

    def get_context_data(self, **kwargs):
        day = clock.today()
        rows = campaigns_side_by_side(Target.objects.visible_to(self.request.user), day)
        schools = [row for row in rows if row.campaign.ward.kind == UnitKind.SCHOOL]
        own = [row for row in rows if row not in schools]
        groups = [("Các trường", schools), ("Phường", own)]
        return super().get_context_data(groups=[one for one in groups if one[1]], day=day, **kwargs)


class TargetList(CampaignPage):
    """The targets of a campaign on a day, what is late first."""

    template_name = "scoring/target_list.html"
    predicate = permissions.can_view_targets

    def lines_on(self, day):
        return most_urgent_first(target_lines(Target.objects.filter(campaign=self.campaign), day))

    def get_context_data(self, **kwargs):
        dues = TargetGoal.objects.filter(target__campaign=self.campaign).order_by("due_on")
        dues = dues.values_list("due_on", flat=True).distinct()
        form = TargetSearch(self.lines_on, dues, self.request.GET)
        first, lines = plan_days(self.campaign)[0], form.shown()
        return super().get_context_data(
            form=form,
            day=form.day,
            is_today=form.day == clock.today(),
            counts=counted_targets(self.campaign, lines),
            links=[] if is_scored(self.campaign) else phase_links(self.campaign),
            rows=[target_row(line, first, form.day) for line in lines],
            has_staff_grid=keeps_staff_items(self.campaign),
            **kwargs,
        )


class TargetView(Guarded):
    """A page whose subject is one target of a campaign."""

    predicate = permissions.can_view_target

    @cached_property
    def target(self) -> Target:
        visible = Target.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, campaign__code=self.kwargs["campaign"], number=self.kwargs["number"])

    def get_subject(self):
        return self.target

    @property
    def place(self) -> list:
        """The address of the target."""
        return [self.kwargs["campaign"], self.kwargs["number"]]


class TargetDetail(TargetView, GuardedPage):
    """One target: its goals, its readings as a drawing and as a table, what waits for approval."""

    template_name = "scoring/target_detail.html"

    def get_context_data(self, **kwargs):
        target, user, day = self.target, self.request.user, clock.today()
        lines, counted, first = lines_of(target, day), counting(target), plan_days(target.campaign)[0]
        may_enter = permissions.can_record_reading(user, target)
        book = ledger_of(target.campaign) if item_of(target) else None
        box = counted_box(target, book, entry_day(target.campaign)) if book else {}
        return super().get_context_data(
            target=target,
            campaign=target.campaign,
            rows=[target_row(line, first, day) for line in lines],
            forecasts=[said for line in lines if (said := forecast_words(line.goal, line, counted))],
            chart=chart_of(target, [line.goal for line in lines], counted, first),
            readings=self.readings(counted, pending(target), may_enter, book),
            may_enter=may_enter,
            may_change=permissions.can_change_targets(user, target.campaign),
            **box | kwargs,
        )

    def readings(self, counted, waiting, may_enter, book) -> list[dict]:
        """Every reading there ever was, the latest first, with what this person may do about it."""
        found = self.target.readings.select_related("approved_by", "returned_by", "target__campaign__ward")
        found = list(found.prefetch_related("files", "entered_by").order_by("-measured_on", "-pk"))
        replaced = {one.corrects_id for one in found}
        recounted = now_counted(book, self.target, found) if book else {}
        return [
            {
                "reading": one,
                "says": reading_words(self.target, one),
                "counts": one in counted,
                "waits": one in waiting,
                "is_replaced": one.pk in replaced,
                "may_correct": may_enter and one.pk not in replaced,
                "may_approve": one in waiting and permissions.can_approve_reading(self.request.user, one),
                "is_own": one.entered_by_id == self.request.user.pk,
                "recounted": recounted.get(one.pk) if one.pk not in replaced else None,
            }
            for one in found
        ]


class ReadingPage(TargetView, GuardedPage):
    """A form with one reading."""

    template_name = "scoring/reading_form.html"
    heading = button = note = ""

    def make_form(self, data=None, files=None) -> ReadingForm:
        raise NotImplementedError

    def act(self, form: ReadingForm) -> Reading:
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.make_form())
        said = {"heading": self.heading, "button": self.button, "note": self.note}
        return super().get_context_data(target=self.target, campaign=self.target.campaign, **said | kwargs)

    def post(self, request, **kwargs):
        form = self.make_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            self.act(form)
        except ReadingRefused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, "Đã ghi số liệu. Số liệu được tính từ lúc người khác của đơn vị duyệt.")
        return redirect("scoring:target", *self.place)


class ReadingAdd(ReadingPage):
    predicate = permissions.can_record_reading
    heading, button = "Nhập số liệu", "Ghi số liệu"

    def make_form(self, data=None, files=None):
        return ReadingForm(self.target, data, files)

    def act(self, form):
        return record_reading(self.target, form.values(), **form.order, by=self.request.user)


class ReadingView(TargetView):
    """Something that is done to one reading."""

    def get_subject(self) -> Reading:
        visible = Reading.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, pk=self.kwargs["pk"], target=self.target)


class ReadingCorrect(ReadingView, ReadingPage):
    predicate = permissions.can_correct_reading
    heading, button = "Đính chính số liệu", "Ghi số liệu thay thế"
    note = "Số liệu cũ vẫn được giữ trong lịch sử. Nếu đã duyệt, số cũ còn được tính cho đến khi số mới được duyệt."

    def make_form(self, data=None, files=None):
        return ReadingForm(self.target, data, files, before=self.subject)

    def act(self, form):
        return correct_reading(self.subject, form.values(), **form.order, by=self.request.user)


class ReadingApprove(ReadingView, View):
    predicate = permissions.can_approve_reading
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        try:
            approve_reading(self.subject, by=request.user)
            messages.success(request, "Đã duyệt. Số liệu này được tính từ bây giờ.")
        except ReadingRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("scoring:target", *self.place)


class ReadingReturn(ReadingView, GuardedPage):
    """Why a reading is sent back to whoever entered it."""

    template_name = "scoring/reading_return.html"
    predicate = permissions.can_return_reading

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", ReturnReadingForm())
        says = reading_words(self.target, self.subject)
        return super().get_context_data(
            target=self.target, campaign=self.target.campaign, reading=self.subject, says=says, **kwargs
        )

    def post(self, request, **kwargs):
        form = ReturnReadingForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            return_reading(self.subject, form.cleaned_data["reason"], by=request.user)
            messages.success(request, "Đã trả lại. Người nhập thấy việc này ở trang Việc cần làm.")
        except ReadingRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("scoring:target", *self.place)


class ReadingDownload(ReadingView, FileDownload):
    predicate = permissions.can_view_reading
