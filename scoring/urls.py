"""Addresses of plans, score sheets and results, below the campaign's code and the phase's number."""

from django.urls import path

from .views import checklists, closing, deadlines, exemptions, lists, offline, plans, results, rules, sheets

app_name = "scoring"

PHASE = "phong-trao/<slug:campaign>/dot-<int:number>"
CHECKLIST = f"{PHASE}/don-vi/<int:unit>/bo-<int:criteria_set>"

urlpatterns = [
    path("phong-trao/<slug:campaign>/ke-hoach/", plans.PlanDetail.as_view(), name="plan"),
    path(f"{PHASE}/phieu/", sheets.SheetList.as_view(), name="sheets"),
    path(f"{PHASE}/phieu/ho-<int:household>/", sheets.SheetDetail.as_view(), name="sheet"),
    path(f"{PHASE}/phieu/ho-<int:household>/luu/", sheets.SheetSave.as_view(), name="sheet_save"),
    path(f"{PHASE}/phieu/ho-<int:household>/dong/", sheets.SheetRows.as_view(), name="sheet_rows"),
    path(f"{PHASE}/phieu/danh-sach.xlsx", lists.SheetListWorkbook.as_view(), name="sheets_workbook"),
    path(f"{PHASE}/mien-cham/danh-sach.xlsx", lists.ExemptionWorkbook.as_view(), name="exemptions_workbook"),
    path(f"{PHASE}/ket-qua/dem/danh-sach.xlsx", lists.CountedWorkbook.as_view(), name="counted_workbook"),
    path(f"{PHASE}/ket-qua/<int:unit>/danh-sach.xlsx", lists.UnitResultWorkbook.as_view(), name="unit_result_workbook"),
    path(f"{PHASE}/phieu/to-<int:unit>/tep/", offline.OfflinePage.as_view(), name="offline"),
    path(f"{PHASE}/phieu/to-<int:unit>/tep/phieu.xlsx", offline.OfflineBook.as_view(), name="offline_book"),
    path(f"{PHASE}/phieu/tep-<uuid:upload>/", offline.OfflinePreviewPage.as_view(), name="offline_preview"),
    path(f"{PHASE}/phieu/tep-<uuid:upload>/hang-sai.xlsx", offline.OfflineWrongRows.as_view(), name="offline_wrong"),
    path(f"{PHASE}/phieu/tep-<uuid:upload>/luu/", offline.OfflineSave.as_view(), name="offline_save"),
    path(f"{PHASE}/thoi-han/", deadlines.DeadlineList.as_view(), name="deadlines"),
    path(f"{PHASE}/thoi-han/cho-phep/", deadlines.LateEntryGrantCreate.as_view(), name="late_entry_grant"),
    path(
        f"{PHASE}/thoi-han/phep-<int:grant>/thu-hoi/",
        deadlines.LateEntryGrantRevoke.as_view(),
        name="late_entry_revoke",
    ),
    path(f"{PHASE}/thoi-han/lich/", deadlines.CalendarLinkCreate.as_view(), name="calendar_link"),
    path(f"{PHASE}/thoi-han/lich/thu-hoi/", deadlines.CalendarLinkRevoke.as_view(), name="calendar_link_revoke"),
    path(
        f"{PHASE}/phieu/ho-<int:household>/mien-cham-<int:member>/",
        exemptions.MemberExempt.as_view(),
        name="member_exempt",
    ),
    path(f"{PHASE}/mien-cham/", exemptions.ExemptionList.as_view(), name="exemptions"),
    path(
        f"{PHASE}/mien-cham/<int:exemption>/quyet-dinh/",
        exemptions.ExemptionSettle.as_view(),
        name="exemption_settle",
    ),
    path(f"{PHASE}/mien-cham/<int:exemption>/bo/", exemptions.ExemptionLift.as_view(), name="exemption_lift"),
    path(f"{PHASE}/don-vi/", checklists.ChecklistList.as_view(), name="checklists"),
    path(f"{CHECKLIST}/", checklists.ChecklistDetail.as_view(), name="checklist"),
    path(f"{CHECKLIST}/luu/", checklists.ChecklistSave.as_view(), name="checklist_save"),
    path(f"{CHECKLIST}/dong/", checklists.ChecklistRows.as_view(), name="checklist_rows"),
    path(f"{PHASE}/ket-qua/", results.ResultList.as_view(), name="results"),
    path(f"{PHASE}/ket-qua/bang.xlsx", results.ResultWorkbook.as_view(), name="results_workbook"),
    path(f"{PHASE}/quy-tac/", rules.RuleDetail.as_view(), name="rules"),
    path(f"{PHASE}/quy-tac/doi/", rules.RuleChangePage.as_view(), name="rules_change"),
    path(f"{PHASE}/ket-qua/chot/", closing.PhaseClosing.as_view(), name="phase_closing"),
    path(f"{PHASE}/ket-qua/chot/ghi/", closing.PhaseClose.as_view(), name="phase_close"),
    path(f"{PHASE}/ket-qua/chot/mo-lai/", closing.PhaseReopen.as_view(), name="phase_reopen"),
    path(f"{PHASE}/ket-qua/so-sanh/", closing.PhaseComparison.as_view(), name="phase_comparison"),
    path(f"{PHASE}/ket-qua/dem/", results.CountedList.as_view(), name="counted"),
    path(f"{PHASE}/ket-qua/<int:unit>/", results.UnitResultDetail.as_view(), name="unit_result"),
]
