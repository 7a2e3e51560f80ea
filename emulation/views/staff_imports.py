"""Staff lists from Excel: upload, preview of every difference, saving."""

from io import BytesIO

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView, View

from ..actions import ImportRefused, keep_staff_list, save_staff_import
from ..documents.staff_list import staff_template
from ..forms.staff import StaffListForm
from ..kit.exports import workbook_answer
from ..kit.guards import Guarded
from ..models import StaffImport
from ..permissions import can_keep_staff, can_use_staff_import
from ..queries.staff_imports import preview_of_staff, wrong_staff_rows
from ..rules.staff_list import STAFF

LINES = 50
SAVED = "Đã lưu danh sách."
SAVED_BEFORE = "Danh sách này đã được lưu từ trước, không có gì thay đổi."


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


class StaffImportSave(SomeStaffImport, View):
    """Saves the list as somebody has just looked at it; a second press changes nothing and says so."""

    http_method_names = ["post"]

    def post(self, request, pk):
        stamp, only_valid = request.POST.get("stamp", ""), request.POST.get("rows") == "valid"
        try:
            is_saved_now = save_staff_import(self.subject, stamp=stamp, only_valid=only_valid, by=request.user)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, SAVED if is_saved_now else SAVED_BEFORE)
        return redirect("emulation:staff_import_preview", pk)


class StaffImportWrongRows(SomeStaffImport, View):
    """The rows that are held back, in the workbook they came in, each with its reason."""

    def get(self, request, pk):
        try:
            content = wrong_staff_rows(self.subject)
        except OSError as error:
            raise Http404 from error
        if content is None:
            raise Http404
        return FileResponse(BytesIO(content), as_attachment=True, filename=f"dong-sai-{self.subject.file_name}")
