"""Setting up criteria and rules in Django admin; sheets are written by the portal alone and are not here."""

from django.contrib import admin, messages

from emulation.admin import AuditedAdmin, PhaseAdmin
from emulation.models import Phase

from .actions.phases import PhaseRefused, open_phase
from .models import CriteriaSet, Criterion, ResultRules

admin.site.unregister(Phase)


@admin.register(Phase)
class ScoredPhaseAdmin(PhaseAdmin):
    """Phases are opened here, by the same action as everywhere."""

    actions = ["open_for_scoring"]

    @admin.action(description="Mở đợt để chấm điểm")
    def open_for_scoring(self, request, queryset):
        for phase in queryset.select_related("campaign"):
            try:
                open_phase(phase, by=request.user)
            except PhaseRefused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                self.message_user(request, f"Đã mở {phase.name} để chấm điểm.")


class CriterionInline(admin.StackedInline):
    model = Criterion
    extra = 0


@admin.register(CriteriaSet)
class CriteriaSetAdmin(AuditedAdmin):
    list_display = ["name", "campaign", "pass_mark", "na_policy"]
    list_select_related = ["campaign"]
    inlines = [CriterionInline]


@admin.register(ResultRules)
class ResultRulesAdmin(AuditedAdmin):
    list_display = ["phase", "household_percent", "title_percent", "award_percent", "denominator"]
    list_select_related = ["phase"]
