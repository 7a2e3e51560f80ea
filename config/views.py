"""Home, health and the calm pages that stand in for errors."""

import logging
import secrets

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.generic import TemplateView

from emulation.kit.guards import Guarded, NotHere
from emulation.models import Job
from emulation.permissions import can_open_portal
from emulation.words.deadlines import phase_steps

from .due import due_list
from .menu import current_phase

log = logging.getLogger("portal")


class Home(Guarded, TemplateView):
    """What this person must do now."""

    template_name = "home.html"
    predicate = can_open_portal
    has_subject = False

    def get_context_data(self, **kwargs):
        user = self.request.user
        phase = current_phase(user)
        return super().get_context_data(
            phase=phase,
            steps=phase_steps(phase) if phase else [],
            due=due_list(user, phase) if phase else None,
            jobs=Job.objects.visible_to(user)[:5],
            **kwargs,
        )


@login_not_required
def health(request):
    """Says "ok" when the database answers; for the supervisor, without personal data."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def error_page(request, status: int, template: str) -> HttpResponse:
    return render(request, template, status=status)


def bad_request(request, exception=None):
    return error_page(request, 400, "400.html")


def permission_denied(request, exception=None):
    return error_page(request, 403, "403.html")


def page_not_found(request, exception=None):
    if isinstance(exception, NotHere):
        response = render(request, exception.template, exception.context, status=404)
        response["Cache-Control"] = "no-store, private"
        return response
    return error_page(request, 404, "404.html")


def server_error(request):
    """A calm page with the number under which the log has the error; it asks nothing of the database."""
    incident = secrets.token_hex(4).upper()
    log.error("incident %s", incident, exc_info=True)
    return HttpResponse(render_to_string("500.html", {"incident": incident}), status=500)
