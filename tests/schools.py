"""A school with its real plan: its people, and readings entered and approved in one line."""

import uuid

from emulation.actions.people import grant_role
from emulation.models import Campaign, User
from scoring.actions.targets import approve_reading, record_reading
from scoring.models import Reading, Target

SAID = {"source": "Danh sách của trường", "confidence": "on_track", "comment": ""}


def person(username: str, kind: str, unit) -> User:
    user = User.objects.create_user(username, password="mot-mat-khau-dai", full_name=username)
    grant_role(user, unit, kind, by=None)
    return user


def values(measured_on, *said, **more) -> dict:
    """What a form would hand over: values(day, 57, 60), values(day, 148, 150, asked=160), values(day, answer=True)."""
    return SAID | {"measured_on": measured_on} | dict(zip(("part", "whole"), said, strict=False)) | more


def enter(campaign: Campaign, number: int, measured_on, *said, by, approved_by=None, evidence=(), **more) -> Reading:
    """A reading of the target with a number, approved if somebody is named."""
    target = Target.objects.get(campaign=campaign, number=number)
    given = values(measured_on, *said, **more)
    reading = record_reading(target, given, key=uuid.uuid4(), by=by, evidence=evidence)
    return approve_reading(reading, by=approved_by) if approved_by else reading
