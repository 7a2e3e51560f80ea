"""Requests for correction: asking, the list, deciding."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import View

from .. import permissions
from ..actions import PeopleRefused, approve_correction, refuse_correction, request_correction, withdraw_correction
from ..choices import CorrectedField
from ..forms.corrections import CorrectionForm, CorrectionSearch
from ..kit.guards import Guarded, GuardedPage
from ..models import CorrectionRequest
from ..templatetags.masks import masked
from .people import MemberFormPage

PAGE = 50


@dataclass(frozen=True)
class CorrectionLine:
    """One request as the list shows it, numbers masked, with what this person may do about it."""

    request: CorrectionRequest
    old: str
    new: str
    may_decide: bool
    may_withdraw: bool


class CorrectionList(GuardedPage):
    template_name = "emulation/correction_list.html"
    predicate = permissions.can_list_corrections
    has_subject = False

    def get_context_data(self, **kwargs):
        search = CorrectionSearch(self.request.GET)
        visible = CorrectionRequest.objects.visible_to(self.request.user).for_page()
        page = Paginator(search.narrowed(visible), PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(search=search, page_obj=page, lines=[self.line(one) for one in page], **kwargs)

    def line(self, one: CorrectionRequest) -> CorrectionLine:
        user = self.request.user
        shown = masked if one.field == CorrectedField.CITIZEN_ID else str
        return CorrectionLine(
            one,
            shown(one.old),
            shown(one.new),
            one.is_waiting and permissions.can_decide_correction(user, one),
            one.is_waiting and permissions.can_withdraw_correction(user, one),
        )


class CorrectionAsk(MemberFormPage):
    predicate = permissions.can_request_correction
    heading, button = "Đề nghị đính chính", "Gửi đề nghị"
    note = "Người khác (thường trực hoặc chủ tịch) duyệt đề nghị. Bản chốt của đợt đã chốt không thay đổi."

    def make_form(self, data=None):
        return CorrectionForm(self.member, data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(note=self.note, **kwargs)

    def act(self, form):
        request_correction(self.member, **form.values(), by=self.request.user)
        return "Đã gửi đề nghị đính chính. Khi được duyệt, danh bạ tự sửa theo."


class CorrectionChange(Guarded, View):
    """A press of a button on one request; then back to the list."""

    http_method_names = ["post"]

    def get_subject(self):
        visible = CorrectionRequest.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.change())
        except PeopleRefused as refusal:
            messages.error(request, str(refusal))
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("emulation:corrections") + query)

    def change(self) -> str:
        """Does what the button says and tells it in a sentence; raises PeopleRefused."""
        raise NotImplementedError


class CorrectionDecide(CorrectionChange):
    predicate = permissions.can_decide_correction

    def change(self):
        note, by = self.request.POST.get("note", "")[:300], self.request.user
        if self.request.POST.get("decision") == "approve":
            approve_correction(self.subject, note=note, by=by)
            return f"Đã duyệt và sửa danh bạ cho {self.subject.member.full_name}."
        refuse_correction(self.subject, note=note, by=by)
        return "Đã ghi là không duyệt."


class CorrectionWithdraw(CorrectionChange):
    predicate = permissions.can_withdraw_correction

    def change(self):
        withdraw_correction(self.subject, by=self.request.user)
        return "Đã rút đề nghị đính chính."
