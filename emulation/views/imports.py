"""Household lists from Excel: upload, preview with every complaint, save all or nothing."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView, View

from ..actions import ImportRefused, keep_household_list, save_household_import
from ..forms import HouseholdListForm, campaigns_to_import_into
from ..household_template import household_template
from ..kit.guards import Guarded
from ..models import HouseholdImport
from ..permissions import can_import_households, can_use_import
from ..queries_imports import preview_of
from ..rules import NEEDED

SAVED = "Đã lưu danh sách vào danh bạ."
SAVED_BEFORE = "Danh sách này đã được lưu từ trước, không có gì thay đổi."


class HouseholdImportCreate(Guarded, FormView):
    """Takes a workbook in and leads to its preview."""

    template_name = "emulation/householdimport_form.html"
    form_class = HouseholdListForm
    predicate = can_import_households
    has_subject = False

    extra_context = {"needed": NEEDED}

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


class OwnImport(Guarded):
    """A list that this person uploaded."""

    predicate = can_use_import

    def get_subject(self):
        own = HouseholdImport.objects.visible_to(self.request.user).select_related("campaign__ward")
        return get_object_or_404(own, pk=self.kwargs["pk"])


class HouseholdImportDetail(OwnImport, TemplateView):
    """The preview of a list; once it is saved, what was saved."""

    template_name = "emulation/householdimport_detail.html"

    def get_context_data(self, **kwargs):
        preview = None if self.subject.saved_at else preview_of(self.subject)
        return super().get_context_data(kept=self.subject, preview=preview, **kwargs)


class HouseholdImportSave(OwnImport, View):
    """Saves the list as it stands now; a second press changes nothing and says so."""

    def post(self, request, pk):
        try:
            is_saved_now = save_household_import(self.subject, by=request.user)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, SAVED if is_saved_now else SAVED_BEFORE)
        return redirect("emulation:household_import_preview", pk)
