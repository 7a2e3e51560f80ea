"""Addresses of plans, score sheets and results, below the campaign's code and the phase's number."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from emulation.chapters import CHAPTERS

from .views import (
    approvals,
    campaigns,
    chapter_parts,
    chapters,
    checklists,
    closing,
    coaching,
    deadlines,
    exemptions,
    household_pages,
    launching,
    lists,
    notes,
    offline,
    paper_sheets,
    patterns,
    people,
    plans,
    register,
    results,
    rules,
    second_entries,
    self_scores,
    sheets,
    targets,
)

app_name = "scoring"

PHASE = "phong-trao/<slug:campaign>/dot-<int:number>"
REGISTER = f"{PHASE}/so-phieu"
SECOND = f"{PHASE}/nhap-lan-hai"
APPROVAL = f"{PHASE}/xac-nhan"
CHECKLIST = f"{PHASE}/don-vi/<int:unit>/bo-<int:criteria_set>"
TARGET = "phong-trao/<slug:campaign>/chi-tieu"
DRAFT = "phong-trao/<slug:campaign>/soan"

# chapters that are more than their text
PAGES = {
    "thong-tin": chapters.BasicsPage,
    "can-cu": chapters.OfficesPage,
    "thoi-gian": chapters.TimePage,
    "khen-thuong": chapters.AwardsPage,
    "tieu-chi": chapter_parts.CriteriaPage,
    "cam-ket": chapters.PledgesPage,
}

setup_patterns = [
    path("cac-phong-trao/", campaigns.CampaignList.as_view(), name="campaigns"),
    path("phong-trao-moi/", campaigns.NewCampaign.as_view(), name="campaign_new"),
    path("phong-trao-moi/soan/", campaigns.NewDraft.as_view(), name="campaign_draft"),
    path("phong-trao-moi/tep/", campaigns.PlanFile.as_view(), name="plan_file"),
    path("phong-trao-moi/tep/tao/", campaigns.PlanFileLoad.as_view(), name="plan_file_load"),
    path("phong-trao-moi/chep/", campaigns.CampaignCopyPage.as_view(), name="campaign_copy"),
    *[
        path(
            f"{DRAFT}/{chapter.slug}/",
            PAGES.get(chapter.slug, chapters.TextPage).as_view(slug=chapter.slug),
            name=f"chapter_{chapter.slug}",
        )
        for chapter in CHAPTERS
    ],
    path(f"{DRAFT}/thoi-gian/dot-moi/", chapter_parts.PhasePart.as_view(), name="setup_phase_new"),
    path(f"{DRAFT}/thoi-gian/dot-<int:number>/", chapter_parts.PhasePart.as_view(), name="setup_phase"),
    path(f"{DRAFT}/thoi-gian/dot-<int:number>/xoa/", chapter_parts.PhaseRemove.as_view(), name="setup_phase_remove"),
    path(f"{DRAFT}/khen-thuong/dot-<int:number>/", chapter_parts.RulesPart.as_view(), name="setup_rules"),
    path(f"{DRAFT}/tieu-chi/bo-moi/", chapter_parts.CriteriaPart.as_view(), name="setup_criteria_new"),
    path(f"{DRAFT}/tieu-chi/bo-<int:set>/", chapter_parts.CriteriaPart.as_view(), name="setup_criteria"),
    path(f"{DRAFT}/tieu-chi/bo-<int:set>/xoa/", chapter_parts.CriteriaRemove.as_view(), name="setup_criteria_remove"),
    path("phong-trao/<slug:campaign>/kiem-tra/", launching.LaunchCheck.as_view(), name="launch_check"),
    path("phong-trao/<slug:campaign>/kiem-tra/mo-dot/", launching.OpenNextPhase.as_view(), name="open_next_phase"),
]

# the neighbourhood's side of self-scoring
PHONE = f"{PHASE}/so-phieu/to-<int:unit>/dien-thoai"
self_score_patterns = [
    path(f"{PHONE}/", self_scores.PhoneLinks.as_view(), name="phone_links"),
    path(f"{PHONE}/in/", self_scores.PhoneSlipsFile.as_view(), name="phone_slips"),
    path(f"{PHONE}/thu-hoi/", self_scores.PhoneRevoke.as_view(), name="phone_revoke"),
    path(f"{PHONE}/khong-tham-gia/", self_scores.StayOut.as_view(), name="stay_out"),
    path(f"{PHASE}/phieu/to-<int:unit>/tu-cham/", self_scores.SelfScoreList.as_view(), name="self_scores"),
    path(f"{PHASE}/phieu/ho-<int:household>/lay-tu-cham/", self_scores.SelfTake.as_view(), name="self_take"),
    path(f"{PHASE}/phieu/ho-<int:household>/xem-tu-cham/", self_scores.SelfLook.as_view(), name="self_look"),
]

# open to households, who have no account; what a slip says decides
household_patterns = [
    path(f"tu-cham/{tail}", login_not_required(view.as_view()), name=name)
    for tail, view, name in [
        ("", household_pages.CodeDoor, "code_door"),
        ("m/<str:token>/", household_pages.TokenDoor, "token_door"),
        ("phieu/", household_pages.OwnSheetPage, "own_sheet"),
        ("phieu/dong-y/", household_pages.OwnConsent, "own_consent"),
        ("phieu/nguoi/<slug:line>/", household_pages.OwnLine, "own_line"),
        ("phieu/gui/", household_pages.OwnSend, "own_send"),
        ("phieu/bien-nhan/", household_pages.OwnReceipt, "own_receipt"),
        ("phieu/rut/", household_pages.OwnLeaving, "own_leaving"),
        ("phieu/tham-gia-lai/", household_pages.OwnReturn, "own_return"),
        ("thoat/", household_pages.OwnExit, "own_exit"),
    ]
]

urlpatterns = [
    *setup_patterns,
    *self_score_patterns,
    *household_patterns,
    path("ho-gia-dinh/<int:pk>/tach/", people.HouseholdSplit.as_view(), name="household_split"),
    path("ho-gia-dinh/<int:pk>/gop/", people.HouseholdMergePage.as_view(), name="household_merge"),
    path("nhan-khau/<int:pk>/gop/<int:other>/", people.MemberMergePage.as_view(), name="member_merge"),
    path("phong-trao/<slug:campaign>/ke-hoach/", plans.PlanDetail.as_view(), name="plan"),
    path(f"{PHASE}/phieu/", sheets.SheetList.as_view(), name="sheets"),
    path(f"{PHASE}/phieu/ho-<int:household>/", sheets.SheetDetail.as_view(), name="sheet"),
    path(f"{PHASE}/phieu/ho-<int:household>/luu/", sheets.SheetSave.as_view(), name="sheet_save"),
    path(f"{PHASE}/phieu/ho-<int:household>/dong/", sheets.SheetRows.as_view(), name="sheet_rows"),
    path(f"{PHASE}/phieu/ho-<int:household>/co-mat/", notes.SheetCompany.as_view(), name="sheet_company"),
    path(f"{PHASE}/phieu/ho-<int:household>/ghi-chu/", notes.NoteSave.as_view(), name="note_save"),
    path(f"{PHASE}/phieu/ho-<int:household>/ghi-chu/<int:note>/", notes.NoteSettle.as_view(), name="note_settle"),
    path(f"{PHASE}/phieu/danh-sach.xlsx", lists.SheetListWorkbook.as_view(), name="sheets_workbook"),
    path(f"{PHASE}/mien-cham/danh-sach.xlsx", lists.ExemptionWorkbook.as_view(), name="exemptions_workbook"),
    path(f"{PHASE}/ket-qua/dem/danh-sach.xlsx", lists.CountedWorkbook.as_view(), name="counted_workbook"),
    path(f"{PHASE}/ket-qua/<int:unit>/danh-sach.xlsx", lists.UnitResultWorkbook.as_view(), name="unit_result_workbook"),
    path(f"{PHASE}/phieu/to-<int:unit>/tep/", offline.OfflinePage.as_view(), name="offline"),
    path(f"{PHASE}/phieu/to-<int:unit>/tep/phieu.xlsx", offline.OfflineBook.as_view(), name="offline_book"),
    path(f"{PHASE}/phieu/tep-<uuid:upload>/", offline.OfflinePreviewPage.as_view(), name="offline_preview"),
    path(f"{PHASE}/phieu/tep-<uuid:upload>/hang-sai.xlsx", offline.OfflineWrongRows.as_view(), name="offline_wrong"),
    path(f"{PHASE}/phieu/tep-<uuid:upload>/luu/", offline.OfflineSave.as_view(), name="offline_save"),
    path(f"{SECOND}/", second_entries.SecondList.as_view(), name="second_entries"),
    path(f"{SECOND}/cach-chon/", second_entries.SecondRulesPage.as_view(), name="second_rules"),
    path(f"{SECOND}/ho-<int:household>/", second_entries.SecondDetail.as_view(), name="second_entry"),
    path(f"{SECOND}/ho-<int:household>/luu/", second_entries.SecondSave.as_view(), name="second_save"),
    path(f"{SECOND}/ho-<int:household>/dong/", second_entries.SecondRows.as_view(), name="second_rows"),
    path(
        f"{SECOND}/ho-<int:household>/doi-chieu/",
        second_entries.SecondDifferences.as_view(),
        name="second_differences",
    ),
    path(f"{SECOND}/ho-<int:household>/bo/", second_entries.SecondDrop.as_view(), name="second_drop"),
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
    path(
        f"{PHASE}/ket-qua/<int:unit>/van-dong/danh-sach.xlsx",
        lists.UnitCoachingWorkbook.as_view(),
        name="unit_coaching_workbook",
    ),
    path(f"{PHASE}/can-xem-lai/", patterns.PatternList.as_view(), name="patterns"),
    path(f"{PHASE}/can-xem-lai/ghi/", patterns.PatternNoteRecord.as_view(), name="pattern_note"),
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
    path(f"{PHASE}/ket-qua/<int:unit>/van-dong/", coaching.UnitCoaching.as_view(), name="unit_coaching"),
    path(f"{APPROVAL}/", approvals.ApprovalList.as_view(), name="approvals"),
    path(f"{APPROVAL}/xem-truoc/", approvals.ApprovalPreview.as_view(), name="approvals_preview"),
    path(f"{APPROVAL}/duyet/", approvals.ApproveUnits.as_view(), name="approve_units"),
    path(f"{APPROVAL}/to-<int:unit>/", approvals.UnitApprovalPage.as_view(), name="unit_approval"),
    path(f"{APPROVAL}/to-<int:unit>/ky/", approvals.UnitSign.as_view(), name="unit_sign"),
    path(f"{APPROVAL}/to-<int:unit>/thu-hoi/", approvals.UnitTakeBack.as_view(), name="unit_take_back"),
    path(f"{APPROVAL}/to-<int:unit>/tra-lai/", approvals.UnitReturn.as_view(), name="unit_return"),
    path(f"{APPROVAL}/to-<int:unit>/thu-hoi-duyet/", approvals.UnitWithdraw.as_view(), name="unit_withdraw"),
    path(f"{REGISTER}/", register.RegisterPage.as_view(), name="register"),
    path(f"{REGISTER}/in/", paper_sheets.SheetOrder.as_view(), name="print_sheets"),
    path(f"{REGISTER}/to-<int:unit>/", register.UnitRegister.as_view(), name="unit_register"),
    path(f"{REGISTER}/to-<int:unit>/ghi/", register.RegisterMark.as_view(), name="register_mark"),
    path(f"{REGISTER}/to-<int:unit>/hoan-tac/<int:entry>/", register.RegisterUndo.as_view(), name="register_undo"),
    path(f"{REGISTER}/to-<int:unit>/nhac/", register.RegisterReminder.as_view(), name="register_reminder"),
    path(f"{REGISTER}/to-<int:unit>/chua-nop.pdf", register.MissingListFile.as_view(), name="missing_list"),
    path("phieu/", paper_sheets.PaperFind.as_view(), name="paper_find"),
    path("phieu/<str:code>/", paper_sheets.PaperOpen.as_view(), name="paper"),
    path("phieu/<str:code>/so/", paper_sheets.PaperDetail.as_view(), name="paper_detail"),
    path("phieu/<str:code>/in-lai/", paper_sheets.PaperReprint.as_view(), name="paper_reprint"),
    path("phieu/<str:code>/gan/", paper_sheets.PaperBind.as_view(), name="paper_bind"),
    path("phieu/<str:code>/go/", paper_sheets.PaperUnbind.as_view(), name="paper_unbind"),
    path("chi-tieu/", targets.TargetOverview.as_view(), name="target_overview"),
    path(f"{TARGET}/", targets.TargetList.as_view(), name="targets"),
    path(f"{TARGET}/<int:number>/", targets.TargetDetail.as_view(), name="target"),
    path(f"{TARGET}/<int:number>/so-lieu/", targets.ReadingAdd.as_view(), name="reading_add"),
    path(
        f"{TARGET}/<int:number>/so-lieu/<int:pk>/dinh-chinh/", targets.ReadingCorrect.as_view(), name="reading_correct"
    ),
    path(f"{TARGET}/<int:number>/so-lieu/<int:pk>/duyet/", targets.ReadingApprove.as_view(), name="reading_approve"),
    path(f"{TARGET}/<int:number>/so-lieu/<int:pk>/tra-lai/", targets.ReadingReturn.as_view(), name="reading_return"),
    path(
        f"{TARGET}/<int:number>/so-lieu/<int:pk>/tep/<slug:key>/",
        targets.ReadingDownload.as_view(),
        name="reading_file",
    ),
]
