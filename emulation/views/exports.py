"""The registry as a workbook, filtered as on the screen; personal numbers only for a reason and a password."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from ..actions import ExportRefused, check_exportable, record_number_export
from ..documents.household_list import household_list
from ..filters import HouseholdFilter
from ..forms.workbooks import NumberExportForm
from ..kit import clock
from ..kit.exports import workbook_answer
from ..kit.guards import Guarded, GuardedPage
from ..models import Household
from ..permissions import OFFICE, can_export_households, can_export_numbers
from ..queries.exports import export_counts, households_kept_by, people_to_export
from ..words.deadlines import export_words


class FilteredHouseholds(Guarded):
    """The households that the list shows for the same query string."""

    predicate = can_export_households
    has_subject = False

    def visible(self):
        return Household.objects.visible_to(self.request.user)

    @cached_property
    def filter(self) -> HouseholdFilter:
        return HouseholdFilter(self.request.GET, self.visible(), user=self.request.user)

    def workbook(self, *, with_numbers: bool = False, reason: str = ""):
        people = people_to_export(self.filter.qs, with_numbers=with_numbers)
        about = export_words(self.filter.in_use, self.request.user, reason)
        name = f"danh-sach-ho-{clock.today():%Y-%m-%d}"
        return workbook_answer(household_list(people, about=about, with_numbers=with_numbers), name)


class HouseholdExport(FilteredHouseholds, GuardedPage):
    """What an export would hold, the file without numbers, and the form for the one with them."""

    template_name = "emulation/household_export.html"

    def get_context_data(self, **kwargs):
        households, people = export_counts(self.filter.qs)
        may_export_numbers = can_export_numbers(self.request.user)
        context = {"form": NumberExportForm(self.request)} if may_export_numbers else {}
        return super().get_context_data(
            **context | kwargs,
            filter=self.filter,
            query=self.request.GET.urlencode(),
            households=households,
            people=people,
        )


class HouseholdWorkbook(FilteredHouseholds, View):
    """The list without personal numbers."""

    def get(self, request):
        try:
            check_exportable(self.filter.qs)
        except ExportRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(f"{reverse('emulation:household_export')}?{request.GET.urlencode()}")
        return self.workbook()


class NumberExport(HouseholdExport):
    """The list with personal numbers, of the units whose registry this person keeps; each file leaves a line."""

    predicate = can_export_numbers
    http_method_names = ["post"]

    def visible(self):
        return households_kept_by(self.request.user, OFFICE)

    def post(self, request):
        form = NumberExportForm(request, request.POST)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                record_number_export(self.filter.qs, reason=reason, by=request.user)
                return self.workbook(with_numbers=True, reason=reason)
            except ExportRefused as refusal:
                messages.error(request, str(refusal))
        return self.render_to_response(self.get_context_data(form=form))
