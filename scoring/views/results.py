"""Results as they stand: the ranking of neighbourhoods, one neighbourhood's households, the same as a workbook."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from emulation.kit import clock
from emulation.models import Household, Unit
from emulation.words.deadlines import phase_steps

from .. import permissions
from ..forms.sheets import CountedSearch
from ..models import ResultRules
from ..queries.counted import counted_rows, why_not
from ..queries.results import rules_of, unit_standing, with_result
from ..queries.snapshots import standing_result
from ..words.sheets import result_lines, result_workbook
from .phases import PhasePage, PhaseView

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ResultList(PhasePage):
    """The ranking of all neighbourhoods; only one's own can be opened."""

    template_name = "scoring/result_list.html"
    predicate = permissions.can_view_results

    def get_context_data(self, **kwargs):
        result, snapshot = standing_result(self.phase)
        user = self.request.user
        own = {unit.pk for unit in Unit.objects.visible_to(user) if permissions.can_view_unit_result(user, unit)}
        return super().get_context_data(
            result=result,
            lines=result_lines(result, own),
            sees_all=own.issuperset(result.unit_ids.values()),
            marks=sorted({result.rules.award_percent, result.rules.title_percent}),
            steps=phase_steps(self.phase),
            now=clock.now(),
            snapshot=snapshot,
            may_close=permissions.can_close_phase(self.request.user, self.phase),
            **kwargs,
        )


class ResultWorkbook(PhaseView, View):
    """The ranking as an .xlsx file."""

    predicate = permissions.can_view_results

    def get(self, request, **kwargs):
        response = HttpResponse(result_workbook(standing_result(self.phase)[0]), content_type=XLSX)
        name = f"ket-qua-{self.phase.campaign.code}-dot-{self.phase.number}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class CountedList(PhasePage):
    """What a total counts, as far as this person may see it; every number of the result page leads here."""

    template_name = "scoring/counted_list.html"
    predicate = permissions.can_list_sheets

    def get_context_data(self, **kwargs):
        search = CountedSearch(self.request.user, self.phase, self.request.GET)
        rows = counted_rows(self.phase, search.kind, search.units)
        page = Paginator(rows, 100).get_page(self.request.GET.get("page"))
        return super().get_context_data(search=search, rows=page, **kwargs)


def result_rows(unit: Unit, found: ResultRules):
    """The households of a neighbourhood with their verdict, in walking order."""
    households = with_result(Household.objects.filter(unit=unit), found).in_walking_order()
    return households.values(
        "pk", "code", "head_name", "address", "eligible_count", "passing_count", "sheet_status", "passes"
    )


class UnitResultDetail(PhasePage):
    """The households of one neighbourhood with their verdict: those that pass, those that lack something."""

    template_name = "scoring/unit_result.html"
    predicate = permissions.can_view_unit_result

    def get_subject(self):
        visible = Unit.objects.visible_to(self.request.user).below(self.phase.campaign.ward).neighbourhoods().current()
        return get_object_or_404(visible, pk=self.kwargs["unit"])

    def get_context_data(self, **kwargs):
        found = rules_of(self.phase)
        return super().get_context_data(
            unit=self.subject,
            found=found,
            standing=unit_standing(self.phase, self.subject, found),
            rows=result_rows(self.subject, found),
            reasons=why_not(self.phase, self.subject, found),
            **kwargs,
        )
