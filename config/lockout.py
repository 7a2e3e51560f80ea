"""Whom a row of wrong passwords locks out: one account at one address, so that nobody can lock another person out."""

from emulation.kit.addresses import client_address

__all__ = ["client_address", "typed_username"]

LONGEST_USERNAME = 150  # characters, as in the user table


def typed_username(request, credentials=None) -> str:
    """The account somebody tried, cut to what an account can be: PostgreSQL takes no more than its column holds."""
    typed = (credentials or request.POST).get("username") or ""
    return typed[:LONGEST_USERNAME]
