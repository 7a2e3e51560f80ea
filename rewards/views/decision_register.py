"""The register of decisions: what was signed, year by year, to be searched, saved and printed."""

from django.core.paginator import Paginator
from django.views.generic import View

from emulation.kit.exports import workbook_answer
from emulation.kit.guards import Guarded, GuardedPage

from .. import permissions
from ..documents.decision_register import DecisionRegister, register_workbook
from ..facts.decision_register import register_facts
from ..forms.decisions import RegisterSearch
from ..words.decisions import count_words
from .meeting_papers import file_answer

LINES = 50


class RegisterPage(GuardedPage):
    """Sổ quyết định: number, date, kind, what, how many, the sum, who recorded it."""

    template_name = "rewards/decision_register.html"
    predicate = permissions.can_list_decisions
    has_subject = False

    def get_context_data(self, **kwargs):
        search = RegisterSearch(self.request.user, self.request.GET)
        page = Paginator(search.decisions(), LINES).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            search=search,
            page=page,
            rows=[(one, count_words(one)) for one in page],
            query=self.request.GET.urlencode(),
            **kwargs,
        )


class RegisterFile(Guarded, View):
    """The register as it is filtered, as a workbook or as a page to bind."""

    predicate = permissions.can_list_decisions
    has_subject = False

    def get(self, request):
        search = RegisterSearch(request.user, request.GET)
        facts = register_facts(search.decisions(), search.in_use(), by=request.user)
        if request.GET.get("dang") == "pdf":
            return file_answer(DecisionRegister(facts).pdf(), "so-quyet-dinh", is_word=False)
        return workbook_answer(register_workbook(facts), "so-quyet-dinh")
