"""The lists of a phase to take along: each follows the filter of the page it belongs to."""

from django.views.generic import View

from emulation.kit import clock
from emulation.kit.exports import workbook_answer

from .. import permissions
from ..documents import lists
from ..forms.sheets import CountedSearch, ExemptionSearch, SheetSearch
from ..models import Snapshot
from ..queries.coaching import unit_coaching
from ..queries.counted import counted_rows, unit_homes
from ..queries.people import exemption_rows
from ..queries.results import rules_of
from ..queries.sheets import sheet_table
from ..queries.snapshots import snapshot_of
from ..words.coaching import coaching_rows
from .phases import PhaseView
from .results import UnitResultDetail


class ListWorkbook(PhaseView, View):
    """One list of the phase as an .xlsx file."""

    def about(self, what: str, snapshot: Snapshot | None = None) -> list[str]:
        return lists.about(self.phase, what, self.request.user, snapshot)

    def answer(self, content: bytes, name: str):
        return workbook_answer(content, f"{name}-dot-{self.phase.number}-{clock.today():%Y-%m-%d}")


class SheetListWorkbook(ListWorkbook):
    """The sheets of one neighbourhood, or those that a search finds."""

    predicate = permissions.can_list_sheets

    def get(self, request, **kwargs):
        search = SheetSearch(request.user, self.phase, request.GET)
        rows = sheet_table(self.phase, search.households(), search.state)
        where = f"tìm “{search.text}”" if search.text else str(search.unit or "")
        about = self.about(f"Phiếu chấm điểm, {where}")
        return self.answer(lists.sheet_list(rows, rules_of(self.phase), about), "phieu")


class ExemptionWorkbook(ListWorkbook):
    """Who is exempted in this person's units."""

    predicate = permissions.can_list_exemptions

    def get(self, request, **kwargs):
        search = ExemptionSearch(request.user, self.phase, request.GET)
        rows = exemption_rows(search.exemptions(), search.state)
        about = self.about(f"Miễn chấm, {dict(search.STATES)[search.state].lower()}")
        return self.answer(lists.exemption_list(rows, about), "mien-cham")


class CountedWorkbook(ListWorkbook):
    """What a total counts, as far as this person may see it."""

    predicate = permissions.can_list_sheets

    def get(self, request, **kwargs):
        search = CountedSearch(request.user, self.phase, request.GET)
        rows = counted_rows(self.phase, search.kind, search.units)
        about = self.about(search.title, snapshot_of(self.phase))
        return self.answer(lists.counted_list(search.title, rows, about), search.kind)


class UnitResultWorkbook(ListWorkbook):
    """The households of one neighbourhood with their verdict."""

    predicate = permissions.can_view_unit_result
    get_subject = UnitResultDetail.get_subject

    def get(self, request, **kwargs):
        homes = unit_homes(self.phase, self.subject)
        about = self.about(f"Kết quả các hộ, {homes.standing.count.name}", homes.snapshot)
        return self.answer(
            lists.result_list(homes.rows, homes.reasons, about), f"ket-qua-{self.subject.label or self.subject.pk}"
        )


class UnitCoachingWorkbook(ListWorkbook):
    """The households that do not pass, the nearest first, to take along from door to door."""

    predicate = permissions.can_view_unit_result
    get_subject = UnitResultDetail.get_subject

    def get(self, request, **kwargs):
        homes = unit_homes(self.phase, self.subject)
        coaching = unit_coaching(homes)
        about = self.about(f"Danh sách vận động, {homes.standing.count.name}", homes.snapshot)
        rows = coaching_rows(coaching)
        return self.answer(lists.coaching_list(rows, about), f"van-dong-{self.subject.label or self.subject.pk}")
