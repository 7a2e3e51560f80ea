"""What is still missing before the launch, and opening the next phase once nothing that blocks is."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import View

from emulation.permissions import can_prepare_campaign
from emulation.views.campaigns import CampaignPage, CampaignView

from ..actions.launching import open_next_phase
from ..actions.phases import PhaseRefused
from ..queries.launching import campaign_findings, is_scored, next_phase, open_phase_of
from ..words.setup import finding_lines


class LaunchCheck(CampaignPage):
    """All findings, those that block first; the press that opens the next phase."""

    template_name = "scoring/launch_check.html"
    predicate = can_prepare_campaign

    def get_context_data(self, **kwargs):
        findings = campaign_findings(self.campaign)
        blocking = [one for one in findings if one.blocks]
        return super().get_context_data(
            missing=finding_lines(self.campaign, blocking, self.request.user),
            to_look_at=finding_lines(self.campaign, findings[len(blocking) :], self.request.user),
            next_phase=next_phase(self.campaign),
            open_phase=open_phase_of(self.campaign),
            is_scored=is_scored(self.campaign),
            **kwargs,
        )


class OpenNextPhase(CampaignView, View):
    predicate = can_prepare_campaign
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        try:
            phase = open_next_phase(self.campaign, by=request.user)
        except PhaseRefused as refusal:
            messages.error(request, str(refusal))
        else:
            begins = "các tổ bắt đầu nhập phiếu được" if is_scored(self.campaign) else "bắt đầu nhập số liệu chỉ tiêu"
            messages.success(request, f"Đã mở {phase.name}: {begins}.")
        return redirect("scoring:launch_check", self.campaign.code)
