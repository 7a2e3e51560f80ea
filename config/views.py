"""Home, health and the calm pages that stand in for errors."""

import logging
import secrets

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.generic import TemplateView

from emulation.kit.guards import Guarded, NotHere
from emulation.models import Job
from emulation.permissions import can_open_portal
from emulation.words.deadlines import phase_steps
from scoring.queries.targets import running_targets
from scoring.views.household_pages import unseen

from .due import due_list
from .menu import current_phase
from .school_home import school_board

log = logging.getLogger("portal")


class Home(Guarded, TemplateView):
    """What this person must do now."""

    template_name = "home.html"
    predicate = can_open_portal
    has_subject = False

    def get_context_data(self, **kwargs):
        user = self.request.user
        phase, targets = current_phase(user), running_targets(user)
        board = school_board(user, targets)
        running = phase or (board and board.phase)
        return super().get_context_data(
            phase=phase,
            board=board,
            steps=phase_steps(running) if running else [],
            due=due_list(user, phase, targets),
            jobs=Job.objects.visible_to(user)[:5],
            **kwargs,
        )


@login_not_required
def health(request):
    """Says "ok" when the database answers; for the supervisor, without personal data."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


# What a household reads, which has no account and nothing to log in to.
HOUSEHOLD_WORDS = {
    "400.html": "Yêu cầu gửi lên không đọc được nên chưa lưu gì.",
    "403.html": "Trang này không mở được bằng phiếu mở.",
    "403_csrf.html": (
        "Phần vừa gửi chưa được nhận: trang đã mở quá lâu, hoặc ứng dụng đang mở trang không giữ cookie. "
        "Xin mở bằng trình duyệt của điện thoại, ví dụ Chrome hoặc Safari."
    ),
    "404.html": "Địa chỉ này không có, hoặc bị gõ thiếu.",
}
# What anybody reads who looks a certificate up.
CITIZEN_WORDS = {
    "400.html": "Yêu cầu gửi lên không đọc được.",
    "403.html": "Trang này không mở được.",
    "403_csrf.html": (
        "Phần vừa gửi chưa được nhận: trang đã mở quá lâu, hoặc ứng dụng đang mở trang không giữ cookie. "
        "Xin mở bằng trình duyệt của điện thoại, ví dụ Chrome hoặc Safari."
    ),
    "404.html": "Địa chỉ này không có, hoặc bị gõ thiếu.",
}


def error_page(request, status: int, template: str) -> HttpResponse:
    """The calm page of an error; below the household's door and the look-up it is in the frame of those pages."""
    if request.path.startswith(reverse("rewards:look_up")):
        context = {"words": CITIZEN_WORDS[template]}
        return unseen(render(request, "rewards/public/unknown.html", context, status=status))
    if request.path.startswith(reverse("scoring:code_door")):
        context = {"words": HOUSEHOLD_WORDS[template]}
        return unseen(render(request, "scoring/household/gone.html", context, status=status))
    return render(request, template, status=status)


def bad_request(request, exception=None):
    return error_page(request, 400, "400.html")


def permission_denied(request, exception=None):
    return error_page(request, 403, "403.html")


def stale_form(request, reason=""):
    """A form without its token, or with one of another login."""
    return error_page(request, 403, "403_csrf.html")


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
