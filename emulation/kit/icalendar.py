"""Calendars as programs read them (RFC 5545): days or moments in UTC, escaped text, lines of at most 75 octets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Cong thi dua//Lich phong trao//VI"
LINE = 75  # octets, without the line break
ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True)
class Event:
    """One entry; `ends` is the first moment, or the first day, that no longer belongs to it, if there is one."""

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime | None = None
    text: str = ""


def calendar(name: str, events: Iterable[Event], *, stamp: datetime) -> bytes:
    """The calendar as a file. The standard wants at least one event in it."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "X-PUBLISHED-TTL:PT12H",
    ]
    for event in events:
        lines += event_lines(event, stamp)
    return b"".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def event_lines(event: Event, stamp: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{utc(stamp)}",
        f"DTSTART{when(event.starts)}",
        *([f"DTEND{when(event.ends)}"] if event.ends else []),
        f"SUMMARY:{escaped(event.title)}",
        *([f"DESCRIPTION:{escaped(event.text)}"] if event.text else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def when(moment: date | datetime) -> str:
    """A property's value behind its name: a moment in UTC, or a day without a time."""
    return f":{utc(moment)}" if isinstance(moment, datetime) else f";VALUE=DATE:{moment:%Y%m%d}"


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Text as a value: line breaks, commas, semicolons and backslashes escaped, other control characters left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(ESCAPES.get(c, c) for c in plain if c == "\n" or (c >= " " and c != "\x7f"))


def folded(line: str) -> bytes:
    """A line with its break, folded before it grows longer than allowed and never inside a letter."""
    parts, room = [b""], LINE
    for letter in line:
        octets = letter.encode()
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
            room = LINE - 1  # the space that says a line goes on
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"
