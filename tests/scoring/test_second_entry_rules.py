"""Which sheets are keyed twice, who may, and where two entries differ: plain arithmetic, checked by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scoring.rules import CriteriaRules, CriterionRule, Disagreement, GroupMark, HouseholdRules, Level, points_set
from scoring.rules.second_entry import (
    FirstEntry,
    HouseholdCriteria,
    Turn,
    chosen,
    differing,
    is_drawn,
    may_key_again,
    neighbours,
    reasons_of,
    standing,
    turn_of,
)

NO_TAGS = frozenset()
LOSES, GAINS, STAYS = Turn(loses=True), Turn(gains=True), Turn()
NOON = datetime(2022, 9, 5, 5, tzinfo=UTC)
TEN, NINE, EIGHT, SEVEN = "1" * 10, "1" * 9 + "0", "1" * 8 + "00", "1" * 7 + "000"


def yes_no(number, points=10, **how):
    return CriterionRule(number, points, **{"na_policy": "not_met", **how})


PLAN = points_set([yes_no(number) for number in range(1, 11)], 90)  # the plan of Đồng Tâm: ten ticks, ninety points
EVERYBODY, FOUR_FIFTHS, ONE = HouseholdRules(100), HouseholdRules(80), HouseholdRules(0)


def turn(rule, *people, failing=0):
    return turn_of(FirstEntry(people, None, failing), HouseholdCriteria(rule, PLAN))


@pytest.mark.parametrize(
    ("rule", "people", "failing", "expected"),
    [
        # everybody must pass
        (EVERYBODY, [TEN, TEN], 0, STAYS),  # a tick less is still 90
        (EVERYBODY, [TEN, NINE], 0, LOSES),
        (EVERYBODY, [NINE, NINE], 0, LOSES),
        (EVERYBODY, [TEN, EIGHT], 0, GAINS),
        (EVERYBODY, [TEN, SEVEN], 0, STAYS),  # two ticks away
        (EVERYBODY, [EIGHT, EIGHT], 0, STAYS),  # one tick mends only one of them
        (EVERYBODY, [TEN, EIGHT], 1, STAYS),  # somebody fails by a decision, whatever is ticked
        # four of five
        (FOUR_FIFTHS, [TEN, TEN, TEN, TEN, EIGHT], 0, STAYS),  # 4/5 pass, a fifth may
        (FOUR_FIFTHS, [TEN, TEN, TEN, NINE, SEVEN], 0, LOSES),
        (FOUR_FIFTHS, [TEN, TEN, TEN, EIGHT, SEVEN], 0, GAINS),
        (FOUR_FIFTHS, [TEN, TEN, TEN, NINE], 1, LOSES),
        (FOUR_FIFTHS, [NINE] * 5, 0, STAYS),  # one of five may fail
        # at least one
        (ONE, [NINE, SEVEN], 0, LOSES),
        (ONE, [NINE, NINE], 0, STAYS),
        (ONE, [EIGHT, SEVEN], 0, GAINS),
        (ONE, [TEN, EIGHT], 0, STAYS),
        # nobody to score
        (EVERYBODY, [], 0, STAYS),
    ],
)
def test_one_other_tick_turns_a_household_or_does_not(rule, people, failing, expected):
    assert turn(rule, *people, failing=failing) == expected


def graded(**how):
    """Two criteria of ten points in halves, one yes/no of ten; twenty of thirty pass."""
    return points_set([yes_no(1, steps=2), yes_no(2, steps=2, **how), yes_no(3)], 20)


@pytest.mark.parametrize(
    ("criteria", "answers", "expected"),
    [
        (graded(), "220", True),  # 20: half a step less fails
        (graded(), "211", True),  # 25: the yes/no less is 15
        (graded(), "221", False),  # 30: any one cell less is 20 at least
        (graded(), "210", True),  # 15: one more half passes
        (graded(), "100", False),  # 5: the yes/no gives 15, no cell gives 20
        (graded(floor=5), "201", True),  # second criterion below its floor: a half step lifts it, 25 points
        (graded(floor=5), "221", True),  # 30 points, but the second may fall under its floor
    ],
)
def test_a_graded_answer_may_be_any_other_grade(criteria, answers, expected):
    assert standing(answers, criteria).turns is expected


def test_floors_bonus_groups_and_levels_are_all_tried():
    bonus = points_set([yes_no(1), yes_no(2), yes_no(3, points=5, is_bonus=True)], 20)
    group = replace(
        points_set([yes_no(1, group="số"), yes_no(2, group="số"), yes_no(3)], 10), groups=(GroupMark("số", 10),)
    )
    full = CriteriaRules((yes_no(1), yes_no(2), yes_no(3, is_optional=True)), (Level("", all_required=True),))

    assert [standing(answers, bonus).turns for answers in ("111", "110", "101")] == [True, True, True]
    assert [standing(answers, group).turns for answers in ("110", "101", "001")] == [False, True, True]
    assert [standing(answers, full).turns for answers in ("110", "100", "000", "011")] == [True, True, False, True]


def test_not_applicable_is_another_answer_where_the_criterion_allows_it():
    free = points_set([yes_no(1, na_policy="met"), yes_no(2, na_policy="not_allowed")], 20)

    assert list(neighbours("11", free, NO_TAGS)) == ["01", "-1", "10"]
    assert list(neighbours("-1", free, NO_TAGS)) == ["01", "11", "-0"]


def test_a_criterion_of_others_is_no_cell():
    poor = points_set([yes_no(1), yes_no(2, only_for=frozenset({"hộ nghèo"}))], 10)

    assert list(neighbours("1.", poor, NO_TAGS)) == ["0.", "-."]
    assert standing("11", replace(poor, levels=(Level("", pass_mark=20),)), frozenset({"hộ nghèo"})).turns


@pytest.mark.parametrize(
    ("people", "own", "expected"),
    [
        ([TEN], TEN, STAYS),
        ([TEN], NINE, LOSES),  # the household's own line decides
        ([TEN], EIGHT, GAINS),
        ([NINE], EIGHT, GAINS),
        ([EIGHT], EIGHT, STAYS),  # two cells would have to turn
        ([SEVEN], EIGHT, STAYS),
        ([EIGHT], TEN, GAINS),
    ],
)
def test_the_households_own_criteria_decide_too(people, own, expected):
    both = HouseholdCriteria(HouseholdRules(100, needs_own_score=True), PLAN, PLAN)

    assert turn_of(FirstEntry(tuple(people), own), both) == expected


def test_a_phase_that_scores_only_households_looks_at_their_line_alone():
    only = HouseholdCriteria(HouseholdRules(0, needs_members=False, needs_own_score=True), None, PLAN)

    assert turn_of(FirstEntry((), NINE), only) == LOSES
    assert turn_of(FirstEntry((), TEN), only) == STAYS


# Choosing


@pytest.mark.parametrize(
    ("turn", "near", "expected"),
    [
        (LOSES, "both", ("near",)),
        (GAINS, "both", ("near",)),
        (STAYS, "both", ()),
        (LOSES, "short", ()),
        (GAINS, "short", ("near",)),
        (GAINS, "none", ()),
    ],
)
def test_what_a_tick_turns_is_taken_as_the_phase_says(turn, near, expected):
    assert reasons_of(turn, is_near_age=False, is_drawn=False, near=near) == expected


def test_every_reason_is_told():
    assert reasons_of(GAINS, is_near_age=True, is_drawn=True, near="both") == ("near", "age", "drawn")


def test_the_share_that_is_drawn_is_exact_at_its_edges():
    assert is_drawn("0" * 64, 1)
    assert not is_drawn("0" * 64, 0)
    assert is_drawn("f" * 64, 100)
    assert not is_drawn("f" * 64, 99)
    assert is_drawn(f"{16**15 // 4 - 1:015x}", 25)
    assert not is_drawn(f"{16**15 // 4:015x}", 25)


def test_a_larger_share_holds_the_smaller_one():
    digests = [f"{(2 * number + 1) * 16**15 // 2000:015x}" for number in range(1000)]

    few, many = ({one for one in digests if is_drawn(one, percent)} for percent in (5, 20))

    assert few < many
    assert (len(few), len(many)) == (50, 200)


@pytest.mark.parametrize(
    ("keyed_at", "hours", "expected"),
    [
        (None, None, True),
        (None, 24, True),
        (NOON, None, False),
        (NOON - timedelta(hours=24), None, False),
        (NOON - timedelta(hours=24), 24, True),
        (NOON - timedelta(hours=24) + timedelta(seconds=1), 24, False),
    ],
)
def test_the_first_person_keys_again_only_where_the_ward_allows_it_and_late_enough(keyed_at, hours, expected):
    assert may_key_again(keyed_at, hours, NOON) is expected


# Comparing


def test_only_cells_that_hold_for_the_household_are_compared():
    poor = points_set([yes_no(1), yes_no(2, only_for=frozenset({"hộ nghèo"})), yes_no(3)], 10)

    assert differing("1.0", "1.1", poor) == [2]
    assert differing("100", "011", poor, frozenset({"hộ nghèo"})) == [0, 1, 2]


def test_chosen_cells_come_from_the_second_entry_and_all_others_from_the_first():
    assert chosen("1100", "0110", frozenset({2})) == "1110"
    assert chosen("1100", "0110", frozenset()) == "1100"


def test_disagreements_add_up():
    both = Disagreement(1, 40, 2, 40, 2, 1) + Disagreement(2, 60, 0)

    assert both == Disagreement(3, 100, 2, 40, 2, 1)
