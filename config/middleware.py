"""Two rules that hold for every answer: how long a login lasts, and that personal pages are not kept by a browser."""

import time

from django.conf import settings
from django.contrib.auth import logout

REFRESH_SECONDS = 60  # the idle limit is counted to the minute, so that not every request writes to the session table


class SessionLimits:
    """Ends a login after the idle limit (the cookie's age, renewed in use) or ten hours, whichever comes first."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self.check(request, int(time.time()))
        return self.get_response(request)

    def check(self, request, now: int):
        began = request.session.setdefault("began_at", now)
        if now - began > settings.SESSION_ABSOLUTE_AGE:
            logout(request)
        elif now - request.session.get("seen_at", 0) > REFRESH_SECONDS:
            request.session["seen_at"] = now


class PrivatePages:
    """Marks what a logged-in person sees `no-store`, so that nothing personal stays on a shared computer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response
