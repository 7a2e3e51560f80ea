"""The page of deadlines: steps, leave to enter late, how far each neighbourhood is, the calendar."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import View

from emulation.actions import (
    GrantRefused,
    create_calendar_link,
    grant_late_entry,
    revoke_calendar_link,
    revoke_late_entry,
)
from emulation.forms.workbooks import LateEntryForm
from emulation.models import CalendarLink, LateEntryGrant, Unit
from emulation.permissions import (
    can_grant_late_entry,
    can_revoke_late_entry,
    can_subscribe_calendar,
    can_view_deadlines,
)
from emulation.queries.deadlines import admissions, collection_end
from emulation.words.deadlines import full_closing_words, grant_lines, phase_steps, step_lines, unit_admission_words

from ..permissions import can_view_unit_result
from ..words.sheets import sheet_count_lines
from .phases import PhasePage, PhaseView

GRANTED = "Đã cho {unit} nhập muộn đến {until}."
GRANTED_BEFORE = "{unit} đã được cho nhập muộn đến {until} từ trước, không có gì thay đổi."
UNREADABLE = "Chưa cho nhập muộn được: hãy sửa những ô có ghi chú đỏ trong mục “Phép nhập muộn” rồi bấm lại."
REVOKED = "Đã thu hồi phép nhập muộn của {unit}."
REVOKED_BEFORE = "Phép nhập muộn của {unit} đã được thu hồi từ trước, không có gì thay đổi."
LINKED = "Liên kết lịch của bạn, chỉ hiện lần này. Hãy chép vào chương trình lịch và không đưa cho người khác: {url}"


class DeadlineView(PhaseView):
    """What all addresses below the page share: the way back to it."""

    def back(self):
        return redirect("scoring:deadlines", *self.place)


class DeadlineList(DeadlineView, PhasePage):
    """Steps with their exact windows, grants, counts of each neighbourhood, and how to follow by calendar."""

    template_name = "scoring/deadline_list.html"
    predicate = can_view_deadlines

    def get_context_data(self, **kwargs):
        own_links = CalendarLink.objects.visible_to(self.request.user).live()
        return super().get_context_data(
            standings=self.standings() if self.phase.is_open else [],
            steps=phase_steps(self.phase),
            windows=step_lines(self.phase),
            grants=grant_lines(self.phase),
            link=own_links.filter(campaign=self.phase.campaign).first(),
            **self.counts() | self.offered_form() | kwargs,
        )

    def offered_form(self) -> dict:
        """The form for whoever may grant, while the phase is not closed."""
        may_grant = can_grant_late_entry(self.request.user, self.phase) and not self.phase.is_closed
        return {"form": LateEntryForm(self.phase)} if may_grant else {}

    def standings(self) -> list[str]:
        """Until when sheets go in: for the ward, or for the neighbourhoods of whoever works only there."""
        units = Unit.objects.visible_to(self.request.user).below(self.phase.campaign.ward)
        units = list(units.wards() or units.neighbourhoods().current())
        return unit_admission_words(units, admissions(self.phase, units))

    def counts(self) -> dict:
        """How far each neighbourhood is, and the deadline by which on time is counted."""
        end = collection_end(self.phase)
        units = list(Unit.objects.below(self.phase.campaign.ward).neighbourhoods().current())
        own = {unit.pk for unit in units if can_view_unit_result(self.request.user, unit)}
        lines = sheet_count_lines(self.phase, units, end, own)
        return {"lines": lines, "deadline": end and full_closing_words(end)}


class LateEntryGrantCreate(DeadlineList):
    """Grants leave; a form that cannot be comes back with what was written."""

    predicate = can_grant_late_entry
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = LateEntryForm(self.phase, request.POST)
        if not form.is_valid():
            messages.error(request, UNREADABLE)
            return self.render_to_response(self.get_context_data(form=form))
        self.grant(form)
        return self.back()

    def grant(self, form) -> None:
        """Gives the leave, or says in one sentence why not."""
        try:
            grant, is_new = grant_late_entry(self.phase, by=self.request.user, **form.values())
        except GrantRefused as refusal:
            messages.error(self.request, str(refusal))
        else:
            words = GRANTED if is_new else GRANTED_BEFORE
            messages.success(self.request, words.format(unit=grant.unit, until=full_closing_words(grant.until)))


class LateEntryGrantRevoke(DeadlineView, View):
    """Takes leave back; a second press changes nothing and says so."""

    predicate = can_revoke_late_entry
    http_method_names = ["post"]

    def get_subject(self):
        visible = LateEntryGrant.objects.visible_to(self.request.user).filter(phase=self.phase)
        return get_object_or_404(visible.select_related("unit", "phase__campaign__ward"), pk=self.kwargs["grant"])

    def post(self, request, **kwargs):
        words = REVOKED if revoke_late_entry(self.subject, by=request.user) else REVOKED_BEFORE
        messages.success(request, words.format(unit=self.subject.unit))
        return self.back()


class CalendarLinkCreate(DeadlineView, View):
    """Makes a new secret address and shows it once: in a message, which lives in the person's own browser."""

    predicate = can_subscribe_calendar
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        token = create_calendar_link(self.phase.campaign, by=request.user)
        url = request.build_absolute_uri(reverse("emulation:linked_calendar", args=[token]))
        messages.success(request, LINKED.format(url=url))
        return self.back()


class CalendarLinkRevoke(DeadlineView, View):
    """Ends the person's own address."""

    predicate = can_subscribe_calendar
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        revoke_calendar_link(self.phase.campaign, by=request.user)
        messages.success(request, "Liên kết lịch của bạn đã được thu hồi: chương trình lịch không đọc được nữa.")
        return self.back()
