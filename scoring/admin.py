"""Setting up criteria and rules in Django admin; sheets are written by the portal alone and are not here."""

from django.contrib import admin, messages
from django.db.models import Max

from emulation.admin import AuditedAdmin, PhaseAdmin
from emulation.choices import PhaseStatus
from emulation.models import Phase

from .actions.launching import open_checked_phase
from .actions.phases import PhaseRefused
from .models import CriteriaGroup, CriteriaSet, Criterion, Level, ResultRules
from .queries.results import is_criteria_set_used

admin.site.unregister(Phase)


@admin.register(Phase)
class ScoredPhaseAdmin(PhaseAdmin):
    """Phases are opened here, by the same action as everywhere."""

    actions = ["open_for_scoring"]

    @admin.action(permissions=["change"], description="Mở đợt để chấm điểm")
    def open_for_scoring(self, request, queryset):
        for phase in queryset.select_related("campaign"):
            try:
                open_checked_phase(phase, by=request.user)
            except PhaseRefused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                self.message_user(request, f"Đã mở {phase.name} để chấm điểm.")


class FrozenOnceUsed(AuditedAdmin):
    """Free to change while it is being set up; once a phase has been opened with it, only a new version changes it."""

    readonly_fields = ["version", "made_at", "made_by", "reason"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and self.is_used(obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and self.is_used(obj))

    def is_used(self, obj) -> bool:
        raise NotImplementedError

    def save_model(self, request, obj, form, change):
        """What is added is the next version, made by whoever adds it."""
        if not change:
            latest = self.versions_beside(obj).aggregate(Max("version"))["version__max"]
            obj.version, obj.made_by = (latest or 0) + 1, request.user
        super().save_model(request, obj, form, change)

    def versions_beside(self, obj):
        raise NotImplementedError


class CriterionInline(admin.StackedInline):
    model = Criterion
    extra = 0


class LevelInline(admin.TabularInline):
    model = Level
    extra = 0


class CriteriaGroupInline(admin.TabularInline):
    model = CriteriaGroup
    extra = 0


@admin.register(CriteriaSet)
class CriteriaSetAdmin(FrozenOnceUsed):
    list_display = ["name", "campaign", "subject", "version", "na_policy", "made_at"]
    list_filter = ["campaign", "subject"]
    list_select_related = ["campaign"]
    inlines = [LevelInline, CriteriaGroupInline, CriterionInline]

    def is_used(self, obj):
        return is_criteria_set_used(obj)

    def versions_beside(self, obj):
        return CriteriaSet.objects.filter(campaign=obj.campaign, subject=obj.subject)


@admin.register(ResultRules)
class ResultRulesAdmin(FrozenOnceUsed):
    list_display = ["phase", "version", "household_percent", "title_percent", "award_percent", "denominator", "made_at"]
    list_filter = ["phase"]
    list_select_related = ["phase"]

    def is_used(self, obj):
        return obj.phase.status != PhaseStatus.PLANNED

    def versions_beside(self, obj):
        return ResultRules.objects.filter(phase=obj.phase)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """The rules of a phase that has been opened change only by a new version with its preview."""
        if db_field.name == "phase":
            kwargs["queryset"] = Phase.objects.filter(status=PhaseStatus.PLANNED)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
