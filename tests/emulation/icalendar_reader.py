"""A strict reader of calendar files, written from RFC 5545 alone: it refuses what a lenient program lets pass."""

import re

NAME = re.compile(r"[A-Z0-9-]+")
MOMENT = re.compile(r"\d{8}T\d{6}Z")
DAY = re.compile(r"\d{8}")
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}


def unfolded(content: bytes) -> list[str]:
    """The content lines of a file, after checking breaks and lengths."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    lines = content[:-2].split(b"\r\n")
    assert all(0 < len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()  # no letter is cut in two
    return content[:-2].decode().replace("\r\n ", "").split("\r\n")


def properties(content: bytes) -> list[tuple[str, str, str]]:
    """Name, parameters and value of every line."""
    found = []
    for line in unfolded(content):
        head, value = line.split(":", 1)
        name, _, parameters = head.partition(";")
        assert NAME.fullmatch(name)
        assert all(c == "\t" or c >= " " for c in value)
        found.append((name, parameters, value))
    return found


def text(value: str) -> str:
    """A TEXT value without its escapes; a comma, semicolon or backslash must not stand alone."""
    bare = re.sub(r"\\[\\;,nN]", "", value)
    assert not set(bare) & set("\\;,")
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def read_calendar(content: bytes) -> tuple[dict, list[dict]]:
    """The calendar's own properties and its events, after checking what the standard asks of each."""
    lines = properties(content)
    assert lines[0] == ("BEGIN", "", "VCALENDAR")
    assert lines[-1] == ("END", "", "VCALENDAR")
    own, events, event = {}, [], None
    for name, parameters, value in lines[1:-1]:
        if (name, value) == ("BEGIN", "VEVENT"):
            assert event is None
            event = {}
        elif (name, value) == ("END", "VEVENT"):
            events.append(checked(event))
            event = None
        else:
            target = own if event is None else event
            assert name not in target
            target[name] = (parameters, value)
    assert own["VERSION"] == ("", "2.0")
    assert own["PRODID"][1]
    assert events
    assert len({e["UID"] for e in events}) == len(events)
    return {name: text(value) for name, (_, value) in own.items()}, events


def checked(event: dict) -> dict:
    """One event as plain values; its two ends are of one kind and in order."""
    assert {"UID", "DTSTAMP", "DTSTART"} <= set(event) <= ONCE
    assert MOMENT.fullmatch(event["DTSTAMP"][1])
    kinds = {"": MOMENT, "VALUE=DATE": DAY}
    for parameters, value in (event[name] for name in ("DTSTART", "DTEND") if name in event):
        assert kinds[parameters].fullmatch(value)
    if "DTEND" in event:
        assert event["DTSTART"][0] == event["DTEND"][0]
        assert event["DTSTART"][1] < event["DTEND"][1]
    return {name: text(value) for name, (_, value) in event.items()}
