"""Figures of the staff grid: cases worked out by hand, then against a count that asks each person anew."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.staff_items import (
    NO,
    UNASKED,
    YES,
    Leave,
    Person,
    Tick,
    answers_on,
    figure,
    flaw_of_answers,
    flaw_of_leave,
)

PHONE, ACCOUNT = 1, 2
START = date(2022, 11, 14)


def day(number: int) -> date:
    return START + timedelta(days=number)


def stand(on, people, ticks=(), leaves=(), item=PHONE):
    return figure(item, on, people, answers_on(ticks, on), leaves)


LAN, HOA, MAI = Person(1), Person(2), Person(3)


@pytest.mark.parametrize(
    ("ticks", "leaves", "found"),
    [
        ([], [], ((), (), (1, 2, 3), ())),
        ([Tick(1, PHONE, day(0), YES), Tick(2, PHONE, day(0), NO)], [], ((1,), (2,), (3,), ())),
        ([Tick(1, ACCOUNT, day(0), YES)], [], ((), (), (1, 2, 3), ())),  # another item
        ([Tick(1, PHONE, day(11), YES)], [], ((), (), (1, 2, 3), ())),  # holds from tomorrow
        ([Tick(1, PHONE, day(10), YES)], [], ((1,), (), (2, 3), ())),  # the first day included
        ([Tick(1, PHONE, day(3), YES), Tick(1, PHONE, day(5), NO)], [], ((), (1,), (2, 3), ())),
        ([Tick(1, PHONE, day(5), NO), Tick(1, PHONE, day(3), YES)], [], ((), (1,), (2, 3), ())),  # written later
        ([Tick(1, PHONE, day(5), YES), Tick(1, PHONE, day(5), NO)], [], ((), (1,), (2, 3), ())),  # the last of a day
        ([Tick(1, PHONE, day(3), YES), Tick(1, PHONE, day(5), UNASKED)], [], ((), (), (1, 2, 3), ())),
        ([Tick(1, PHONE, day(3), YES)], [Leave(1, None, day(10), day(10))], ((), (), (2, 3), (1,))),
        ([], [Leave(1, PHONE, day(1), None)], ((), (), (2, 3), (1,))),
        ([], [Leave(1, ACCOUNT, day(1), None)], ((), (), (1, 2, 3), ())),
        ([], [Leave(1, PHONE, day(1), day(9))], ((), (), (1, 2, 3), ())),  # over yesterday
        ([], [Leave(1, PHONE, day(11), day(20))], ((), (), (1, 2, 3), ())),
        ([], [Leave(one, None, day(0)) for one in (1, 2, 3)], ((), (), (), (1, 2, 3))),
    ],
)
def test_who_stands_where_on_the_tenth_day(ticks, leaves, found):
    one = stand(day(10), [LAN, HOA, MAI], ticks, leaves)

    assert (one.yes, one.no, one.unasked, one.exempt) == found


@pytest.mark.parametrize(
    ("person", "is_counted"),
    [
        (Person(1, None, None), True),
        (Person(1, day(10), None), True),
        (Person(1, day(11), None), False),
        (Person(1, None, day(10)), True),
        (Person(1, None, day(9)), False),
        (Person(1, day(10), day(10)), True),
    ],
)
def test_the_first_and_the_last_day_of_work_count(person, is_counted):
    assert stand(day(10), [person]).whole == is_counted


def test_nobody_asked_and_nobody_to_count_are_nothing_to_report():
    assert not stand(day(10), [LAN]).is_known
    assert not stand(day(10), []).is_known
    assert stand(day(10), [LAN], [Tick(1, PHONE, day(0), NO)]).is_known


def test_who_was_not_asked_is_in_the_whole_and_is_no_no():
    found = stand(day(10), [LAN, HOA, MAI], [Tick(1, PHONE, day(0), YES)])

    assert (found.part, found.whole, found.no) == (1, 3, ())


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("1.0", ""),
        ("10", "Bảng có 3 mục nhưng nhận được 2 câu trả lời."),
        ("1-0", "Mục 2 có câu trả lời không hợp lệ."),
        ("..2", "Mục 3 có câu trả lời không hợp lệ."),
    ],
)
def test_a_line_that_cannot_be_is_said_in_words(answers, words):
    assert flaw_of_answers(answers, 3) == words


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_fine"),
    [
        (day(0), None, True),
        (day(5), day(5), True),
        (day(5), day(4), False),
        (day(-40), day(0), True),  # reaches into the plan
        (day(-40), day(-1), False),
        (day(101), None, False),
        (day(100), day(500), True),
    ],
)
def test_days_without_counting_go_forward_and_touch_the_plan(starts_on, ends_on, is_fine):
    assert (flaw_of_leave(starts_on, ends_on, day(0), day(100)) == "") is is_fine


DAYS = st.integers(0, 12).map(day)
KEYS, ITEMS = st.integers(1, 4), st.sampled_from([PHONE, ACCOUNT])
PEOPLE = st.tuples(*(st.builds(Person, st.just(key), st.none() | DAYS, st.none() | DAYS) for key in range(1, 5)))
TICKS = st.lists(st.builds(Tick, KEYS, ITEMS, DAYS, st.sampled_from([YES, NO, UNASKED])), max_size=12)
LEAVES = st.lists(st.builds(Leave, KEYS, st.none() | ITEMS, DAYS, st.none() | DAYS), max_size=3)


@given(PEOPLE, TICKS, LEAVES, DAYS, ITEMS)
def test_the_figure_is_what_asking_each_person_comes_to(people, ticks, leaves, on, item):
    found = stand(on, people, ticks, leaves, item)

    said: dict[str, list[int]] = {YES: [], NO: [], UNASKED: [], "exempt": []}
    for one in people:
        if (one.joined_on or on) <= on <= (one.left_on or on):
            said[asked_again(one.key, ticks, leaves, on, item)].append(one.key)
    assert [*map(list, (found.yes, found.no, found.unasked, found.exempt))] == list(said.values())
    assert (found.part, found.whole) == (len(said[YES]), sum(map(len, said.values())) - len(said["exempt"]))


def asked_again(person, ticks, leaves, on, item) -> str:
    """Day by day from the first one, as somebody would who reads the log from the top."""
    for one in leaves:
        if one.person == person and one.item in (None, item) and one.first <= on <= (one.last or on):
            return "exempt"
    answer = UNASKED
    for number in range((on - START).days + 1):
        for tick in ticks:
            if (tick.person, tick.item, tick.since) == (person, item, day(number)):
                answer = tick.answer
    return answer
