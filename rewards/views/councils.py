"""Councils: the list, one with its seats and meetings, and the forms of both."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from emulation.kit import clock
from emulation.kit.guards import GuardedPage
from emulation.models import Unit
from emulation.views.people import FormPage

from .. import permissions
from ..actions.councils import add_seat, change_council, change_seat, found_council
from ..actions.meetings import call_meeting
from ..forms.councils import CouncilForm, MeetingForm, SeatForm
from ..models import Council, Seat
from ..queries.councils import doubts_of, seats_on, stamp_of
from ..words.meetings import meeting_badge, seat_line


class CouncilList(GuardedPage):
    """The councils one may see, each with its next or last meeting."""

    template_name = "rewards/council_list.html"
    predicate = permissions.can_list_councils
    has_subject = False

    def get_context_data(self, **kwargs):
        user = self.request.user
        councils = Council.objects.visible_to(user).select_related("unit").prefetch_related("meetings", "seats")
        shown = [one for one in councils if permissions.can_view_council(user, one)]
        rows = [
            (one, len(current(one)), sum(seat.votes for seat in current(one)), one.meetings.all()[:1])
            for one in shown
        ]  # fmt: skip
        may_found = permissions.can_found_council(user)
        return super().get_context_data(rows=rows, may_found=may_found, **kwargs)


def current(council: Council) -> list[Seat]:
    """Who sits today, without a query where seats are prefetched."""
    day = clock.today()
    return [one for one in council.seats.all() if one.starts_on <= day and (one.ends_on is None or one.ends_on >= day)]


class CouncilPage(GuardedPage):
    """What all pages of one council share."""

    predicate = permissions.can_view_council

    def get_subject(self) -> Council:
        visible = Council.objects.visible_to(self.request.user).select_related("unit")
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class CouncilDetail(CouncilPage):
    """One council: its seats of today and of before, what is unusual about them, its meetings."""

    template_name = "rewards/council_detail.html"

    def get_context_data(self, **kwargs):
        council, day = self.subject, clock.today()
        sitting = seats_on(council, day)
        others = council.seats.exclude(pk__in=[seat.pk for seat in sitting]).in_order()
        meetings = council.meetings.select_related("phase__campaign", "chair")
        return super().get_context_data(
            council=council,
            sitting=[seat_line(seat, day) for seat in sitting],
            others=[seat_line(seat, day) for seat in others],
            voters=sum(seat.votes for seat in sitting),
            doubts=doubts_of(sitting) if sitting else [],
            meetings=[(one, meeting_badge(one)) for one in meetings],
            may_keep=permissions.can_keep_council(self.request.user, council),
            **kwargs,
        )


class CouncilFormPage(FormPage):
    """A form about a council that leads back to it."""

    template_name = "rewards/council_form.html"
    predicate = permissions.can_keep_council
    household = None

    def get_subject(self) -> Council:
        visible = Council.objects.visible_to(self.request.user).select_related("unit")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @property
    def council(self) -> Council | None:
        return self.subject

    def get_context_data(self, **kwargs):
        back = reverse("rewards:council", args=[self.council.pk]) if self.council else reverse("rewards:councils")
        return super().get_context_data(council=self.council, back=back, **kwargs)

    def stamp(self):
        return stamp_of(self.subject)

    def leave(self):
        return redirect("rewards:council", self.council.pk)


class CouncilNew(CouncilFormPage):
    predicate = permissions.can_found_council
    has_subject = False
    heading, button = "Thêm hội đồng", "Lưu hội đồng"
    made = None

    @property
    def council(self):
        return self.made

    def make_form(self, data=None):
        user = self.request.user
        units = Unit.objects.visible_to(user).filter(kind__in=["ward", "school"]).current()
        return CouncilForm(data, units=[unit for unit in units if permissions.can_found_council_of(user, unit)])

    def act(self, form):
        unit, key = form.cleaned_data["unit"], form.cleaned_data["key"]
        self.made = found_council(unit, form.values(), key=key, by=self.request.user)
        return f"Đã lưu {self.made}. Bây giờ hãy thêm từng thành viên theo quyết định."


class CouncilChange(CouncilFormPage):
    heading, button = "Sửa hội đồng", "Lưu"

    def make_form(self, data=None):
        return CouncilForm(data, council=self.subject)

    def act(self, form):
        change_council(self.subject, form.values(), stamp=form.cleaned_data["stamp"], by=self.request.user)
        return "Đã lưu. Biên bản đã khóa vẫn giữ như lúc khóa."


class SeatAdd(CouncilFormPage):
    heading, button = "Thêm thành viên", "Thêm thành viên"

    def make_form(self, data=None):
        return SeatForm(self.subject, data)

    def act(self, form):
        seat = add_seat(self.subject, form.values(), key=form.cleaned_data["key"], by=self.request.user)
        return f"Đã thêm {seat.full_name}, {seat.get_role_display()}."


class SeatChange(CouncilFormPage):
    predicate = permissions.can_keep_seat
    heading, button = "Sửa thành viên", "Lưu"

    def get_subject(self) -> Seat:
        visible = Council.objects.visible_to(self.request.user).filter(pk=self.kwargs["pk"])
        seats = Seat.objects.select_related("council__unit", "unit", "household", "account")
        return get_object_or_404(seats.filter(council__in=visible), pk=self.kwargs["seat"])

    @property
    def council(self):
        return self.subject.council

    def make_form(self, data=None):
        return SeatForm(self.council, data, seat=self.subject)

    def act(self, form):
        seat = change_seat(self.subject, form.values(), stamp=form.cleaned_data["stamp"], by=self.request.user)
        return f"Đã lưu {seat.full_name}."


class MeetingCall(CouncilFormPage):
    heading, button = "Mở phiên họp", "Mở phiên họp"
    made = None

    def make_form(self, data=None):
        return MeetingForm(self.subject, data)

    def act(self, form):
        self.made = call_meeting(self.subject, form.values(), key=form.cleaned_data["key"], by=self.request.user)
        return f"Đã mở {str(self.made).lower()}. Bây giờ hãy đưa các đề nghị vào chương trình."

    def leave(self):
        return redirect("rewards:meeting", self.made.pk)
