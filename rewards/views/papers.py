"""The report of a phase: what it will hold, and making it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import View

from emulation.choices import PaperFormat
from scoring.queries.snapshots import standing_result
from scoring.views.phases import PhasePage, PhaseView

from ..actions.papers import PaperRefused, order_report
from ..permissions import can_make_papers


class ReportPage(PhasePage):
    """What the report will hold; making it is one press."""

    template_name = "rewards/report.html"
    predicate = can_make_papers

    def get_context_data(self, **kwargs):
        return super().get_context_data(result=standing_result(self.phase)[0], **kwargs)


class ReportOrder(PhaseView, View):
    predicate = can_make_papers

    def post(self, request, **kwargs):
        kind = PaperFormat.WORD if request.POST.get("format") == PaperFormat.WORD else PaperFormat.PDF
        return ordered(request, order_report, self.phase, kind)


def ordered(request, order, *what):
    """The page of the job that was asked for, or the page of the results with the reason against it."""
    try:
        return redirect("emulation:job", order(*what, by=request.user).pk)
    except PaperRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("scoring:results", what[0].campaign.code, what[0].number)
