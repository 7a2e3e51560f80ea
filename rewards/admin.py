"""Setting up awards, rates of bonus money, holidays, and to whom reports go by when; what was proposed is read-only."""

from django.contrib import admin

from emulation.admin import AuditedAdmin, ReadOnlyAdmin

from .actions.holidays import count_due_dates_anew
from .actions.layouts import count_version
from .choices import MeetingStatus, ReportStatus
from .models import (
    Addressee,
    AgendaLine,
    Award,
    AwardPaper,
    AwardStandard,
    BaseSalary,
    BonusRate,
    CertificateLayout,
    Council,
    Holiday,
    LayoutField,
    Nomination,
    Printer,
    ReportDue,
    ReportLetter,
    Seat,
    TargetReport,
)

FIXED = [
    "campaign", "number", "award_class", "form", "phase",
    "for_collectives", "for_individuals", "for_households", "proposed_by",
]  # fmt: skip


VOTING = [
    "quorum_part", "quorum_whole", "needed_part", "needed_whole", "needs_more", "vote_base", "ballot", "tie_break",
]  # fmt: skip


class AwardStandardInline(admin.StackedInline):
    model = AwardStandard
    extra = 0


class AwardPaperInline(admin.TabularInline):
    model = AwardPaper
    extra = 0


@admin.register(Award)
class AwardAdmin(AuditedAdmin):
    """Once somebody is proposed for it, what an award is and whom it is for stays; while it is voted on, also how."""

    list_display = ["name", "campaign", "number", "award_class", "form", "proposed_by", "procedure"]
    list_filter = ["campaign", "award_class", "form"]
    list_select_related = ["campaign"]
    search_fields = ["name", "granted_by"]
    inlines = [AwardStandardInline, AwardPaperInline]
    fieldsets = [
        (None, {"fields": ["campaign", "number", "name", "award_class", "form", "granted_by", "signer", "phase"]}),
        ("Đối tượng, danh sách đề nghị", {
            "fields": [
                "for_collectives", "for_individuals", "for_households", "proposed_by",
                "quota", "quota_percent", "quota_base",
            ],
        }),
        ("Hồ sơ, giấy, tiền thưởng", {
            "fields": ["procedure", "upward_to", "days", "posting_days", "wording", "layout", "pays_bonus"],
        }),
        ("Hội đồng", {
            "fields": VOTING,
            "description": "Mặc định: họp khi có mặt 2/3 thành viên; thông qua khi quá 1/2 tổng số thành viên tán "
            "thành, biểu quyết giơ tay. Quy chế của đơn vị khác thì sửa ở đây; biên bản in đúng các số này.",
        }),
    ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        fixed = FIXED if obj and self.is_used(obj) else list(super().get_readonly_fields(request, obj))
        return fixed + VOTING if obj and self.is_voted_on(obj) else fixed

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and self.is_used(obj))

    def is_used(self, award: Award) -> bool:
        return Nomination.objects.filter(award=award).exists()

    def is_voted_on(self, award: Award) -> bool:
        """While a meeting is held nobody changes what makes a vote pass."""
        lines = AgendaLine.objects.filter(nomination__award=award, meeting__status=MeetingStatus.HELD)
        return lines.exists()


@admin.register(BaseSalary)
class BaseSalaryAdmin(AuditedAdmin):
    list_display = ["starts_on", "amount", "source", "needs_confirmation"]


@admin.register(BonusRate)
class BonusRateAdmin(AuditedAdmin):
    list_display = ["form", "subject_kind", "starts_on", "coefficient", "source", "needs_confirmation"]
    list_filter = ["form", "subject_kind"]


@admin.register(Holiday)
class HolidayAdmin(AuditedAdmin):
    """Days off and days worked instead; time limits that run follow every change."""

    list_display = ["day", "name", "is_worked", "source", "needs_confirmation"]
    list_filter = ["needs_confirmation", "is_worked"]
    date_hierarchy = "day"
    search_fields = ["name"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        count_due_dates_anew(by=request.user)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        count_due_dates_anew(by=request.user)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        count_due_dates_anew(by=request.user)


@admin.register(Addressee)
class AddresseeAdmin(AuditedAdmin):
    """An office that ends gets its last day, its successor is a new row; whoever was written to stays recorded."""

    list_display = ["name", "via", "campaign", "starts_on", "ends_on", "is_superior"]
    list_filter = ["campaign"]
    list_select_related = ["campaign"]
    search_fields = ["name"]

    def has_delete_permission(self, request, obj=None):
        is_used = obj is not None and ReportLetter.objects.filter(addressee=obj).exists()
        return super().has_delete_permission(request, obj) and not is_used


@admin.register(ReportDue)
class ReportDueAdmin(AuditedAdmin):
    """Free to change until a report is sent: whether that was late is told by the last day as it was then."""

    list_display = ["name", "campaign", "kind", "last_day", "cut_off"]
    list_filter = ["campaign", "kind"]
    list_select_related = ["campaign"]

    def has_change_permission(self, request, obj=None):
        is_sent = obj is not None and TargetReport.objects.filter(due=obj, status=ReportStatus.SENT).exists()
        return super().has_change_permission(request, obj) and not is_sent

    def has_delete_permission(self, request, obj=None):
        is_begun = obj is not None and TargetReport.objects.filter(due=obj).exists()
        return super().has_delete_permission(request, obj) and not is_begun


class SeatInline(admin.TabularInline):
    """Who sits on a council, in which office and from when to when; of their households nothing."""

    model = Seat
    fields = ["full_name", "title", "role", "votes", "starts_on", "ends_on"]
    can_delete = False


@admin.register(Council)
class CouncilAdmin(ReadOnlyAdmin):
    """How councils are made up; meetings, votes, dossiers and nominations are no administrator's business."""

    list_display = ["name", "unit", "decision", "decided_on", "written_count", "recused_leave_all"]
    list_filter = [("unit", admin.RelatedOnlyFieldListFilter), "decided_on"]
    list_select_related = ["unit"]
    search_fields = ["name", "decision", "unit__name"]
    inlines = [SeatInline]


class LayoutFieldInline(admin.TabularInline):
    model = LayoutField
    extra = 0


@admin.register(CertificateLayout)
class CertificateLayoutAdmin(AuditedAdmin):
    """Layouts are made by copying one in the portal, where they are tried out; here they are searched and mended."""

    list_display = ["name", "unit", "design", "mode", "is_current", "version"]
    list_filter = ["design", "mode", "is_current"]
    list_select_related = ["unit"]
    search_fields = ["name"]
    readonly_fields = ["unit", "design", "background", "version", "made_at", "made_by"]
    inlines = [LayoutFieldInline]

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        count_version(form.instance)


@admin.register(Printer)
class PrinterAdmin(AuditedAdmin):
    list_display = ["name", "unit", "x", "y", "scale_x", "scale_y"]
    list_select_related = ["unit"]
    search_fields = ["name"]
