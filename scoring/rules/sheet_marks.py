"""Sổ phiếu: what may be marked on a sheet's line in the register, and what follows from a mark."""

from dataclasses import dataclass, replace
from datetime import date, datetime

HAND_OUT, COLLECT, CONFIRM = "hand_out", "collect", "confirm"
UNDO_HAND_OUT, UNDO_COLLECT, UNDO_CONFIRM = "undo_hand_out", "undo_collect", "undo_confirm"


class MarkRefused(ValueError):
    """A line that cannot be marked so; the message is a Vietnamese phrase that follows "vì"."""


@dataclass(frozen=True)
class Marks:
    """What the register says of one sheet."""

    handed_out_on: date | None = None
    collected_on: date | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class SheetEntry:
    """What the portal knows of the sheet's scores: when they were completed, whether by the marker, what they lack."""

    completed_at: datetime | None = None
    is_own: bool = False
    lacks_second: bool = False  # it is keyed a second time before anybody confirms it


def marked(marks: Marks, act: str, day: date, entry: SheetEntry, now: datetime) -> Marks:
    """The marks after an act; the same marks where nothing changes. Raises MarkRefused.

    What has come back has been out: collecting a sheet that nobody marked as handed out marks both, on the same day.
    Who completed a sheet does not confirm it, and a sheet that was changed after its confirmation is confirmed anew.
    """
    if act == HAND_OUT:
        if marks.collected_on and day > marks.collected_on:
            raise MarkRefused("ngày phát sau ngày thu")
        return replace(marks, handed_out_on=day)
    if act == COLLECT:
        if marks.handed_out_on and day < marks.handed_out_on:
            raise MarkRefused("ngày thu trước ngày phát")
        return replace(marks, handed_out_on=marks.handed_out_on or day, collected_on=day)
    if act == CONFIRM:
        return confirmed(marks, entry, now)
    return taken_back(marks, act)


def confirmed(marks: Marks, entry: SheetEntry, now: datetime) -> Marks:
    if entry.completed_at is None:
        raise MarkRefused("chưa nhập xong")
    if marks.confirmed_at and entry.completed_at <= marks.confirmed_at:
        return marks
    if entry.lacks_second:
        raise MarkRefused("còn phải nhập lần hai")
    if entry.is_own:
        raise MarkRefused("do chính bạn nhập, cần người khác xác nhận")
    return replace(marks, confirmed_at=now)


def taken_back(marks: Marks, act: str) -> Marks:
    if act == UNDO_CONFIRM:
        return replace(marks, confirmed_at=None)
    if act == UNDO_COLLECT:
        return replace(marks, collected_on=None)
    if marks.collected_on:
        raise MarkRefused("đã ghi thu, hãy bỏ ghi thu trước")
    return replace(marks, handed_out_on=None)
