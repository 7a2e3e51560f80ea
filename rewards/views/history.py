"""Earlier awards: the list, and taking one in from a workbook with a preview of every line."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView, View

from emulation.kit.exports import workbook_answer
from emulation.kit.guards import Guarded, GuardedPage
from emulation.views.lists_taken_in import ListSave, ListWrongRows

from ..actions.history import keep_history_list, save_history
from ..documents.history_list import history_template
from ..forms.history import HistoryListForm, HistorySearch
from ..models import HistoryImport
from ..permissions import can_keep_history, can_use_history_import, can_view_history
from ..queries.history import preview_of_history, wrong_history_rows
from ..rules.history import HISTORY

LINES = 50


class HistoryList(GuardedPage):
    """What was awarded before, the latest first."""

    template_name = "rewards/history_list.html"
    predicate = can_view_history
    has_subject = False

    def get_context_data(self, **kwargs):
        search = HistorySearch(self.request.user, self.request.GET)
        page = Paginator(search.lines(), LINES).get_page(self.request.GET.get("page"))
        may_keep = can_keep_history(self.request.user)
        return super().get_context_data(search=search, page=page, may_keep=may_keep, **kwargs)


class HistoryImportCreate(Guarded, FormView):
    """Takes a workbook in and leads to its preview."""

    template_name = "rewards/history_form.html"
    form_class = HistoryListForm
    predicate = can_keep_history
    has_subject = False

    def get_context_data(self, **kwargs):
        return super().get_context_data(needed=HISTORY.needed, keep_days=settings.IMPORT_KEEP_DAYS, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        file_name, ward = form.cleaned_data["file"].name, form.cleaned_data["ward"]
        kept = keep_history_list(form.content, file_name, ward, by=self.request.user)
        return redirect("rewards:history_import_preview", kept.pk)


class HistoryTemplate(Guarded, View):
    """The empty list."""

    predicate = can_keep_history
    has_subject = False

    def get(self, request):
        return workbook_answer(history_template(), "mau-khen-thuong-truoc-day")


class SomeHistoryImport(Guarded):
    """A list that this person uploaded."""

    predicate = can_use_history_import

    def get_subject(self):
        visible = HistoryImport.objects.visible_to(self.request.user).select_related("ward", "saved_by")
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class HistoryImportDetail(SomeHistoryImport, TemplateView):
    """The preview of a list, one kind of lines at a time; once it is saved, what it brought."""

    template_name = "rewards/history_preview.html"

    def get_context_data(self, **kwargs):
        kept, context = self.subject, super().get_context_data(kept=self.subject, **kwargs)
        if kept.saved_at:
            return context | {"counts": kept.counts, "may_download": kept.path.exists()}
        preview = preview_of_history(kept)
        tab = preview.tab(self.request.GET.get("xem", ""))
        page = Paginator(tab.lines, LINES).get_page(self.request.GET.get("page"))
        return context | {"preview": preview, "tab": tab, "page_obj": page, "counts": preview.plan.counts}


class HistoryImportSave(SomeHistoryImport, ListSave):
    preview_name = "rewards:history_import_preview"
    saved_words = "Đã lưu danh sách khen thưởng trước đây."

    def save(self, **orders):
        return save_history(self.subject, by=self.request.user, **orders)


class HistoryWrongRows(SomeHistoryImport, ListWrongRows):
    def content(self):
        return wrong_history_rows(self.subject)
