"""What of the top floor is set up in the administration: to whom reports go, and by when."""

from django.contrib import admin

from emulation.admin import AuditedAdmin

from .choices import ReportStatus
from .models import Addressee, ReportDue, ReportLetter, TargetReport


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
