"""What may be marked in the register, and what follows from a mark."""

from datetime import UTC, date, datetime

import pytest

from scoring.rules import MarkRefused, Marks, SheetEntry, marked

FIRST, SECOND, THIRD = date(2022, 9, 1), date(2022, 9, 2), date(2022, 9, 3)
NOON, LATER = datetime(2022, 9, 5, 5, tzinfo=UTC), datetime(2022, 9, 6, 5, tzinfo=UTC)
KEYED = SheetEntry(NOON)


@pytest.mark.parametrize(
    ("before", "act", "day", "after"),
    [
        (Marks(), "hand_out", FIRST, Marks(FIRST)),
        (Marks(SECOND), "hand_out", FIRST, Marks(FIRST)),  # put right
        (Marks(SECOND, THIRD), "hand_out", FIRST, Marks(FIRST, THIRD)),
        (Marks(), "collect", SECOND, Marks(SECOND, SECOND)),  # what is back has been out
        (Marks(FIRST), "collect", SECOND, Marks(FIRST, SECOND)),
        (Marks(FIRST), "collect", FIRST, Marks(FIRST, FIRST)),
        (Marks(FIRST, THIRD), "collect", SECOND, Marks(FIRST, SECOND)),
        (Marks(FIRST, SECOND), "undo_collect", THIRD, Marks(FIRST)),
        (Marks(FIRST), "undo_hand_out", THIRD, Marks()),
        (Marks(), "undo_hand_out", THIRD, Marks()),
        (Marks(FIRST, SECOND, LATER), "undo_confirm", THIRD, Marks(FIRST, SECOND)),
        (Marks(), "confirm", THIRD, Marks(None, None, LATER)),
        (Marks(None, None, NOON), "confirm", THIRD, Marks(None, None, NOON)),  # stands
    ],
)
def test_a_mark_says_what_follows(before, act, day, after):
    assert marked(before, act, day, KEYED, LATER) == after


@pytest.mark.parametrize(
    ("before", "act", "day", "entry", "reason"),
    [
        (Marks(FIRST, SECOND), "hand_out", THIRD, KEYED, "ngày phát sau ngày thu"),
        (Marks(SECOND), "collect", FIRST, KEYED, "ngày thu trước ngày phát"),
        (Marks(FIRST, SECOND), "undo_hand_out", THIRD, KEYED, "đã ghi thu"),
        (Marks(FIRST, SECOND), "confirm", THIRD, SheetEntry(), "chưa nhập xong"),
        (Marks(FIRST, SECOND), "confirm", THIRD, SheetEntry(NOON, True), "do chính bạn nhập"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(before, act, day, entry, reason):
    with pytest.raises(MarkRefused, match=reason):
        marked(before, act, day, entry, LATER)


def test_a_sheet_changed_after_its_confirmation_is_confirmed_anew():
    confirmed = Marks(FIRST, SECOND, NOON)

    assert marked(confirmed, "confirm", THIRD, SheetEntry(LATER), LATER) == Marks(FIRST, SECOND, LATER)
