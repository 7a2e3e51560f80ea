"""Addresses of certificates and reports of a phase."""

from django.urls import path

from emulation.choices import PaperFormat

from .views import papers, reports

app_name = "rewards"

REPORTS = "phong-trao/<slug:campaign>/bao-cao"
REPORT = f"{REPORTS}/<int:number>/ban-<int:version>"
PHASE = "phong-trao/<slug:campaign>/dot-<int:number>"

urlpatterns = [
    path(f"{PHASE}/giay-chung-nhan/", papers.CertificatePage.as_view(), name="certificates"),
    path(f"{PHASE}/bao-cao/", papers.ReportPage.as_view(), name="report"),
    path(f"{PHASE}/bao-cao/lap/", papers.ReportOrder.as_view(), name="report_order"),
    path("bao-cao/", reports.ReportsDue.as_view(), name="reports_due"),
    path(f"{REPORTS}/", reports.TargetReports.as_view(), name="target_reports"),
    path(f"{REPORTS}/<int:number>/soan/", reports.ReportStart.as_view(), name="report_start"),
    path(f"{REPORT}/", reports.TargetReportDetail.as_view(), name="target_report"),
    path(f"{REPORT}/noi-dung/", reports.ReportTexts.as_view(), name="report_texts"),
    path(f"{REPORT}/duyet/", reports.ReportApprove.as_view(), name="report_approve"),
    path(f"{REPORT}/tra-lai/", reports.ReportReturn.as_view(), name="report_return"),
    path(f"{REPORT}/thay-the/", reports.ReportReplace.as_view(), name="report_replace"),
    path(f"{REPORT}/gui/<int:pk>/", reports.ReportSend.as_view(), name="report_send"),
    path(f"{REPORT}/tep/<str:key>/", reports.ReportScan.as_view(), name="report_scan"),
    path(f"{REPORT}/van-ban.pdf", reports.ReportPaper.as_view(), name="report_paper"),
    path(f"{REPORT}/van-ban.docx", reports.ReportPaper.as_view(kind=PaperFormat.WORD), name="report_word"),
]
