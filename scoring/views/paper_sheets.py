"""Sheets on paper: ordering a stack, opening a sheet by its code, one once more, giving a spare one a household."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.kit.guards import Guarded, GuardedPage

from .. import permissions, rules
from ..actions.paper_sheets import PaperRefused, bind_spare, order_reprint, order_sheets, unbind_spare
from ..forms.register import BindForm, PrintOrderForm
from ..models import PaperSheet
from ..queries.register import expected_homes
from .phases import PhasePage

UNKNOWN = "Không có phiếu mang mã {code} trong các tổ bạn phụ trách. Hãy so lại với mã in dưới ô QR."

LONGEST_SCAN = 300  # characters of an address that a QR reader sends


def address_of(request) -> str:
    """What the QR codes lead to: the portal as this person reaches it."""
    return request.build_absolute_uri("/").rstrip("/")


class SheetOrder(PhasePage):
    """Orders the sheets of a neighbourhood or of the ward; a job prints them."""

    template_name = "scoring/print_sheets.html"
    predicate = permissions.can_print_sheets

    @cached_property
    def form(self) -> PrintOrderForm:
        return PrintOrderForm(self.request.user, self.phase, self.request.POST or None)

    def get_context_data(self, **kwargs):
        homes = expected_homes(self.phase, self.form.fields["unit"].queryset)
        return super().get_context_data(form=self.form, expected=homes.count(), **kwargs)

    def post(self, request, **kwargs):
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        job = order_sheets(self.phase, address=address_of(request), by=request.user, **self.form.values())
        return redirect("emulation:job", job.pk)


class PaperFind(GuardedPage):
    """A box for a typed or scanned code; the code opens the sheet at once."""

    template_name = "scoring/paper_find.html"
    predicate = permissions.can_find_paper
    has_subject = False

    def get(self, request, *args, **kwargs):
        typed = request.GET.get("ma", "")
        if not typed:
            return super().get(request)
        try:
            code = rules.read_code(typed[:LONGEST_SCAN])
        except rules.WrongCode as wrong:
            return self.render_to_response(self.get_context_data(typed=typed, complaint=str(wrong)))
        if not PaperSheet.objects.visible_to(request.user).filter(code=code).exists():
            complaint = UNKNOWN.format(code=rules.spaced(code))
            return self.render_to_response(self.get_context_data(typed=typed, complaint=complaint))
        return redirect("scoring:paper", code)


class PaperView(Guarded):
    """A page about one sheet of paper, addressed by its code."""

    predicate = permissions.can_view_paper

    def get_subject(self):
        try:
            code = rules.read_code(self.kwargs["code"])
        except rules.WrongCode as wrong:
            raise Http404 from wrong
        return get_object_or_404(PaperSheet.objects.visible_to(self.request.user).for_page(), code=code)

    @property
    def paper(self) -> PaperSheet:
        return self.subject

    def detail(self):
        return redirect("scoring:paper_detail", self.paper.code)


class PaperOpen(PaperView, View):
    """What the QR code leads to: the grid of the household; of a spare sheet, the page that gives it one."""

    def get(self, request, **kwargs):
        if self.paper.is_spare:
            return self.detail()
        campaign, phase = self.paper.phase.campaign, self.paper.phase
        return redirect("scoring:sheet", campaign.code, phase.number, self.paper.household_id)


class PaperDetail(PaperView, GuardedPage):
    """One sheet: whose it is, when and by whom it was printed, handed out and collected."""

    template_name = "scoring/paper_detail.html"

    def get_context_data(self, form=None, **kwargs):
        paper, phase = self.paper, self.paper.phase
        register = reverse("scoring:unit_register", args=[phase.campaign.code, phase.number, paper.place.pk])
        return super().get_context_data(
            paper=paper,
            phase=phase,
            campaign=phase.campaign,
            prints=paper.prints.select_related("printed_by"),
            register=register,
            may_keep=permissions.can_keep_paper(self.request.user, paper),
            form=form or BindForm(self.request.user, phase.campaign.ward),
            **kwargs,
        )


class PaperReprint(PaperView, View):
    """Orders one sheet once more."""

    predicate = permissions.can_keep_paper
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        job = order_reprint(self.paper, address=address_of(request), by=request.user)
        return redirect("emulation:job", job.pk)


class PaperBind(PaperDetail):
    """Gives a spare sheet its household; a code that cannot be comes back with the reason."""

    predicate = permissions.can_keep_paper
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = BindForm(request.user, self.paper.phase.campaign.ward, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            paper = bind_spare(self.paper, form.cleaned_data["household"], by=request.user)
        except PaperRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Phiếu {paper.printed_code} nay là phiếu của hộ {paper.household.code}.")
        return self.detail()


class PaperUnbind(PaperView, View):
    """Takes a binding back."""

    predicate = permissions.can_keep_paper
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        try:
            paper = unbind_spare(self.paper, by=request.user)
        except PaperRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Phiếu {paper.printed_code} lại là phiếu dự phòng.")
        return self.detail()
