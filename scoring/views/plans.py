"""Being written."""

from django.views.generic import TemplateView
from emulation.kit.guards import Guarded
from emulation.permissions import can_open_portal


class PlanDetail(Guarded, TemplateView):
    template_name = "base.html"
    predicate = can_open_portal
    has_subject = False
