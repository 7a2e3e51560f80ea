"""Xác nhận của tổ: how far every neighbourhood is, signing for one, approving many, and the ways back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View

from emulation.models import Unit

from .. import permissions
from ..actions.approvals import (
    ApprovalRefused,
    approve_units,
    return_unit,
    sign_unit,
    take_back,
    withdraw_approval,
)
from ..choices import ApprovalStatus
from ..forms.approvals import ApprovalSearch, ApproveForm, ReasonForm, SeenForm, SignForm
from ..models import UnitApproval
from ..queries.approvals import neighbourhoods
from ..words.approvals import approval_lines, approve_words, deadline_lines, unit_page
from .phases import PhasePage, PhaseView


class ApprovalList(PhasePage):
    """A line for each neighbourhood this person works for; the standing office chooses which to approve."""

    template_name = "scoring/approval_list.html"
    predicate = permissions.can_list_approvals

    def get_context_data(self, **kwargs):
        user, search = self.request.user, ApprovalSearch(self.request.GET)
        found = approval_lines(self.phase, list(neighbourhoods(self.phase).visible_to(user)), user)
        lines = [line for line in found if search.state in ("", line.approval.status)]
        may_approve = self.phase.is_open and permissions.can_approve_units(user, self.phase)
        choosable = [line for line in lines if may_approve and not line.why_not]
        return super().get_context_data(
            lines=lines,
            search=search,
            total=len(found),
            approved=sum(line.approval.status == ApprovalStatus.APPROVED for line in found),
            may_approve=may_approve,
            choosable=choosable,
            everything=urlencode({"to": [line.unit.pk for line in choosable]}, doseq=True),
            deadlines=deadline_lines(self.phase),
            **kwargs,
        )


class ApprovalPreview(PhasePage):
    """Before approving: how many, which, and which are left out and why."""

    template_name = "scoring/approval_preview.html"
    predicate = permissions.can_approve_units

    def get_context_data(self, **kwargs):
        chosen = {one for one in self.request.GET.getlist("to") if one.isdecimal() and len(one) < 10}
        units = list(neighbourhoods(self.phase).visible_to(self.request.user).filter(pk__in=chosen))
        lines = approval_lines(self.phase, units, self.request.user)
        return super().get_context_data(
            ready=[line for line in lines if not line.why_not],
            left_out=[line for line in lines if line.why_not],
            **kwargs,
        )


class ApproveUnits(PhaseView, View):
    """Approves what was looked at, and says what was done, what left out and why."""

    predicate = permissions.can_approve_units
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = ApproveForm(request.POST)
        if not form.is_valid():
            messages.error(request, form.errors["to"][0])
        else:
            self.approve(form.seen)
        return redirect("scoring:approvals", *self.place)

    def approve(self, seen: dict[int, int]) -> None:
        try:
            report = approve_units(self.phase, seen, by=self.request.user)
        except ApprovalRefused as refusal:
            messages.error(self.request, str(refusal))
            return
        for words in approve_words(report):
            (messages.success if words.startswith("Đã") else messages.warning)(self.request, words)


class UnitApprovalPage(PhasePage):
    """One neighbourhood: what is done and missing, what was signed for, and what this person may do about it."""

    template_name = "scoring/unit_approval.html"
    predicate = permissions.can_view_approval

    def get_subject(self) -> Unit:
        return get_object_or_404(neighbourhoods(self.phase).visible_to(self.request.user), pk=self.kwargs["unit"])

    def get_context_data(self, form=None, **kwargs):
        user, page = self.request.user, unit_page(self.phase, self.subject, self.request.user)
        forms = {"collecting": SignForm, "returned": SignForm, "signed": ReasonForm, "approved": ReasonForm}
        form_class = forms[page.approval.status]
        return super().get_context_data(
            unit=self.subject,
            page=page,
            form=form if isinstance(form, form_class) else form_class(),
            may_sign=self.phase.is_open and permissions.can_sign_unit(user, self.subject),
            may_return=self.phase.is_open and permissions.can_return_unit(user, self.subject),
            may_approve=self.phase.is_open and permissions.can_approve_units(user, self.phase),
            deadlines=deadline_lines(self.phase),
            **kwargs,
        )


class UnitMove(UnitApprovalPage):
    """A press that moves the neighbourhood; what cannot be comes back with what was written."""

    http_method_names = ["post"]
    form_class = ReasonForm

    def post(self, request, **kwargs):
        form = self.form_class(request.POST)
        try:
            messages.success(request, self.move(self.asked(form)))
        except ApprovalRefused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        return redirect("scoring:unit_approval", *self.place, self.subject.pk)

    def asked(self, form) -> dict:
        if not form.is_valid():
            raise ApprovalRefused(next(iter(form.errors.values()))[0])
        return form.cleaned_data

    @property
    def approval(self) -> UnitApproval:
        """What there is to move back; of a neighbourhood that has never signed there is nothing."""
        visible = UnitApproval.objects.visible_to(self.request.user).select_related("phase__campaign", "unit")
        found = visible.filter(phase=self.phase, unit=self.subject).first()
        if found is None:
            raise ApprovalRefused(f"{self.subject} chưa xác nhận lần nào.")
        return found

    def move(self, asked: dict) -> str:
        """Does what the button says and tells it in a sentence; raises ApprovalRefused."""
        raise NotImplementedError


class UnitSign(UnitMove):
    """The neighbourhood signs for what it has collected."""

    predicate = permissions.can_sign_unit
    form_class = SignForm

    def move(self, asked):
        sign_unit(self.subject, self.phase, by=self.request.user, **asked)
        return f"Đã xác nhận {self.subject}. Từ bây giờ phiếu của tổ chỉ để xem; thường trực thi đua xem và duyệt."


class UnitTakeBack(UnitMove):
    """The neighbourhood takes its signature back."""

    predicate = permissions.can_sign_unit
    form_class = SeenForm

    def move(self, asked):
        take_back(self.approval, by=self.request.user, **asked)
        return f"Đã thu hồi xác nhận của {self.subject}: phiếu của tổ lại sửa được. Sửa xong hãy xác nhận lại."


class UnitReturn(UnitMove):
    """The standing office sends the neighbourhood back."""

    predicate = permissions.can_return_unit

    def move(self, asked):
        return_unit(self.approval, asked["reason"], seen=asked["seen"], by=self.request.user)
        return f"Đã trả lại {self.subject}: cán bộ tổ thấy lý do trên trang này, sửa rồi xác nhận lại."


class UnitWithdraw(UnitMove):
    """The standing office takes its approval back."""

    predicate = permissions.can_return_unit

    def move(self, asked):
        withdraw_approval(self.approval, asked["reason"], seen=asked["seen"], by=self.request.user)
        return f"Đã thu hồi duyệt {self.subject}. Xác nhận của tổ còn hiệu lực; cần sửa thì trả lại tổ."
