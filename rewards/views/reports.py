"""Reports on targets: which are due, one report with its numbers and texts, approving, sending, replacing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views.generic import View

from emulation.actions.files import write_files
from emulation.choices import PaperFormat
from emulation.kit import clock
from emulation.kit.documents import PaperEngineMissing, Unprintable
from emulation.kit.guards import Guarded, GuardedPage
from emulation.kit.word import NotInWord
from emulation.models import KeptFile
from emulation.views.campaigns import CampaignPage
from emulation.views.files import FileDownload

from .. import permissions
from ..actions.papers import PaperRefused
from ..actions.reports import (
    ReportRefused,
    TextsChanged,
    add_scans,
    approve_report,
    record_sending,
    replace_report,
    return_report,
    start_report,
    write_report,
)
from ..choices import ReportStatus
from ..facts.target_reports import paper_of
from ..forms.reports import ReasonForm, ScanForm, SendForm, TextsForm
from ..models import ReportDue, ReportLetter, TargetReport
from ..queries.reports import content_now, due_lines, stamp_of, today_line
from ..words.reports import due_row, report_page

MEDIA = {
    PaperFormat.PDF: "application/pdf",
    PaperFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class ReportsDue(GuardedPage):
    """Every report due that one may know of, the ward's schools side by side, overdue first."""

    template_name = "rewards/reports_due.html"
    predicate = permissions.can_list_reports
    has_subject = False

    def get_context_data(self, **kwargs):
        user = self.request.user
        dues = ReportDue.objects.visible_to(user).asked()
        rows = [due_row(line) for line in due_lines(user, dues, clock.today())]
        return super().get_context_data(rows=rows, day=clock.today(), **kwargs)


class TargetReports(CampaignPage):
    """The reports one campaign asks for."""

    template_name = "rewards/target_reports.html"
    predicate = permissions.can_view_reports

    def get_context_data(self, **kwargs):
        user = self.request.user
        dues = ReportDue.objects.filter(campaign=self.campaign)
        rows = [due_row(line) for line in due_lines(user, dues, clock.today())]
        may_start = bool(rows) and permissions.can_start_report(user, rows[0].line.due)
        return super().get_context_data(rows=rows, may_start=may_start, **kwargs)


class ReportStart(Guarded, View):
    """Begins the report that is due; pressed twice it opens the one that was begun."""

    predicate = permissions.can_start_report
    http_method_names = ["post"]

    def get_subject(self) -> ReportDue:
        visible = ReportDue.objects.visible_to(self.request.user).select_related("campaign__ward")
        return get_object_or_404(visible, campaign__code=self.kwargs["campaign"], number=self.kwargs["number"])

    def post(self, request, **kwargs):
        report = start_report(self.subject, by=request.user)
        return redirect("rewards:report_texts", kwargs["campaign"], kwargs["number"], report.version)


class ReportView(Guarded):
    """A page whose subject is one version of a report."""

    predicate = permissions.can_view_report

    @cached_property
    def report(self) -> TargetReport:
        place = self.kwargs
        return get_object_or_404(
            TargetReport.objects.visible_to(self.request.user).for_page(),
            due__campaign__code=place["campaign"],
            due__number=place["number"],
            version=place["version"],
        )

    def get_subject(self) -> TargetReport:
        return self.report

    @property
    def place(self) -> list:
        """The address of the report."""
        return [self.kwargs["campaign"], self.kwargs["number"], self.kwargs["version"]]

    def back(self):
        return redirect("rewards:target_report", *self.place)


class ReportPage(ReportView, GuardedPage):
    def get_context_data(self, **kwargs):
        due = self.report.due
        return super().get_context_data(report=self.report, due=due, campaign=due.campaign, **kwargs)


class TargetReportDetail(ReportPage):
    """What the report says, what is still missing, to whom it goes, what happened to it."""

    template_name = "rewards/target_report.html"

    def get_context_data(self, **kwargs):
        report, user = self.report, self.request.user
        content = content_now(report)
        return super().get_context_data(
            row=due_row(today_line(user, report.due)),
            page=report_page(report, content),
            stamp=stamp_of(content) if report.status == ReportStatus.DRAFT else "",
            moves=report.moves.select_related("made_by"),
            may_write=permissions.can_write_report(user, report),
            may_approve=permissions.can_approve_report(user, report),
            is_writer=report.written_by_id == user.pk,
            reason=ReasonForm(),
            replacement=TargetReport.objects.visible_to(user).filter(replaces=report).first(),
            **kwargs,
        )


