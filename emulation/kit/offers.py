"""Links that the floors above offer on pages of the floors below: they register here, none of them is imported."""

from collections.abc import Callable
from dataclasses import dataclass

OFFERERS: dict[str, list[Callable]] = {}


@dataclass(frozen=True)
class Offer:
    """One link: what it leads to, and a few words beside it; `group` says where on the page it stands."""

    group: str
    label: str
    url: str
    note: str = ""


def offers_on(page: str) -> Callable:
    """Registers a function that gives the offers of a page to a person."""

    def register(function: Callable) -> Callable:
        OFFERERS.setdefault(page, []).append(function)
        return function

    return register


def offers(page: str, user, subject) -> dict[str, list[Offer]]:
    """What all floors offer this person on a page about a subject, by group."""
    found: dict[str, list[Offer]] = {}
    for function in OFFERERS.get(page, []):
        for offer in function(user, subject):
            found.setdefault(offer.group, []).append(offer)
    return found
