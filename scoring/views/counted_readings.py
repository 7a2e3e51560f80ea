"""The reading that the portal counts from the staff grid: what it would say on a day, and the press that records it."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property

from emulation.kit.guards import GuardedPage

from .. import permissions
from ..actions.staff_ticks import record_counted_reading
from ..actions.targets import ReadingRefused
from ..forms.staff_items import CountedReadingForm
from ..models import StaffItem
from ..queries.staff_items import entry_day, ledger_of
from .counted_box import counted_box, item_of
from .targets import TargetView


class ReadingCount(TargetView, GuardedPage):
    """Records the figure of a day as a reading; nothing of it is typed."""

    template_name = "scoring/reading_count.html"
    predicate = permissions.can_record_reading

    @cached_property
    def item(self) -> StaffItem:
        if item_of(self.target) is None:
            raise Http404
        return item_of(self.target)

    @cached_property
    def asked_day(self) -> date:
        """The day of the address or of the form; the one that is being entered where it cannot be read."""
        given = self.request.POST.get("ngay") or self.request.GET.get("ngay", "")
        try:
            return date.fromisoformat(given)
        except ValueError:
            return entry_day(self.target.campaign)

    def get_context_data(self, data=None, **kwargs):
        book = ledger_of(self.item.campaign)
        box = counted_box(self.target, book, self.asked_day, data)
        return super().get_context_data(target=self.target, campaign=self.target.campaign, **box | kwargs)

    def post(self, request, **kwargs):
        form = CountedReadingForm(self.asked_day, "", request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(data=request.POST))
        day, key = form.cleaned_data["ngay"], form.cleaned_data["key"]
        try:
            reading = record_counted_reading(self.item, form.values(), on=day, key=key, by=request.user)
        except ReadingRefused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(data=request.POST))
        state = "đã được duyệt" if reading.is_approved else "được tính từ lúc người khác của đơn vị duyệt"
        messages.success(request, f"Số liệu ngày {day:%d/%m/%Y} là {reading.part}/{reading.whole}, {state}.")
        return redirect("scoring:target", *self.place)
