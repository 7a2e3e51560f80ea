"""Campaigns of the ward, and the three ways to a new one: a plan file, a copy of last year's, an empty draft."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import FormView

from emulation.actions.drafts import start_campaign
from emulation.forms.plan import NewCampaignForm, wards_to_set_up
from emulation.kit.guards import Guarded, GuardedPage
from emulation.models import Campaign
from emulation.permissions import can_list_campaigns, can_set_up_for, can_start_campaign, can_view_commitments
from emulation.plans import PlanError

from ..actions.copying import CopyRefused, copy_campaign
from ..actions.plan_files import load_plan_for, preview_plan
from ..forms.plan import CarriedPlanForm, CopyForm, CopySourceForm, PlanFileForm
from ..models import Target


class CampaignList(GuardedPage):
    """All campaigns one may see, with the way to their pages."""

    template_name = "scoring/campaign_list.html"
    predicate = can_list_campaigns
    has_subject = False

    def get_context_data(self, **kwargs):
        user = self.request.user
        campaigns = Campaign.objects.visible_to(user).select_related("ward")
        return super().get_context_data(
            rows=[(one, can_set_up_for(user, one.ward), can_view_commitments(user, one)) for one in campaigns],
            with_targets=set(Target.objects.visible_to(user).order_by().values_list("campaign", flat=True).distinct()),
            may_start=can_start_campaign(user),
            **kwargs,
        )


class NewCampaign(GuardedPage):
    """The three ways to a new campaign."""

    template_name = "scoring/campaign_new.html"
    predicate = can_start_campaign
    has_subject = False

    def get_context_data(self, **kwargs):
        may_copy = Campaign.objects.filter(ward__in=wards_to_set_up(self.request.user)).exists()
        return super().get_context_data(may_copy=may_copy, **kwargs)


class NewDraft(Guarded, FormView):
    """An empty draft with its first data."""

    template_name = "scoring/campaign_draft.html"
    form_class = NewCampaignForm
    predicate = can_start_campaign
    has_subject = False

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        made = start_campaign(form.cleaned_data["ward"], form.values(), by=self.request.user)
        messages.success(self.request, f"Đã tạo bản soạn {made.title}. Hãy viết tiếp từng phần của kế hoạch.")
        return redirect("scoring:chapter_can-cu", made.code)


class PlanFile(Guarded, FormView):
    """Takes a plan file in and shows what it would create; nothing is saved."""

    template_name = "scoring/plan_file.html"
    form_class = PlanFileForm
    predicate = can_start_campaign
    has_subject = False

    def form_valid(self, form):
        try:
            preview = preview_plan(form.plan, by=self.request.user)
        except PlanError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return self.render_to_response(
            self.get_context_data(form=PlanFileForm(), preview=preview, carried=form.carried)
        )


class PlanFileLoad(Guarded, FormView):
    """Creates the campaign of the plan that was looked at."""

    template_name = "scoring/plan_file.html"
    form_class = CarriedPlanForm
    predicate = can_start_campaign
    has_subject = False
    http_method_names = ["post"]

    def form_valid(self, form):
        try:
            made = load_plan_for(form.plan, by=self.request.user)
        except PlanError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"Đã tạo phong trào {made.title} từ tệp kế hoạch.")
        return redirect("scoring:launch_check", made.code)

    def form_invalid(self, form):
        for complaint in form.errors.values():
            messages.error(self.request, complaint[0])
        return redirect("scoring:plan_file")


class CampaignCopyPage(GuardedPage):
    """First which campaign and which year, then its dates in that year, to be corrected before anything is made."""

    template_name = "scoring/campaign_copy.html"
    predicate = can_start_campaign
    has_subject = False

    def get(self, request):
        choice = CopySourceForm(request.user, request.GET if "tu" in request.GET else None)
        return self.show(choice, self.copy_form(choice) if choice.is_valid() else None)

    def post(self, request):
        choice = CopySourceForm(request.user, request.GET)
        if not choice.is_valid():
            return self.show(choice)
        form = self.copy_form(choice, request.POST)
        return self.make(choice, form) if form.is_valid() else self.show(choice, form)

    def make(self, choice, form):
        try:
            made = copy_campaign(choice.cleaned_data["tu"], form.copy(), by=self.request.user)
        except CopyRefused as refusal:
            form.add_error(None, str(refusal))
            return self.show(choice, form)
        messages.success(self.request, f"Đã chép thành {made.title}. Hãy xem những chỗ cần sửa theo năm mới.")
        return redirect("scoring:launch_check", made.code)

    def copy_form(self, choice, data=None) -> CopyForm:
        source = choice.cleaned_data["tu"]
        return CopyForm(source, choice.cleaned_data["nam"] - source.year, data)

    def show(self, choice, form=None):
        return self.render_to_response(self.get_context_data(choice=choice, form=form))
