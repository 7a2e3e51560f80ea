"""Setting up criteria, rules and targets in Django admin; sheets are written by the portal alone and are not here."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.forms.models import BaseInlineFormSet

from emulation.admin import AuditedAdmin, PhaseAdmin, ReadOnlyAdmin
from emulation.choices import CampaignStatus, PhaseStatus
from emulation.models import Campaign, Phase

from .actions.launching import open_checked_phase
from .actions.phases import PhaseRefused
from .actions.target_plans import remove_target, save_target
from .forms.target_plans import TargetForm
from .models import CriteriaGroup, CriteriaSet, Criterion, Level, Reading, ResultRules, Target, TargetGoal
from .queries.results import is_criteria_set_used
from .queries.targets import is_measured
from .rules.goals import flaws_of_goals
from .rules.targets import Goal

admin.site.unregister(Phase)


@admin.register(Phase)
class ScoredPhaseAdmin(PhaseAdmin):
    """Phases are opened here, by the same action as everywhere."""

    actions = ["open_for_scoring"]

    @admin.action(permissions=["change"], description="Mở đợt")
    def open_for_scoring(self, request, queryset):
        for phase in queryset.select_related("campaign"):
            try:
                open_checked_phase(phase, by=request.user)
            except PhaseRefused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                self.message_user(request, f"Đã mở {phase.name}.")


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


class GoalFormSet(BaseInlineFormSet):
    """The goals of a target, judged together before anything is saved."""

    def clean(self):
        super().clean()
        target = self.instance
        said = [Goal(target.kind, target.direction, row["due_on"], row["value"]) for row in self.kept()]
        if not any(self.errors) and (found := flaws_of_goals(said)):
            raise ValidationError(found)

    def kept(self) -> list[dict]:
        """The rows that stay."""
        rows = [form.cleaned_data for form in self.forms if form not in self.deleted_forms and form.has_changed()]
        standing = [form.cleaned_data for form in self.initial_forms if not form.has_changed()]
        return [row for row in standing + rows if row.get("due_on")]


class TargetGoalInline(admin.TabularInline):
    model = TargetGoal
    formset = GoalFormSet
    extra = 0


@admin.register(Target)
class TargetAdmin(AuditedAdmin):
    """Targets of a plan in the making, written by the action of the portal; afterwards they are only read here."""

    list_display = ["label", "campaign", "number", "kind", "owner"]
    list_filter = ["campaign", "kind"]
    list_select_related = ["campaign"]
    search_fields = ["label", "text"]
    readonly_fields = ["number"]
    inlines = [TargetGoalInline]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may_be_written(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.may_be_written(obj)

    @staticmethod
    def may_be_written(target: Target | None) -> bool:
        return target is None or (target.campaign.is_draft and not is_measured(target))

    def get_readonly_fields(self, request, obj=None):
        return ["number", "campaign"] if obj else ["number"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "campaign":
            kwargs["queryset"] = Campaign.objects.filter(status=CampaignStatus.DRAFT)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def record(self, verb, obj, request, message):
        """The actions leave the trail."""

    def save_model(self, request, obj, form, change):
        """Saved with its goals, below."""

    def save_related(self, request, form, formsets, change):
        obj, goals = form.instance, formsets[0]
        values = {name: getattr(obj, name) for name in TargetForm.Meta.fields}
        place = obj.number or Target.objects.filter(campaign=obj.campaign).count() + 1
        standing = Target.objects.get(pk=obj.pk) if change else None
        saved = save_target(obj.campaign, standing, values, goals.kept(), place=place, seen="", by=request.user)
        obj.pk = saved.pk
        goals.new_objects = goals.changed_objects = goals.deleted_objects = []

    def delete_model(self, request, obj):
        remove_target(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for target in queryset.select_related("campaign"):
            remove_target(target, by=request.user)


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    list_display = ["target", "measured_on", "entered_by", "entered_at", "approved_by", "approved_at"]
    list_filter = ["target__campaign"]
    list_select_related = ["target", "entered_by", "approved_by"]
    date_hierarchy = "measured_on"