class ReportTexts(ReportPage):
    """The texts of a draft; of two who write at once the second sees both."""

    template_name = "rewards/report_texts.html"
    predicate = permissions.can_write_report

    def get(self, request, *args, **kwargs):
        if self.report.status != ReportStatus.DRAFT:
            return self.back()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", TextsForm(self.report))
        return super().get_context_data(**kwargs)

    def post(self, request, **kwargs):
        form = TextsForm(self.report, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            write_report(self.report, form.values(), seen=form.cleaned_data["seen"], by=request.user)
        except TextsChanged as changed:
            form.meet(changed.standing)
            return self.render_to_response(self.get_context_data(form=form, standing=changed.standing))
        except ReportRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Đã lưu bản nháp. Người khác của đơn vị xem rồi duyệt.")
        return self.back()


class ReportDeed(ReportView, View):
    """One press about a report: done and said, or refused in a sentence."""

    http_method_names = ["post"]
    done = ""

    def act(self) -> TargetReport:
        raise NotImplementedError

    def post(self, request, **kwargs):
        try:
            report = self.act()
        except ReportRefused as refusal:
            messages.error(request, str(refusal))
            return self.back()
        messages.success(request, self.done)
        return redirect("rewards:target_report", *self.place[:2], report.version)

    @property
    def reason(self) -> str:
        """What was written as the reason; the action refuses silence."""
        form = ReasonForm(self.request.POST)
        if "reason" in self.request.POST and not form.is_valid():
            raise ReportRefused(form.errors["reason"][0])
        return form.cleaned_data["reason"] if form.is_valid() else ""


class ReportApprove(ReportDeed):
    predicate = permissions.can_approve_report
    done = "Đã duyệt: nội dung và số liệu được giữ nguyên từ đây. Gửi rồi ghi ngày gửi cho từng nơi nhận."

    def act(self):
        return approve_report(self.report, seen=self.request.POST.get("stamp", ""), by=self.request.user)


class ReportReturn(ReportDeed):
    predicate = permissions.can_write_report
    done = "Đã trả về bản nháp. Sửa xong thì duyệt lại."

    def act(self):
        return return_report(self.report, self.reason, by=self.request.user)


class ReportReplace(ReportDeed):
    predicate = permissions.can_write_report
    done = "Đã lập bản thay thế, chép sẵn phần lời. Bản đã gửi vẫn được giữ nguyên."

    def act(self):
        return replace_report(self.report, self.reason, by=self.request.user)


class ReportSend(ReportPage):
    """Recording that the letter to one addressee was sent."""

    template_name = "rewards/report_send.html"
    predicate = permissions.can_write_report

    @cached_property
    def letter(self) -> ReportLetter:
        letters = self.report.letters.select_related("addressee", "report__due__campaign")
        return get_object_or_404(letters, pk=self.kwargs["pk"])

    def make_form(self, *said) -> SendForm | ScanForm:
        """A letter that was sent before takes only scans."""
        return ScanForm(*said) if self.letter.is_sent else SendForm(self.letter, *said)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.make_form())
        return super().get_context_data(letter=self.letter, **kwargs)

    def post(self, request, **kwargs):
        form = self.make_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            self.act(form, write_files(form.cleaned_data["files"]))
        except ReportRefused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, f"Đã ghi cho bản gửi {self.letter.addressed}.")
        return self.back()

    def act(self, form, uploads) -> None:
        if isinstance(form, ScanForm):
            add_scans(self.letter, uploads, by=self.request.user)
        else:
            record_sending(self.letter, form.values(), uploads, by=self.request.user)


class ReportScan(ReportView, FileDownload):
    """One scan of a letter of the report."""

    def files(self):
        return KeptFile.objects.filter(pk__in=self.report.letters.values("files"))


class ReportPaper(ReportView, View):
    """The report as a paper, for all addressees, or with `noi` for one of them; Word is there to be saved."""

    kind = PaperFormat.PDF

    def get(self, request, **kwargs):
        key = request.GET.get("noi", "")
        letter = get_object_or_404(self.report.letters, pk=key) if key.isdecimal() else None
        try:
            content = paper_of(self.report, letter).file(self.kind)
        except (PaperRefused, PaperEngineMissing, Unprintable, NotInWord) as trouble:
            messages.error(request, str(trouble))
            return self.back()
        name = f"bao-cao-{kwargs['campaign']}-{kwargs['number']}-ban-{kwargs['version']}.{self.kind}"
        response = HttpResponse(content, content_type=MEDIA[self.kind])
        is_saved = self.kind == PaperFormat.WORD
        response["Content-Disposition"] = content_disposition_header(is_saved, name)
        return response
