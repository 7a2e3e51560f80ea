"""What deserves a second look: the list, and writing down what was seen."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View

from .. import permissions
from ..actions.patterns import PatternRefused, note_pattern
from ..queries.patterns import patterns
from ..words.patterns import pattern_line
from .phases import PhasePage, PhaseView

PAGE = 40


class PatternList(PhasePage):
    """Conspicuous shapes in the sheets, those nobody has looked at first."""

    template_name = "scoring/pattern_list.html"
    predicate = permissions.can_view_patterns

    def get_context_data(self, **kwargs):
        found = patterns(self.phase)
        page = Paginator(found, PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            page_obj=page,
            lines=[pattern_line(one) for one in page],
            waiting=sum(one.note is None for one in found),
            may_note=permissions.can_note_pattern(self.request.user, self.phase),
            **kwargs,
        )


class PatternNoteRecord(PhaseView, View):
    """Writes down what was seen, and goes back to the list."""

    predicate = permissions.can_note_pattern
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        said = request.POST
        try:
            note_pattern(self.phase, said.get("key", ""), words=said.get("words", "")[:300], by=request.user)
            messages.success(request, "Đã ghi điều đã xem.")
        except PatternRefused as refusal:
            messages.error(request, str(refusal))
        return redirect(reverse("scoring:patterns", args=self.place))
