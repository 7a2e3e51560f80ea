"""Whom a row of wrong passwords locks out: one account at one address, so that nobody can lock another person out."""

from ipaddress import ip_address

from django.conf import settings

LONGEST_USERNAME = 150  # characters, as in the user table


def client_address(request) -> str | None:
    """Where the caller is: behind TLS what our own proxy added last to X-Forwarded-For, else the other end itself."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_TLS else ""
    for words in (forwarded.rpartition(",")[2].strip(), request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ip_address(words))
        except ValueError:
            continue
    return None


def typed_username(request, credentials=None) -> str:
    """The account somebody tried, cut to what an account can be: PostgreSQL takes no more than its column holds."""
    typed = (credentials or request.POST).get("username") or ""
    return typed[:LONGEST_USERNAME]
