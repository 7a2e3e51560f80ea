"""Initiatives: campaigns side by side, the list of one, one with its files and its history, writing, deciding."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View

from emulation.kit.guards import Guarded, GuardedPage
from emulation.views.campaigns import CampaignPage
from emulation.views.files import FileDownload

from .. import permissions
from ..actions.initiatives import (
    InitiativeRefused,
    InitiativeStale,
    approve_initiative,
    change_initiative,
    record_initiative,
    withdraw_initiative,
)
from ..forms.initiatives import InitiativeForm, InitiativeSearch, SeenForm, WithdrawForm
from ..models import Initiative
from ..queries.initiatives import campaigns_with_initiatives, history_of
from ..words.initiatives import act_words, initiative_row

ROWS = 50


class InitiativeOverview(GuardedPage):
    """Every campaign that one may see, with how many initiatives it has."""

    template_name = "scoring/initiative_overview.html"
    predicate = permissions.can_list_initiatives
    has_subject = False

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=campaigns_with_initiatives(self.request.user), **kwargs)


class InitiativeList(CampaignPage):
    """The initiatives of a campaign, by kind, author and state."""

    template_name = "scoring/initiative_list.html"
    predicate = permissions.can_view_initiatives

    def get_context_data(self, **kwargs):
        form = InitiativeSearch(self.campaign, self.request.user, self.request.GET)
        page = Paginator(form.shown(), ROWS).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            form=form,
            page_obj=page,
            rows=[initiative_row(one) for one in page],
            is_filtered=any(form.cleaned_data.values()) if form.is_valid() else False,
            may_enter=permissions.can_record_initiative(self.request.user, self.campaign),
            **kwargs,
        )


class InitiativePage(GuardedPage):
    """A form with one initiative."""

    template_name = "scoring/initiative_form.html"
    heading = button = ""

    def make_form(self, data=None, files=None) -> InitiativeForm:
        raise NotImplementedError

    def act(self, form: InitiativeForm) -> Initiative:
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.make_form())
        return super().get_context_data(heading=self.heading, button=self.button, **kwargs)

    def post(self, request, **kwargs):
        form = self.make_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            initiative = self.act(form)
        except InitiativeRefused as refusal:
            is_stale = isinstance(refusal, InitiativeStale)
            if is_stale:
                form.renew(form.before.version)
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form, is_stale=is_stale))
        messages.success(request, "Đã ghi. Sáng kiến được tính từ lúc người khác của đơn vị duyệt.")
        return redirect("scoring:initiative", initiative.campaign.code, initiative.pk)


class InitiativeAdd(CampaignPage, InitiativePage):
    predicate = permissions.can_record_initiative
    heading, button = "Ghi mô hình, sáng kiến, giải pháp", "Ghi"

    def make_form(self, data=None, files=None):
        return InitiativeForm(self.campaign, data, files)

    def act(self, form):
        given = form.cleaned_data
        order = {"key": given["key"], "evidence": given["files"], "by": self.request.user}
        return record_initiative(self.campaign, form.values(), form.authors, **order)


class InitiativeView(Guarded):
    """A page whose subject is one initiative."""

    def get_subject(self) -> Initiative:
        visible = Initiative.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, campaign__code=self.kwargs["campaign"], pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(initiative=self.subject, campaign=self.subject.campaign, **kwargs)

    def leave(self):
        return redirect("scoring:initiative", self.kwargs["campaign"], self.kwargs["pk"])


class InitiativeDetail(InitiativeView, GuardedPage):
    """One initiative with its authors, files and history, and what this person may do about it."""

    template_name = "scoring/initiative_detail.html"
    predicate = permissions.can_view_initiative

    def get_context_data(self, **kwargs):
        one, user = self.subject, self.request.user
        return super().get_context_data(
            row=initiative_row(one),
            files=one.files.all(),
            history=[act_words(*act) for act in history_of(one)],
            may_change=one.is_waiting and permissions.can_change_initiative(user, one),
            may_approve=one.is_waiting and permissions.can_approve_initiative(user, one),
            may_withdraw=not one.withdrawn_at and permissions.can_withdraw_initiative(user, one),
            **kwargs,
        )


class InitiativeChange(InitiativeView, InitiativePage):
    predicate = permissions.can_change_initiative
    heading, button = "Sửa sáng kiến", "Lưu"

    def make_form(self, data=None, files=None):
        return InitiativeForm(self.subject.campaign, data, files, before=self.subject)

    def act(self, form):
        given = form.cleaned_data
        order = {"seen": given["stamp"], "evidence": given["files"], "by": self.request.user}
        return change_initiative(self.subject, form.values(), form.authors, **order)


class InitiativeApprove(InitiativeView, View):
    predicate = permissions.can_approve_initiative
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = SeenForm(request.POST)
        try:
            approve_initiative(self.subject, seen=form.cleaned_data["seen"] if form.is_valid() else 0, by=request.user)
            messages.success(request, "Đã duyệt. Sáng kiến này được đưa vào báo cáo từ bây giờ.")
        except InitiativeRefused as refusal:
            messages.error(request, str(refusal))
        return self.leave()


class InitiativeWithdraw(InitiativeView, GuardedPage):
    """Why an initiative is withdrawn."""

    template_name = "scoring/initiative_withdraw.html"
    predicate = permissions.can_withdraw_initiative

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", WithdrawForm())
        return super().get_context_data(**kwargs)

    def post(self, request, **kwargs):
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        withdraw_initiative(self.subject, form.cleaned_data["reason"], by=request.user)
        messages.success(request, "Đã rút. Sáng kiến không còn được đưa vào báo cáo và vẫn xem lại được.")
        return self.leave()


class InitiativeDownload(InitiativeView, FileDownload):
    predicate = permissions.can_view_initiative
