"""Addresses of the registry and of background work."""

from django.urls import path

from .views import (
    calendars,
    commitments,
    corrections,
    exports,
    household_changes,
    households,
    imports,
    jobs,
    people,
    unit_changes,
    units,
)

app_name = "emulation"

PLEDGES = "phong-trao/<slug:campaign>/cam-ket"

urlpatterns = [
    path("ho-gia-dinh/", households.HouseholdList.as_view(), name="households"),
    path("ho-gia-dinh/<int:pk>/", households.HouseholdDetail.as_view(), name="household"),
    path("ho-gia-dinh/them/", household_changes.HouseholdAdd.as_view(), name="household_add"),
    path("ho-gia-dinh/<int:pk>/sua/", household_changes.HouseholdChange.as_view(), name="household_change"),
    path("ho-gia-dinh/<int:pk>/chu-ho/", household_changes.HouseholdHead.as_view(), name="household_head"),
    path("ho-gia-dinh/<int:pk>/chuyen-to/", household_changes.HouseholdMovePage.as_view(), name="household_move"),
    path("ho-gia-dinh/<int:pk>/them-nguoi/", people.MemberAdd.as_view(), name="member_add"),
    path("nhan-khau/<int:pk>/sua/", people.MemberChange.as_view(), name="member_change"),
    path("nhan-khau/<int:pk>/tinh-trang/", people.MemberPresence.as_view(), name="member_presence"),
    path("nhan-khau/<int:pk>/xem-so/", people.MemberNumber.as_view(), name="member_number"),
    path("nhan-khau/<int:pk>/dinh-chinh/", corrections.CorrectionAsk.as_view(), name="correction_ask"),
    path("bien-dong/<int:pk>/hoan-tac/", people.EventUndo.as_view(), name="event_undo"),
    path("dinh-chinh/", corrections.CorrectionList.as_view(), name="corrections"),
    path("dinh-chinh/<int:pk>/quyet-dinh/", corrections.CorrectionDecide.as_view(), name="correction_decide"),
    path("dinh-chinh/<int:pk>/rut/", corrections.CorrectionWithdraw.as_view(), name="correction_withdraw"),
    path("ho-gia-dinh/xuat/", exports.HouseholdExport.as_view(), name="household_export"),
    path("ho-gia-dinh/xuat/danh-sach.xlsx", exports.HouseholdWorkbook.as_view(), name="household_workbook"),
    path("ho-gia-dinh/xuat/co-so-ca-nhan/", exports.NumberExport.as_view(), name="number_export"),
    path("nhap-danh-sach/", imports.HouseholdImportCreate.as_view(), name="household_import"),
    path("nhap-danh-sach/tep-mau.xlsx", imports.HouseholdTemplate.as_view(), name="household_template"),
    path("nhap-danh-sach/nhat-ky/", imports.HouseholdImportList.as_view(), name="household_imports"),
    path("nhap-danh-sach/<uuid:pk>/", imports.HouseholdImportDetail.as_view(), name="household_import_preview"),
    path("nhap-danh-sach/<uuid:pk>/luu/", imports.HouseholdImportSave.as_view(), name="household_import_save"),
    path(
        "nhap-danh-sach/<uuid:pk>/dong-sai.xlsx",
        imports.HouseholdImportWrongRows.as_view(),
        name="household_import_wrong_rows",
    ),
    path("nhap-danh-sach/<uuid:pk>/hoan-tac/", imports.HouseholdImportUndo.as_view(), name="household_import_undo"),
    path("phong-trao/<slug:campaign>/lich.ics", calendars.CampaignCalendar.as_view(), name="calendar"),
    path("lich/<slug:token>.ics", calendars.LinkedCalendar.as_view(), name="linked_calendar"),
    path("don-vi/", units.UnitList.as_view(), name="units"),
    path("don-vi/<int:pk>/", units.UnitDetail.as_view(), name="unit"),
    path("don-vi/<int:pk>/doi-ten/", unit_changes.UnitRename.as_view(), name="unit_rename"),
    path("don-vi/<int:pk>/sap-nhap/", unit_changes.UnitMerge.as_view(), name="unit_merge"),
    path("don-vi/<int:pk>/chia-tach/", unit_changes.UnitSplit.as_view(), name="unit_split"),
    path("viec-nen/<uuid:pk>/", jobs.JobDetail.as_view(), name="job"),
    path("viec-nen/<uuid:pk>/tep/", jobs.JobFile.as_view(), name="job_file"),
    path(f"{PLEDGES}/", commitments.CommitmentList.as_view(), name="commitments"),
    path(f"{PLEDGES}/ghi/", commitments.CommitmentRecord.as_view(), name="commitment_record"),
    path(f"{PLEDGES}/<int:pk>/bo/", commitments.CommitmentWithdraw.as_view(), name="commitment_withdraw"),
    path(f"{PLEDGES}/danh-sach.pdf", commitments.PledgeListPaper.as_view(), name="pledge_list"),
]
