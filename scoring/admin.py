"""Setting up criteria and rules in Django admin; sheets are written by the portal alone and are not here."""

from django.contrib import admin, messages

from emulation.admin import AuditedAdmin, PhaseAdmin
from emulation.models import Phase

from .actions.phases import PhaseRefused, open_phase
from .models import CriteriaSet, Criterion, MemberScore, ResultRules

admin.site.unregister(Phase)


@admin.register(Phase)
class ScoredPhaseAdmin(PhaseAdmin):
    """Phases are opened here, by the same action as everywhere."""

    actions = ["open_for_scoring"]

    @admin.action(permissions=["change"], description="Mở đợt để chấm điểm")
    def open_for_scoring(self, request, queryset):
        for phase in queryset.select_related("campaign"):
            try:
                open_phase(phase, by=request.user)
            except PhaseRefused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                self.message_user(request, f"Đã mở {phase.name} để chấm điểm.")


def is_in_use(criteria_set: CriteriaSet | None) -> bool:
    """Once somebody has been scored by a set, whatever decides points and verdicts stays as it was."""
    return (
        criteria_set is not None and MemberScore.objects.filter(sheet__phase__campaign=criteria_set.campaign).exists()
    )


class CriterionInline(admin.StackedInline):
    model = Criterion
    extra = 0

    def get_readonly_fields(self, request, obj=None):
        return ["number", "points", "na_policy"] if is_in_use(obj) else []

    def has_add_permission(self, request, obj=None):
        return not is_in_use(obj) and super().has_add_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return not is_in_use(obj) and super().has_delete_permission(request, obj)


@admin.register(CriteriaSet)
class CriteriaSetAdmin(AuditedAdmin):
    list_display = ["name", "campaign", "pass_mark", "na_policy"]
    list_select_related = ["campaign"]
    inlines = [CriterionInline]

    def get_readonly_fields(self, request, obj=None):
        return ["campaign", "pass_mark", "na_policy"] if is_in_use(obj) else []


@admin.register(ResultRules)
class ResultRulesAdmin(AuditedAdmin):
    list_display = ["phase", "household_percent", "title_percent", "award_percent", "denominator"]
    list_select_related = ["phase"]

    def get_readonly_fields(self, request, obj=None):
        return ["phase", "criteria_set"] if obj and is_in_use(obj.criteria_set) else []

    def has_delete_permission(self, request, obj=None):
        in_use = obj is not None and is_in_use(obj.criteria_set)
        return not in_use and super().has_delete_permission(request, obj)
