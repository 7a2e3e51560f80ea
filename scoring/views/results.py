"""Results as they stand: the ranking of neighbourhoods, one neighbourhood's households, the same as a workbook."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from emulation.kit import clock
from emulation.models import Unit
from emulation.words.deadlines import phase_steps

from .. import permissions
from ..forms.sheets import CountedSearch
from ..queries.counted import counted_rows, neighbourhoods_of, still_seen, unit_homes
from ..queries.snapshots import snapshot_of, standing_result
from ..words.approvals import badges_of
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
            badges=badges_of(self.phase, result.unit_ids.values()),
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
        seen = still_seen(self.request.user, (row["home"] for row in page))
        snapshot = snapshot_of(self.phase)
        return super().get_context_data(search=search, rows=page, seen=seen, snapshot=snapshot, **kwargs)


class UnitResultDetail(PhasePage):
    """The households of one neighbourhood with their verdict: those that pass, those that lack something."""

    template_name = "scoring/unit_result.html"
    predicate = permissions.can_view_unit_result

    def get_subject(self):
        visible = neighbourhoods_of(self.phase).visible_to(self.request.user)
        return get_object_or_404(visible, pk=self.kwargs["unit"])

    def get_context_data(self, **kwargs):
        homes = unit_homes(self.phase, self.subject)
        seen = still_seen(self.request.user, (row["pk"] for row in homes.rows))
        badge = badges_of(self.phase, [self.subject.pk]).get(self.subject.pk)
        return super().get_context_data(
            unit=self.subject, homes=homes, found=homes.found, seen=seen, badge=badge, **kwargs
        )
