"""Household lists from Excel: upload, preview of every difference, saving, rows given back, undo, and the log."""

from io import BytesIO

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, ListView, TemplateView, View

from ..actions import (
    UndoRefused,
    keep_household_list,
    save_household_import,
    undo_household_import,
)
from ..forms.workbooks import HouseholdListForm, campaigns_to_import_into
from ..household_template import household_template
from ..kit.guards import Guarded
from ..models import HouseholdImport
from ..permissions import can_import_households, can_undo_import, can_use_import, can_view_import, import_scope
from ..queries.import_previews import preview_of, saved_before, wrong_rows
from ..rules import NEEDED
from .lists_taken_in import ListSave, ListWrongRows

LINES = 50
UNDONE = "Đã hoàn tác: danh bạ trở lại như trước lần nhập này."
UNDONE_BEFORE = "Lần nhập này đã được hoàn tác từ trước, không có gì thay đổi."


class HouseholdImportCreate(Guarded, FormView):
    """Takes a workbook in and leads to its preview."""

    template_name = "emulation/householdimport_form.html"
    form_class = HouseholdListForm
    predicate = can_import_households
    has_subject = False

    def get_context_data(self, **kwargs):
        return super().get_context_data(needed=NEEDED, keep_days=settings.IMPORT_KEEP_DAYS, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        file_name, campaign = form.cleaned_data["file"].name, form.cleaned_data["campaign"]
        kept = keep_household_list(form.content, file_name, campaign, by=self.request.user)
        return redirect("emulation:household_import_preview", kept.pk)


class HouseholdTemplate(Guarded, View):
    """The empty list for the ward of ?phong-trao=CODE, or of the person's first campaign."""

    predicate = can_import_households
    has_subject = False

    def get(self, request):
        code = request.GET.get("phong-trao")
        campaigns = campaigns_to_import_into(request.user)
        campaign = campaigns.filter(code=code).first() if code else campaigns.first()
        if campaign is None:
            raise Http404
        name = f"mau-danh-sach-ho-{campaign.code}.xlsx"
        return FileResponse(BytesIO(household_template(campaign)), as_attachment=True, filename=name)


class SomeImport(Guarded):
    """A list that this person uploaded, or one that was saved in this person's ward."""

    predicate = can_use_import

    def get_subject(self):
        visible = HouseholdImport.objects.visible_to(self.request.user)
        joined = visible.select_related("campaign__ward", "saved_by", "undone_by", "undo").defer("undo__data")
        return get_object_or_404(joined, pk=self.kwargs["pk"])

    @property
    def scope(self):
        """The neighbourhoods this person takes lists in for."""
        return import_scope(self.request.user, self.subject.campaign.ward)


class HouseholdImportDetail(SomeImport, TemplateView):
    """The preview of a list, one kind of lines at a time; once it is saved, what was saved."""

    template_name = "emulation/householdimport_detail.html"
    predicate = can_view_import

    def get_context_data(self, **kwargs):
        kept, context = self.subject, super().get_context_data(kept=self.subject, **kwargs)
        if kept.saved_at:
            return context | {
                "may_undo": can_undo_import(self.request.user, kept),
                "may_download": can_use_import(self.request.user, kept) and kept.path.exists(),
            }
        preview = preview_of(kept, self.scope)
        tab = preview.tab(self.request.GET.get("xem", ""))
        page = Paginator(tab.lines, LINES).get_page(self.request.GET.get("page"))
        return context | {"preview": preview, "tab": tab, "page_obj": page, "earlier": saved_before(kept)}


class HouseholdImportSave(SomeImport, ListSave):
    preview_name = "emulation:household_import_preview"
    saved_words = "Đã lưu danh sách vào danh bạ."

    def save(self, **orders):
        return save_household_import(self.subject, by=self.request.user, **orders)


class HouseholdImportWrongRows(SomeImport, ListWrongRows):
    def content(self):
        return wrong_rows(self.subject, self.scope)


class HouseholdImportUndo(SomeImport, View):
    """Takes a saved list back; a second press changes nothing and says so."""

    predicate = can_undo_import

    def post(self, request, pk):
        try:
            is_undone_now = undo_household_import(self.subject, by=request.user)
        except UndoRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, UNDONE if is_undone_now else UNDONE_BEFORE)
        return redirect("emulation:household_import_preview", pk)


class HouseholdImportList(Guarded, ListView):
    """The log: which lists were saved, by whom, what they brought, and whether they were taken back."""

    template_name = "emulation/householdimport_list.html"
    paginate_by = 50
    predicate = can_import_households
    has_subject = False

    def get_queryset(self):
        return HouseholdImport.objects.for_log().visible_to(self.request.user)
