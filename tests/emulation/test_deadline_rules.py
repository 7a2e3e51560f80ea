"""Whether a sheet may be written: before, inside, at the last microsecond, in the days of grace, by leave."""

from datetime import UTC, datetime, timedelta

import pytest

from emulation.rules.deadlines import EntryState, Grant, Window, admission

MICROSECOND = timedelta(microseconds=1)


def at(*parts):
    """A moment of Ho Chi Minh time."""
    return datetime(*parts, tzinfo=UTC) - timedelta(hours=7)


SELF = Window("Hộ tự chấm điểm", at(2022, 8, 31), at(2022, 9, 5))
TEAM = Window("Tổ tổng hợp", at(2022, 9, 4), at(2022, 9, 8))
GRACE = Window("Tổ tổng hợp", at(2022, 9, 4), at(2022, 9, 8), grace_days=2)
LATER = Window("Bổ sung", at(2022, 9, 20), at(2022, 9, 22))
ENDLESS = Window("Hộ tự chấm điểm", at(2022, 8, 31), None)
UNDATED = Window("Hộ tự chấm điểm", None, None)
UNTIL_ONLY = Window("Hộ tự chấm điểm", None, at(2022, 9, 5))
PLAN = [SELF, TEAM]
WARD = Grant("dong-tam", at(2022, 10, 1))
EIGHT = Grant("dong-tam/to-8", at(2022, 9, 30))


@pytest.mark.parametrize(
    ("windows", "now", "state", "until"),
    [
        (PLAN, at(2022, 8, 30, 23, 59), EntryState.EARLY, None),
        (PLAN, at(2022, 8, 31) - MICROSECOND, EntryState.EARLY, None),
        (PLAN, at(2022, 8, 31), EntryState.WINDOW, at(2022, 9, 8)),
        (PLAN, at(2022, 9, 4, 12), EntryState.WINDOW, at(2022, 9, 8)),
        (PLAN, at(2022, 9, 8) - MICROSECOND, EntryState.WINDOW, at(2022, 9, 8)),
        (PLAN, at(2022, 9, 8), EntryState.LATE, None),
        ([SELF, GRACE], at(2022, 9, 8), EntryState.WINDOW, at(2022, 9, 10)),
        ([SELF, GRACE], at(2022, 9, 10) - MICROSECOND, EntryState.WINDOW, at(2022, 9, 10)),
        ([SELF, GRACE], at(2022, 9, 10), EntryState.LATE, None),
        ([*PLAN, LATER], at(2022, 9, 1), EntryState.WINDOW, at(2022, 9, 8)),
        ([*PLAN, LATER], at(2022, 9, 12), EntryState.EARLY, None),
        ([*PLAN, LATER], at(2022, 9, 20), EntryState.WINDOW, at(2022, 9, 22)),
        ([*PLAN, LATER], at(2022, 9, 22), EntryState.LATE, None),
        ([ENDLESS, TEAM], at(2023, 1, 1), EntryState.WINDOW, None),
        ([UNTIL_ONLY], at(2020, 1, 1), EntryState.WINDOW, at(2022, 9, 5)),
        ([UNTIL_ONLY], at(2022, 9, 5), EntryState.LATE, None),
        ([], at(2030, 1, 1), EntryState.FREE, None),
        ([UNDATED], at(2030, 1, 1), EntryState.FREE, None),
        ([UNDATED, SELF], at(2030, 1, 1), EntryState.LATE, None),
    ],
)
def test_windows_decide_to_the_microsecond(windows, now, state, until):
    found = admission(windows, [], "dong-tam/to-8", now)

    assert (found.state, found.until) == (state, until)


@pytest.mark.parametrize(
    ("grants", "unit", "now", "state"),
    [
        ([EIGHT], "dong-tam/to-8", at(2022, 9, 15), EntryState.GRANT),
        ([WARD], "dong-tam/to-8", at(2022, 9, 15), EntryState.GRANT),
        ([EIGHT], "dong-tam/to-8", at(2022, 8, 1), EntryState.GRANT),
        ([EIGHT], "dong-tam/to-8", at(2022, 9, 5), EntryState.WINDOW),
        ([EIGHT], "dong-tam/to-8", at(2022, 9, 30) - MICROSECOND, EntryState.GRANT),
        ([EIGHT], "dong-tam/to-8", at(2022, 9, 30), EntryState.LATE),
        ([EIGHT], "dong-tam/to-1", at(2022, 9, 15), EntryState.LATE),
        ([EIGHT], "dong-tam/to-80", at(2022, 9, 15), EntryState.LATE),
        ([EIGHT], "dong-tam", at(2022, 9, 15), EntryState.LATE),
        ([Grant("dong-tam", at(2099, 1, 1), is_revoked=True)], "dong-tam/to-8", at(2022, 9, 15), EntryState.LATE),
        ([Grant("dong-tam", at(2099, 1, 1), is_revoked=True), EIGHT], "dong-tam/to-8", at(2022, 9, 15), "grant"),
    ],
)
def test_leave_holds_for_its_unit_until_its_moment(grants, unit, now, state):
    assert admission(PLAN, grants, unit, now).state == state


def test_only_three_states_let_a_sheet_in():
    found = [admission(PLAN, [EIGHT], "dong-tam/to-8", now).is_open for now in (at(2022, 9, 1), at(2022, 9, 15))]
    refused = [admission(PLAN, [], "dong-tam/to-8", now).is_open for now in (at(2022, 8, 1), at(2022, 9, 15))]

    assert found == [True, True]
    assert refused == [False, False]
    assert admission([], [], "dong-tam/to-8", at(2030, 1, 1)).is_open


def test_of_two_windows_the_one_that_closes_first_is_named():
    assert admission([TEAM, SELF], [], "x", at(2022, 9, 4, 12)).window == SELF
    assert admission([ENDLESS, TEAM], [], "x", at(2022, 9, 4, 12)).window == TEAM
    assert admission([ENDLESS], [], "x", at(2022, 9, 4, 12)).window == ENDLESS


def test_outside_of_all_windows_the_next_one_is_named_else_the_last():
    assert admission([LATER, SELF], [], "x", at(2022, 8, 1)).window == SELF
    assert admission([LATER, SELF], [], "x", at(2022, 9, 10)).window == LATER
    assert admission([LATER, SELF], [], "x", at(2022, 10, 1)).window == LATER


def test_of_two_grants_the_longer_one_counts():
    found = admission(PLAN, [EIGHT, WARD], "dong-tam/to-8", at(2022, 9, 15))

    assert (found.grant, found.until) == (WARD, at(2022, 10, 1))
