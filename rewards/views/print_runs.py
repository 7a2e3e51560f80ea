"""Runs of the printer: what to print, the file from the sheet that comes next, how far it is, spoiled blanks."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.kit.guards import GuardedPage
from emulation.models import Job, Unit
from scoring.views.paper_sheets import address_of

from ..actions.certificates import CertificateRefused
from ..actions.printing import PrintRefused, Wanted, order_file, order_run, record_printed, stop_run
from ..actions.registers import RegisterRefused, record_stock
from ..choices import StockKind
from ..facts.layouts import layout_for, printer_facts
from ..forms.certificates import PrintedForm, PrintForm, StockForm
from ..models import PrintRun
from ..permissions import certificates as permissions
from ..queries.certificates import counted
from ..queries.registers import stock_of
from ..words.certificates import printed_words, run_badge
from .certificates import DecisionView, read
from .phases import RewardView


class PrintRunNew(DecisionView, GuardedPage):
    """Which certificates go to the printer; then the run with its file."""

    template_name = "rewards/print_run_form.html"
    predicate = permissions.can_issue_certificates

    @cached_property
    def form(self) -> PrintForm:
        return PrintForm(self.subject, self.request.POST or None)

    def get_context_data(self, **kwargs):
        [count] = counted(type(self.subject).objects.filter(pk=self.subject.pk)) or [None]
        layout = layout_for(self.subject.award, self.subject.ward)
        return super().get_context_data(
            phase=self.phase, campaign=self.phase.campaign, decision=self.subject, form=self.form, count=count,
            layout=layout, **kwargs,
        )  # fmt: skip

    def post(self, request, **kwargs):
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        given, one = self.form.cleaned_data, self.subject
        printer = vars(printer_facts(given["printer"])) if given["printer"] else {}
        layout = layout_for(one.award, one.ward).as_data()
        wanted = Wanted(self.form.certificates(), self.form.about(), given["reason"], layout, printer)
        try:
            run = order_run(one, wanted, key=given["key"], by=request.user)
            order_file(run, address=address_of(request), by=request.user)
        except PrintRefused as refusal:
            self.form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data())
        return redirect("rewards:print_run", *self.place, run.pk)


class RunView(RewardView):
    """A page whose subject is one run of the phase."""

    def get_subject(self) -> PrintRun:
        visible = PrintRun.objects.filter(register__unit__in=Unit.objects.visible_to(self.request.user)).select_related(
            "decision__award", "decision__ward", "register", "ordered_by", "finished_by"
        )
        return get_object_or_404(visible, pk=self.kwargs["pk"], decision__phase=self.phase)


class PrintRunDetail(RunView, GuardedPage):
    """One run: its file and progress, how far it has come, spoiled blanks."""

    template_name = "rewards/print_run.html"
    predicate = permissions.can_view_print_run

    def get_context_data(self, **kwargs):
        run = self.subject
        files = Job.objects.visible_to(self.request.user).filter(kind="print_run", args__run=run.pk)
        return super().get_context_data(
            phase=self.phase,
            campaign=self.phase.campaign,
            run=run,
            badge=run_badge(run),
            job=files.filter(args__first=run.printed_to + 1).first(),
            next_sheet=run.printed_to + 1,
            percent=100 * run.printed_to // run.total,
            coming=run.sheets.filter(position__gt=run.printed_to).select_related("certificate")[:3],
            spoiled=run.stock.select_related("recorded_by"),
            stock=stock_of(run.register),
            stock_form=StockForm(),
            may_print=permissions.can_go_on_printing(self.request.user, run),
            **kwargs,
        )


class PrintRunStep(RunView, View):
    """Asks for the file again, records how far it is, ends it early, records spoiled blanks."""

    http_method_names = ["post"]
    predicate = permissions.can_go_on_printing

    def post(self, request, **kwargs):
        steps = {"tep": self.file, "da-in": self.printed, "dung": self.stop, "phoi-hong": self.spoiled}
        if self.kwargs["step"] not in steps:
            raise Http404
        try:
            if said := steps[self.kwargs["step"]](request):
                messages.success(request, said)
        except (PrintRefused, CertificateRefused, RegisterRefused) as refusal:
            messages.error(request, str(refusal))
        return redirect("rewards:print_run", *self.place, self.subject.pk)

    def file(self, request) -> str:
        order_file(self.subject, address=address_of(request), by=request.user)
        return "Đã yêu cầu lập tệp in. Tệp hiện ở trang này khi lập xong."

    def printed(self, request) -> str:
        given = read(PrintedForm(request.POST))
        run = record_printed(self.subject, given["printed_to"], seen=given["seen"], by=request.user)
        messages.success(request, printed_words(run))
        if not run.is_over:
            order_file(run, address=address_of(request), by=request.user)
        return ""

    def stop(self, request) -> str:
        run = stop_run(self.subject, by=request.user)
        return f"Đã dừng lần in ở tờ {run.printed_to}. Các giấy sau đó trở lại là chưa in."

    def spoiled(self, request) -> str:
        given = read(StockForm(request.POST))
        told = {"key": given["key"], "run": self.subject, "by": request.user}
        entry = record_stock(self.subject.register, StockKind.SPOILED, given["count"], given["reason"], **told)
        return f"Đã ghi {entry.count} phôi hỏng."
