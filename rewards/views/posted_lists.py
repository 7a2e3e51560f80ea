"""The page anybody may read, without an account: what hangs in public now, and how to object; no names afterwards."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.generic import View

from emulation.kit import clock
from emulation.kit.guards import Guarded, NotHere
from scoring.views.household_pages import unseen

from .. import permissions
from ..models import Posting
from ..queries.postings import lines_of
from ..rules.names import in_sentence
from ..words.postings import count_words, period_words

PAGE = 100  # lines: a page stays light on any phone


class PostedList(Guarded, View):
    """A posted list by its random address; read only."""

    predicate = permissions.can_read_posted_list
    http_method_names = ["get", "head"]

    def get_subject(self) -> Posting:
        found = Posting.objects.for_page().filter(public_id=self.kwargs["public_id"]).first()
        if found is None or not found.takes_objections:
            raise NotHere("rewards/posted_list_gone.html")
        return found

    def get(self, request, **kwargs):
        one, notice = self.subject, self.subject.notice
        context = {
            "one": one,
            "notice": notice,
            "office": notice["unit"],
            "office_words": in_sentence(notice["unit"]),
            "practice": notice["practice"],
            "period": period_words(one),
            "counts": count_words(notice["counts"]),
            "awaits": one.is_posted and clock.today() < one.starts_on,
            "is_last": one.is_over(clock.today()),
        }
        if one.is_posted and not context["awaits"]:
            context["page_obj"] = Paginator(lines_of(one).online(), PAGE).get_page(request.GET.get("page"))
            context["private"] = lines_of(one).filter(is_private=True).count()
        return unseen(render(request, "rewards/posted_list.html", context))
