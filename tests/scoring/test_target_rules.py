"""Targets as plain arithmetic: what a reading may say, which one counts, how a goal stands, where it leads."""

from datetime import date
from fractions import Fraction

import pytest

from scoring.rules.targets import (
    Entered,
    Goal,
    Measured,
    flaw_of_day,
    flaws,
    forecast,
    in_force,
    missing,
    standing,
    time_gone,
    urgency,
    waiting,
)

DUE = date(2022, 12, 31)


def share(part, whole, on=date(2022, 12, 1)):
    return Measured(on, part, whole)


def goal(value=95, kind="share", direction="at_least", due_on=DUE):
    return Goal(kind, direction, due_on, value)


# What a reading may say


@pytest.mark.parametrize(
    ("kind", "said", "asked", "fields"),
    [
        ("share", share(57, 60), None, set()),
        ("share", share(0, 1), None, set()),
        ("share", share(60, 60), None, set()),
        ("share", share(61, 60), None, {"part"}),
        ("share", share(0, 0), None, {"whole"}),
        ("share", share(-1, 60), None, {"part"}),
        ("share", share(None, 60), None, {"part"}),
        ("share", share(1, 10**9), None, {"whole"}),
        ("survey", share(148, 150), 160, set()),
        ("survey", share(148, 150), 150, set()),
        ("survey", share(148, 150), 149, {"asked"}),
        ("survey", share(148, 150), None, set()),
        ("count", Measured(DUE, value=0), None, set()),
        ("count", Measured(DUE, value=-1), None, {"value"}),
        ("count", Measured(DUE), None, {"value"}),
        ("yes_no", Measured(DUE, answer=False), None, set()),
        ("yes_no", Measured(DUE), None, {"answer"}),
    ],
)
def test_what_cannot_be_is_said_at_its_field(kind, said, asked, fields):
    assert set(flaws(kind, said, asked)) == fields


@pytest.mark.parametrize(
    ("on", "word"),
    [
        (date(2022, 11, 14), "ngoài thời gian"),
        (date(2022, 11, 15), ""),
        (date(2025, 11, 20), ""),
        (date(2025, 11, 21), "chưa đến"),
        (date(2026, 1, 1), "chưa đến"),
    ],
)
def test_a_reading_is_made_on_a_day_of_the_plan_that_has_come(on, word):
    said = flaw_of_day(on, date(2022, 11, 15), date(2025, 12, 31), today=date(2025, 11, 20))

    assert word in said
    assert bool(said) == bool(word)


def test_after_the_plan_has_ended_nothing_is_measured():
    said = flaw_of_day(date(2026, 1, 1), date(2022, 11, 15), date(2025, 12, 31), today=date(2026, 11, 22))

    assert "ngoài thời gian" in said


# Exact comparison


@pytest.mark.parametrize(
    ("measured", "value", "direction", "reached"),
    [
        (share(900, 1000), 90, "at_least", True),
        (share(899, 1000), 90, "at_least", False),
        (share(189, 199), 95, "at_least", False),  # 94,97 %
        (share(190, 200), 95, "at_least", True),
        (share(999, 1000), 100, "at_least", False),
        (share(2, 3), 66, "at_least", True),
        (share(2, 3), 67, "at_least", False),
        (share(1, 20), 5, "at_most", True),
        (share(51, 1000), 5, "at_most", False),
    ],
)
def test_shares_are_compared_exactly(measured, value, direction, reached):
    assert goal(value, direction=direction).is_reached_by(measured) == reached


@pytest.mark.parametrize(
    ("one", "measured", "lacking"),
    [
        (goal(95), share(54, 60), 3),
        (goal(95), share(57, 60), 0),
        (goal(100), share(59, 60), 1),
        (goal(99, "survey"), share(147, 150), 2),
        (goal(5, direction="at_most"), share(9, 100), 4),
        (goal(5, direction="at_most"), share(5, 100), 0),
        (goal(12, "count"), Measured(DUE, value=9), 3),
        (goal(2, "count", "at_most"), Measured(DUE, value=9), 7),
        (goal(None, "yes_no"), Measured(DUE, answer=False), 0),
    ],
)
def test_what_is_missing_is_a_whole_number(one, measured, lacking):
    assert missing(one, measured) == lacking


# Which readings count


@pytest.mark.parametrize(
    ("rows", "counting", "pending"),
    [
        ([(1, None, True)], {1}, set()),
        ([(1, None, False)], set(), {1}),
        ([(1, None, True), (2, 1, False)], {1}, {2}),  # a correction counts once it is approved
        ([(1, None, True), (2, 1, True)], {2}, set()),
        ([(1, None, False), (2, 1, False)], set(), {2}),
        ([(1, None, True), (2, 1, False), (3, 2, False)], {1}, {3}),
        ([(1, None, True), (2, 1, False), (3, 2, True)], {3}, set()),  # also through a correction never approved
    ],
)
def test_the_last_approved_word_counts(rows, counting, pending):
    entered = [Entered(*row) for row in rows]

    assert (in_force(entered), waiting(entered)) == (counting, pending)


