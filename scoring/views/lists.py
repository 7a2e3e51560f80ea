"""The lists of a phase to take along: each follows the filter of the page it belongs to."""

from django.views.generic import View

from emulation.kit import clock
from emulation.kit.exports import workbook_answer

from .. import permissions
from ..documents import lists
from ..forms.sheets import CountedSearch, ExemptionSearch, SheetSearch
from ..queries.counted import counted_rows, why_not
from ..queries.people import exemption_rows
from ..queries.results import rules_of
from ..queries.sheets import sheet_table
from .phases import PhaseView
from .results import UnitResultDetail, result_rows


class ListWorkbook(PhaseView, View):
    """One list of the phase as an .xlsx file."""

    def about(self, what: str) -> list[str]:
        return lists.about(self.phase, what, self.request.user)

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
        return self.answer(lists.counted_list(search.title, rows, self.about(search.title)), search.kind)


class UnitResultWorkbook(ListWorkbook):
    """The households of one neighbourhood with their verdict."""

    predicate = permissions.can_view_unit_result
    get_subject = UnitResultDetail.get_subject

    def get(self, request, **kwargs):
        found = rules_of(self.phase)
        rows, reasons = result_rows(self.subject, found), why_not(self.phase, self.subject, found)
        about = self.about(f"Kết quả các hộ, {self.subject}")
        return self.answer(lists.result_list(rows, reasons, about), f"ket-qua-{self.subject.label or self.subject.pk}")
