"""Household lists from Excel: upload, preview with every complaint, save all or nothing."""

from django.views.generic import TemplateView

from ..kit.guards import Guarded
from ..permissions import can_import_households


class HouseholdImportCreate(Guarded, TemplateView):
    template_name = "emulation/householdimport_form.html"
    predicate = can_import_households
    has_subject = False


HouseholdTemplate = HouseholdImportDetail = HouseholdImportSave = HouseholdImportCreate
