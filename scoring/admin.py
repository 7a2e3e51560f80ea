"""Setting up criteria and rules in Django admin; sheets are written by the portal alone and are not here."""

from django.contrib import admin

from emulation.admin import AuditedAdmin

from .models import CriteriaSet, Criterion, ResultRules


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
