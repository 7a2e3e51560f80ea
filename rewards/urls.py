"""Addresses of certificates, reports, awards and nominations of a phase, and of earlier awards."""

from django.urls import path

from .views import awards, dossiers, history, nominations, papers

app_name = "rewards"

PHASE = "phong-trao/<slug:campaign>/dot-<int:number>"
AWARDS = f"{PHASE}/khen-thuong"
NOMINATIONS = f"{AWARDS}/de-nghi"
ONE = f"{NOMINATIONS}/<int:pk>"
DOSSIERS = f"{AWARDS}/ho-so"
DOSSIER = f"{DOSSIERS}/<int:pk>"
HISTORY = "khen-thuong-truoc-day"

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
    path(f"{DOSSIER}/tep/<str:key>/", dossiers.PaperFile.as_view(), name="dossier_file"),
]
