"""Addresses of certificates, reports, awards and nominations of a phase, and of earlier awards."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from emulation.choices import PaperFormat

from .views import (
    awards,
    councils,
    decision_register,
    decisions,
    dossier_papers,
    dossiers,
    history,
    meeting_papers,
    meetings,
    nominations,
    objections,
    packs,
    papers,
    posted_lists,
    postings,
    reports,
    signatures,
    votes,
)

app_name = "rewards"

REPORTS = "phong-trao/<slug:campaign>/bao-cao"
REPORT = f"{REPORTS}/<int:number>/ban-<int:version>"
PHASE = "phong-trao/<slug:campaign>/dot-<int:number>"
AWARDS = f"{PHASE}/khen-thuong"
NOMINATIONS = f"{AWARDS}/de-nghi"
ONE = f"{NOMINATIONS}/<int:pk>"
DOSSIERS = f"{AWARDS}/ho-so"
DOSSIER = f"{DOSSIERS}/<int:pk>"
HISTORY = "khen-thuong-truoc-day"
DECISIONS = f"{AWARDS}/quyet-dinh"
DECISION = f"{DECISIONS}/<int:pk>"

urlpatterns = [
    path(f"{PHASE}/giay-chung-nhan/", papers.CertificatePage.as_view(), name="certificates"),
    path(f"{PHASE}/bao-cao/", papers.ReportPage.as_view(), name="report"),
    path(f"{PHASE}/bao-cao/lap/", papers.ReportOrder.as_view(), name="report_order"),
    # awards and nominations
    path(f"{AWARDS}/", awards.AwardList.as_view(), name="awards"),
    path(f"{AWARDS}/<int:award>/theo-quy-tac/", awards.AwardProposal.as_view(), name="award_proposal"),
    path(f"{AWARDS}/<int:award>/de-nghi-<slug:kind>/", awards.NominationAdd.as_view(), name="nomination_add"),
    path(f"{NOMINATIONS}/", nominations.NominationList.as_view(), name="nominations"),
    path(f"{NOMINATIONS}/nhieu/", nominations.NominationActs.as_view(), name="nomination_acts"),
    path(f"{ONE}/", nominations.NominationDetail.as_view(), name="nomination"),
    path(f"{ONE}/sua/", nominations.NominationEdit.as_view(), name="nomination_edit"),
    path(f"{ONE}/tieu-chuan/", nominations.NominationTick.as_view(), name="nomination_tick"),
    path(f"{ONE}/viec/", nominations.NominationStep.as_view(), name="nomination_step"),
    path(f"{ONE}/van-de-nghi/", nominations.NominationOverride.as_view(), name="nomination_override"),
    path(f"{HISTORY}/", history.HistoryList.as_view(), name="history"),
    path(f"{HISTORY}/nhap/", history.HistoryImportCreate.as_view(), name="history_import"),
    path(f"{HISTORY}/mau/", history.HistoryTemplate.as_view(), name="history_template"),
    path(f"{HISTORY}/nhap/<uuid:pk>/", history.HistoryImportDetail.as_view(), name="history_import_preview"),
    path(f"{HISTORY}/nhap/<uuid:pk>/luu/", history.HistoryImportSave.as_view(), name="history_import_save"),
    path(f"{HISTORY}/nhap/<uuid:pk>/dong-sai/", history.HistoryWrongRows.as_view(), name="history_wrong_rows"),
    # decisions
    path(f"{DECISIONS}/", decisions.DecisionList.as_view(), name="decisions"),
    path(f"{AWARDS}/<int:award>/quyet-dinh/", decisions.DecisionNew.as_view(), name="decision_new"),
    path(f"{AWARDS}/<int:award>/quyet-dinh-cap-tren/", signatures.SuperiorNew.as_view(), name="superior_new"),
    path(f"{DECISION}/", decisions.DecisionDetail.as_view(), name="decision"),
    path(f"{DECISION}/noi-dung/", decisions.DecisionTexts.as_view(), name="decision_texts"),
    path(f"{DECISION}/cap-nhat/", decisions.DecisionUpdate.as_view(), name="decision_update"),
    path(f"{DECISION}/them/", decisions.DecisionAdd.as_view(), name="decision_add"),
    path(f"{DECISION}/dua-ra/<int:line>/", decisions.DecisionTakeOut.as_view(), name="decision_take_out"),
    path(f"{DECISION}/dong/<int:line>/", decisions.DecisionLineEdit.as_view(), name="decision_line"),
    path(f"{DECISION}/bo/", decisions.DecisionDrop.as_view(), name="decision_drop"),
    path(f"{DECISION}/van-ban/", signatures.DecisionPaper.as_view(), name="decision_paper"),
    path(f"{DECISION}/ghi-so/", signatures.DecisionRecord.as_view(), name="decision_record"),
    path(f"{DECISION}/ban-chup/", signatures.DecisionScan.as_view(), name="decision_scan"),
    path(f"{DECISION}/tep/<str:key>/", signatures.DecisionFile.as_view(), name="decision_file"),
    path(f"{DECISION}/lap-<slug:slug>/", signatures.DecisionLater.as_view(), name="decision_later"),
    path("so-quyet-dinh/", decision_register.RegisterPage.as_view(), name="decision_register"),
    path("so-quyet-dinh/tai/", decision_register.RegisterFile.as_view(), name="decision_register_file"),
    # dossiers
    path(f"{DOSSIERS}/", dossiers.DossierList.as_view(), name="dossiers"),
    path(f"{DOSSIERS}/lap/", dossiers.DossierMake.as_view(), name="dossier_make"),
    path(f"{DOSSIER}/", dossiers.DossierDetail.as_view(), name="dossier"),
    path(f"{DOSSIER}/don-vi/", dossiers.DossierUnitStep.as_view(), name="dossier_unit_step"),
    path(f"{DOSSIER}/thuong-truc/", dossiers.DossierOfficeStep.as_view(), name="dossier_office_step"),
    path(f"{DOSSIER}/gui-cap-tren/", dossiers.DossierSend.as_view(), name="dossier_send"),
    path(f"{DOSSIER}/tra-loi/", dossiers.DossierAnswer.as_view(), name="dossier_answer"),
    path(f"{DOSSIER}/so-bo/", dossiers.DossierCopies.as_view(), name="dossier_copies"),
    path(f"{DOSSIER}/bo-ra/<int:nomination>/", dossiers.DossierTakeOut.as_view(), name="dossier_take_out"),
    path(f"{DOSSIER}/giay-to/<int:paper>/tep/", dossiers.PaperUpload.as_view(), name="dossier_paper_upload"),
    path(f"{DOSSIER}/giay-to/<int:paper>/khong-can/", dossiers.PaperWaive.as_view(), name="dossier_paper_waive"),
    path(f"{DOSSIER}/giay-to/<int:paper>/thieu/", dossiers.PaperClear.as_view(), name="dossier_paper_clear"),
    path(f"{DOSSIER}/giay-to/lap/", dossier_papers.PapersMake.as_view(), name="dossier_papers_make"),
    path(f"{DOSSIER}/giay-to/<int:paper>/lap/", dossier_papers.PaperMake.as_view(), name="dossier_paper_make"),
    path(f"{DOSSIER}/tep/<str:key>/", dossiers.PaperFile.as_view(), name="dossier_file"),
]

PACKS = f"{AWARDS}/<int:award>/bo-giay-to"

urlpatterns += [
    path(f"{PACKS}/", packs.PackPage.as_view(), name="pack"),
    path(f"{PACKS}/lap/", packs.PackOrder.as_view(), name="pack_order"),
    path(f"{PACKS}/lan-<int:turn>/tep/<str:key>/", packs.PackFile.as_view(), name="pack_file"),
    path(f"{PACKS}/lan-<int:turn>/giay/<path:paper>", packs.PackPaper.as_view(), name="pack_paper"),
]

MEETING = "phien-hop/<int:pk>"

urlpatterns += [
    path("hoi-dong/", councils.CouncilList.as_view(), name="councils"),
    path("hoi-dong/moi/", councils.CouncilNew.as_view(), name="council_new"),
    path("hoi-dong/<int:pk>/", councils.CouncilDetail.as_view(), name="council"),
    path("hoi-dong/<int:pk>/sua/", councils.CouncilChange.as_view(), name="council_change"),
    path("hoi-dong/<int:pk>/thanh-vien/moi/", councils.SeatAdd.as_view(), name="seat_add"),
    path("hoi-dong/<int:pk>/thanh-vien/<int:seat>/", councils.SeatChange.as_view(), name="seat_change"),
    path("hoi-dong/<int:pk>/phien-hop/moi/", councils.MeetingCall.as_view(), name="meeting_call"),
    path(f"{MEETING}/", meetings.MeetingDetail.as_view(), name="meeting"),
    path(f"{MEETING}/sua/", meetings.MeetingChange.as_view(), name="meeting_change"),
    path(f"{MEETING}/chuong-trinh/", meetings.Agenda.as_view(), name="agenda"),
    path(f"{MEETING}/chuong-trinh/<int:line>/bo/", meetings.AgendaDrop.as_view(), name="agenda_drop"),
    path(f"{MEETING}/tham-du/", meetings.AttendancePage.as_view(), name="attendance"),
    path(f"{MEETING}/xung-dot/", meetings.Conflicts.as_view(), name="conflicts"),
    path(f"{MEETING}/xung-dot/tra-loi/", meetings.ConflictsAnswer.as_view(), name="conflicts_answer"),
    path(f"{MEETING}/xung-dot/them/", meetings.SetAside.as_view(), name="set_aside"),
    path(f"{MEETING}/bieu-quyet/", votes.VotePage.as_view(), name="votes"),
    path(f"{MEETING}/bieu-quyet/ghi/", votes.VoteSave.as_view(), name="votes_save"),
    path(f"{MEETING}/bieu-quyet/dien/", votes.VotesFill.as_view(), name="votes_fill"),
    path(f"{MEETING}/bieu-quyet/<int:line>/chu-tri/", votes.TieDecide.as_view(), name="tie_decide"),
    path(f"{MEETING}/kiem-phieu/", votes.BallotsCount.as_view(), name="ballots_count"),
    path(f"{MEETING}/kiem-phieu/xac-nhan/", votes.BallotsConfirm.as_view(), name="ballots_confirm"),
    path(f"{MEETING}/buoc/<slug:step>/", meetings.MeetingStep.as_view(), name="meeting_step"),
    path(f"{MEETING}/giay-to/<slug:paper>/", meeting_papers.MeetingPaper.as_view(), name="meeting_paper"),
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

# public posting
POSTINGS = f"{AWARDS}/niem-yet"
POSTING = f"{POSTINGS}/<int:pk>"
OBJECTION = f"{POSTING}/y-kien/<int:objection>"

urlpatterns += [
    path(f"{POSTINGS}/", postings.PostingList.as_view(), name="postings"),
    path(f"{POSTINGS}/lap/", postings.PostingDraw.as_view(), name="posting_draw"),
    path(f"{POSTING}/", postings.PostingDetail.as_view(), name="posting"),
    path(f"{POSTING}/sua/", postings.PostingEdit.as_view(), name="posting_edit"),
    path(f"{POSTING}/so-thong-bao/", postings.PostingLetter.as_view(), name="posting_letter"),
    path(f"{POSTING}/buoc/", postings.PostingStep.as_view(), name="posting_step"),
    path(f"{POSTING}/ket-thuc/", postings.PostingClose.as_view(), name="posting_close"),
    path(f"{POSTING}/giay-to/<slug:paper>/", postings.PostingPaper.as_view(), name="posting_paper"),
    path(f"{POSTING}/y-kien/ghi/", objections.ObjectionAdd.as_view(), name="objection_add"),
    path(f"{OBJECTION}/", objections.ObjectionDetail.as_view(), name="objection"),
    path(f"{OBJECTION}/tra-loi/", objections.ObjectionAnswer.as_view(), name="objection_answer"),
    path(f"{OBJECTION}/sua/", objections.ObjectionChange.as_view(), name="objection_change"),
    path(f"{OBJECTION}/giu/", objections.ObjectionKeep.as_view(), name="objection_keep"),
    path("niem-yet/<str:public_id>/", login_not_required(posted_lists.PostedList.as_view()), name="posted_list"),
]
