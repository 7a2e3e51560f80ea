"""Staff lists from Excel: upload, preview of every difference, saving."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView, View

from ..actions import keep_staff_list, save_staff_import
from ..documents.staff_list import staff_template
from ..forms.staff import StaffListForm
from ..kit.exports import workbook_answer
from ..kit.guards import Guarded
from ..models import StaffImport
from ..permissions import can_keep_staff, can_use_staff_import
from ..queries.staff_imports import preview_of_staff, wrong_staff_rows
from ..rules.staff_list import STAFF
from .lists_taken_in import ListSave, ListWrongRows

LINES = 50


class StaffImportCreate(Guarded, FormView):
    """Takes a workbook in and leads to its preview."""

    template_name = "emulation/staffimport_form.html"
    form_class = StaffListForm
    predicate = can_keep_staff
    has_subject = False

    def get_context_data(self, **kwargs):
        return super().get_context_data(needed=STAFF.needed, keep_days=settings.IMPORT_KEEP_DAYS, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        file_name, unit = form.cleaned_data["file"].name, form.cleaned_data["unit"]
        kept = keep_staff_list(form.content, file_name, unit, by=self.request.user)
        return redirect("emulation:staff_import_preview", kept.pk)


class StaffTemplate(Guarded, View):
    """The empty list."""

    predicate = can_keep_staff
    has_subject = False

    def get(self, request):
        return workbook_answer(staff_template(), "mau-danh-sach-can-bo")


class SomeStaffImport(Guarded):
    """A list that this person uploaded."""

    predicate = can_use_staff_import

    def get_subject(self):
        visible = StaffImport.objects.visible_to(self.request.user).select_related("unit", "saved_by")
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class StaffImportDetail(SomeStaffImport, TemplateView):
    """The preview of a list, one kind of lines at a time; once it is saved, what it brought."""

    template_name = "emulation/staffimport_detail.html"

    def get_context_data(self, **kwargs):
        kept, context = self.subject, super().get_context_data(kept=self.subject, **kwargs)
        if kept.saved_at:
            return context | {"counts": kept.counts, "may_download": kept.path.exists()}
        preview = preview_of_staff(kept)
        tab = preview.tab(self.request.GET.get("xem", ""))
        page = Paginator(tab.lines, LINES).get_page(self.request.GET.get("page"))
        no_row = "–" if tab.key == "khong-co" else ""
        shown = {"preview": preview, "tab": tab, "page_obj": page, "no_row": no_row}
        return context | shown | {"counts": preview.plan.counts}


class StaffImportSave(SomeStaffImport, ListSave):
    preview_name = "emulation:staff_import_preview"
    saved_words = "Đã lưu danh sách."

    def save(self, **orders):
        return save_staff_import(self.subject, by=self.request.user, **orders)


class StaffImportWrongRows(SomeStaffImport, ListWrongRows):
    def content(self):
        return wrong_staff_rows(self.subject)