# How a goal stands

LOW, HIGH = share(50, 60, date(2022, 11, 20)), share(58, 60, date(2022, 12, 20))
LATER = share(59, 60, date(2023, 3, 1))
FALLEN = share(40, 60, date(2023, 3, 1))


@pytest.mark.parametrize(
    ("counted", "day", "state", "judged_by"),
    [
        ([], date(2022, 12, 1), "no_reading", None),
        ([], date(2023, 1, 1), "overdue", None),
        ([LOW], date(2022, 11, 19), "no_reading", None),  # not measured yet on that day
        ([LOW], date(2022, 11, 20), "not_yet", LOW),
        ([LOW], date(2022, 12, 31), "not_yet", LOW),  # the last day belongs to it
        ([LOW], date(2023, 1, 1), "overdue", LOW),
        ([LOW, HIGH], date(2022, 12, 25), "reached", HIGH),
        ([LOW, HIGH], date(2023, 6, 1), "reached", HIGH),
        ([LOW, HIGH, FALLEN], date(2023, 6, 1), "reached", HIGH),  # what was reached in time stays reached
        ([LOW, LATER], date(2023, 2, 1), "overdue", LOW),
        ([LOW, LATER], date(2023, 6, 1), "reached_late", LATER),
        ([LATER], date(2023, 6, 1), "reached_late", LATER),
        ([HIGH, FALLEN], date(2023, 6, 1), "reached", HIGH),
    ],
)
def test_a_goal_stands_on_a_day_by_what_was_measured_until_then(counted, day, state, judged_by):
    found = standing(goal(), counted, day)

    assert (found.state, found.judged_by) == (state, judged_by)


def test_a_reading_of_more_than_180_days_no_longer_proves_what_is_to_come():
    one = goal(due_on=date(2025, 12, 31))

    states = [standing(one, [HIGH], day).state for day in (date(2023, 6, 18), date(2023, 6, 19))]

    assert states == ["reached", "reached_old"]


def test_days_left_are_counted_to_the_deadline_and_beyond():
    assert [standing(goal(), [], day).days_left for day in (date(2022, 12, 30), DUE, date(2023, 1, 2))] == [1, 0, -2]


def test_what_is_late_comes_first_and_what_is_done_last():
    overdue, open_, old, done = (
        standing(goal(), [], date(2023, 1, 1)),
        standing(goal(), [LOW], DUE),
        standing(goal(due_on=date(2025, 12, 31)), [HIGH], date(2025, 1, 1)),
        standing(goal(), [HIGH], DUE),
    )

    assert [urgency(one) for one in (overdue, open_, old, done)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("day", "gone"), [(date(2022, 1, 1), 0), (date(2022, 11, 15), 0), (DUE, 100), (date(2024, 1, 1), 100)]
)
def test_time_gone_is_never_below_nothing_nor_above_all(day, gone):
    assert time_gone(date(2022, 11, 15), DUE, day) == gone


# Where it leads


def test_a_line_through_first_and_last_reading_tells_the_deadline():
    one = goal(95, due_on=date(2022, 12, 31))
    found = forecast(one, [share(80, 100, date(2022, 12, 1)), share(85, 100, date(2022, 12, 11))])

    assert (found.at_due, found.is_in_time, found.reached_on) == (Fraction(95), True, date(2022, 12, 31))


def test_a_line_that_is_too_flat_arrives_after_the_deadline():
    found = forecast(goal(95), [share(80, 100, date(2022, 12, 1)), share(82, 100, date(2022, 12, 11))])

    assert (found.at_due, found.is_in_time, found.reached_on) == (Fraction(86), False, date(2023, 2, 14))


@pytest.mark.parametrize(
    "counted",
    [
        [share(80, 100, date(2022, 12, 1)), share(80, 100, date(2022, 12, 11))],  # stands still
        [share(80, 100, date(2022, 12, 1)), share(70, 100, date(2022, 12, 11))],  # falls
        [share(8000, 10000, date(2022, 12, 1)), share(8001, 10000, date(2022, 12, 11))],  # creeps
    ],
)
def test_a_line_that_never_arrives_names_no_day(counted):
    assert forecast(goal(95), counted).reached_on is None


def test_no_share_is_foretold_above_a_hundred_or_below_nothing():
    rising = forecast(goal(95), [share(50, 100, date(2022, 12, 1)), share(90, 100, date(2022, 12, 11))])
    falling = forecast(goal(95), [share(90, 100, date(2022, 12, 1)), share(10, 100, date(2022, 12, 11))])

    assert (rising.at_due, falling.at_due) == (100, 0)


@pytest.mark.parametrize("counted", [[], [LOW], [LOW, LOW]])
def test_fewer_than_two_days_make_no_line(counted):
    assert forecast(goal(), counted) is None


def test_yes_or_no_has_no_forecast():
    answers = [Measured(date(2022, 12, 1), answer=False), Measured(date(2022, 12, 9), answer=True)]

    assert forecast(goal(None, "yes_no"), answers) is None
