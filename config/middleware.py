"""Rules that hold for every request: what is not even read, how long a login lasts, what no browser keeps."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest

REFRESH_SECONDS = 60  # the idle limit is counted to the minute, so that not every request writes to the session table


class Gate:
    """Turns away what no browser sends: a body over the limit, words that are not UTF-8, and NUL, which PostgreSQL
    cannot hold. It stands before everything that reads the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_too_long(request) or not is_plain(request):
            raise BadRequest
        return self.get_response(request)


def is_too_long(request) -> bool:
    """By what the request says of itself: the server reads no further than that."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) > settings.BODY_MAX_BYTES


def is_plain(request) -> bool:
    if (request.encoding or "utf-8").lower() not in ("utf-8", "utf8"):
        return False
    query = request.META.get("QUERY_STRING", "")
    return not any("\0" in text for text in (request.path, query.replace("%00", "\0"), *request.COOKIES.values()))


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
