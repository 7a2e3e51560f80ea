"""Sổ phiếu: what may be marked on a sheet's line in the register, and what follows from a mark."""

from dataclasses import dataclass, replace
from datetime import date

HAND_OUT, COLLECT, CONFIRM = "hand_out", "collect", "confirm"
UNDO_HAND_OUT, UNDO_COLLECT, UNDO_CONFIRM = "undo_hand_out", "undo_collect", "undo_confirm"


class MarkRefused(ValueError):
    """A line that cannot be marked so; the message is a Vietnamese phrase that follows "vì"."""


@dataclass(frozen=True)
class Marks:
    """What the register says of one sheet."""

    handed_out_on: date | None = None
    collected_on: date | None = None
    is_confirmed: bool = False


@dataclass(frozen=True)
class Entry:
    """What the portal knows of the sheet's scores: whether they are complete, and whether the marker keyed them."""

    is_complete: bool = False
    is_own: bool = False


def marked(marks: Marks, act: str, day: date, entry: Entry) -> Marks:
    """The marks after an act; the same marks where nothing changes. Raises MarkRefused.

    What has come back has been out: collecting a sheet that nobody marked as handed out marks both, on the same day.
    Who keyed a sheet does not confirm it.
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
        return confirmed(marks, entry)
    return taken_back(marks, act)


def confirmed(marks: Marks, entry: Entry) -> Marks:
    if not entry.is_complete:
        raise MarkRefused("chưa nhập xong")
    if entry.is_own:
        raise MarkRefused("do chính bạn nhập, cần người khác xác nhận")
    return replace(marks, is_confirmed=True)


def taken_back(marks: Marks, act: str) -> Marks:
    if act == UNDO_CONFIRM:
        return replace(marks, is_confirmed=False)
    if act == UNDO_COLLECT:
        return replace(marks, collected_on=None)
    if marks.collected_on:
        raise MarkRefused("đã ghi thu, hãy bỏ ghi thu trước")
    return replace(marks, handed_out_on=None)
