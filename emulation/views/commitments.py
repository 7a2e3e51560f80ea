"""The pledge list: ticking off who has signed, taking a tick back, and the paper to sign on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View

from .. import permissions
from ..actions.commitments import CommitmentRefused, record_commitments, withdraw_commitment
from ..documents.pledge_list import PledgeList
from ..facts import pledge_facts
from ..forms.plan import SigningForm, first_error
from ..kit.documents import PaperEngineMissing, Unprintable
from ..models import Commitment
from .campaigns import CampaignPage, CampaignView


class CommitmentList(CampaignPage):
    """Who has signed and who has not; whoever may record ticks the names and gives the day."""

    template_name = "emulation/commitment_list.html"
    predicate = permissions.can_view_commitments

    def get_context_data(self, **kwargs):
        rows = list(self.campaign.commitments.all())
        kwargs.setdefault("form", SigningForm(self.campaign))
        return super().get_context_data(
            rows=rows,
            signed=sum(row.signed_on is not None for row in rows),
            may_record=permissions.can_record_commitment(self.request.user, self.campaign),
            **kwargs,
        )


class CommitmentRecord(CommitmentList):
    """Records the ticked names; where it cannot, the same page comes back with what was ticked."""

    predicate = permissions.can_record_commitment
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = SigningForm(self.campaign, request.POST)
        try:
            self.record(form)
        except CommitmentRefused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(form=form, chosen=request.POST.getlist("signed")))
        return redirect("emulation:commitments", self.campaign.code)

    def record(self, form: SigningForm):
        if not form.is_valid():
            raise CommitmentRefused(first_error(form))
        chosen, signed_on = form.cleaned_data["signed"], form.cleaned_data["signed_on"]
        count = record_commitments(self.campaign, chosen, signed_on, by=self.request.user)
        messages.success(self.request, f"Đã ghi nhận {count} người ký cam kết ngày {signed_on:%d/%m/%Y}.")


class CommitmentWithdraw(CampaignView, View):
    """Takes back one signature that was recorded by mistake."""

    predicate = permissions.can_record_commitment
    http_method_names = ["post"]

    def post(self, request, pk, **kwargs):
        commitment = get_object_or_404(Commitment, campaign=self.campaign, pk=pk)
        if withdraw_commitment(commitment, by=request.user):
            messages.success(request, f"Đã bỏ ghi nhận ký của {commitment}.")
        return redirect("emulation:commitments", self.campaign.code)


class PledgeListPaper(CampaignView, View):
    """The list to print and sign, as a PDF file."""

    predicate = permissions.can_view_commitments

    def get(self, request, **kwargs):
        try:
            content = PledgeList(pledge_facts(self.campaign)).pdf()
        except (PaperEngineMissing, Unprintable) as trouble:
            messages.error(request, str(trouble))
            return redirect("emulation:commitments", self.campaign.code)
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="ky-cam-ket-{self.campaign.code}.pdf"'
        return response
