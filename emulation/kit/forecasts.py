"""What the floors above say of a change before it is made: they register here, none of them is imported."""

from collections.abc import Callable
from dataclasses import dataclass, field

FORETELLERS: dict[str, list[Callable]] = {}


@dataclass(frozen=True)
class Forecast:
    """A table for a preview: what it is about, its columns, its rows as words, and a sentence below."""

    title: str
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    note: str = ""


def foretells(subject: str) -> Callable:
    """Registers a function that gives a Forecast, or None where it has nothing to say."""

    def register(function: Callable) -> Callable:
        FORETELLERS.setdefault(subject, []).append(function)
        return function

    return register


def forecasts(subject: str, *facts) -> list[Forecast]:
    """What all floors foretell of a subject, in the order they registered."""
    said = (function(*facts) for function in FORETELLERS.get(subject, []))
    return [forecast for forecast in said if forecast]
