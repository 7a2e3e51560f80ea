"""Who is near to passing and by what, for plain marks, grades, floors, groups and shares; and how it is said."""

import pytest

from scoring.rules import HouseholdRules, Ways, household_distance, members_needed, ways_to_pass, ways_words
from tests.scoring.test_judging import GroupMark, Level, a_set, ten, with_policy

PLAN = with_policy("not_met")
RESCALED = with_policy("rescale")
FLOORED = a_set(*[ten(n, floor=5 if n == 1 else 0) for n in range(1, 11)], levels=[Level("", pass_mark=80)])
GROUPED = a_set(
    *[ten(n, group="a" if n < 3 else "b") for n in range(1, 6)],
    levels=[Level("", pass_mark=30)],
    groups=[GroupMark("a", 20)],
)
GRADED = a_set(ten(1, steps=4), ten(2, steps=4), ten(3), levels=[Level("", pass_mark=25)])
ALL = a_set(
    ten(1),
    ten(2),
    ten(3, is_optional=True),
    ten(4, is_optional=True),
    levels=[Level("", all_required=True, optional_percent=50)],
)
TAGGED = a_set(ten(1), ten(2, only_for=frozenset({"hộ nghèo"})), levels=[Level("", all_required=True)])


@pytest.mark.parametrize(
    ("answers", "criteria", "ways", "words"),
    [
        ("1" * 10, PLAN, Ways(0), "đã đạt"),
        ("1111011111", PLAN, Ways(0), "đã đạt"),  # 90 is enough
        ("1111011101", PLAN, Ways(1, ((5,), (9,))), "cần thêm tiêu chí 5 hoặc 9"),
        (
            "1111000011",
            PLAN,
            Ways(3, ((5, 6, 7), (5, 6, 8), (5, 7, 8), (6, 7, 8))),
            "cần thêm 3 trong các tiêu chí 5, 6, 7 và 8",
        ),
        ("0" * 10, PLAN, Ways(4), "cần thêm từ 4 tiêu chí"),
        ("111101110.", PLAN, None, "không đạt được chỉ bằng các tiêu chí còn thiếu"),  # not complete
        ("1111--1111", PLAN, None, "không đạt được chỉ bằng các tiêu chí còn thiếu"),  # 80 and nobody left to win over
        ("11111111-0", RESCALED, Ways(1, ((10,),)), "cần thêm tiêu chí 10"),
        ("0111111111", FLOORED, Ways(1, ((1,),)), "cần thêm tiêu chí 1"),
        ("0111111110", FLOORED, Ways(1, ((1,),)), "cần thêm tiêu chí 1"),
        ("01111", GROUPED, Ways(1, ((1,),)), "cần thêm tiêu chí 1"),
        ("00111", GROUPED, Ways(2, ((1, 2),)), "cần thêm tiêu chí 1 và 2"),
        ("221", GRADED, Ways(1, ((1,), (2,))), "cần thêm tiêu chí 1 hoặc 2"),
        ("010", GRADED, Ways(3, ((1, 2, 3),)), "cần thêm tiêu chí 1, 2 và 3"),
        ("0100", ALL, Ways(2, ((1, 3), (1, 4))), "cần thêm 2 tiêu chí, chẳng hạn 1 và 3"),
        ("10", TAGGED, Ways(0), "đã đạt"),
    ],
)
def test_the_fewest_criteria_that_would_do(answers, criteria, ways, words):
    found = ways_to_pass(answers, criteria)

    assert (found, ways_words(found)) == (ways, words)


def test_a_criterion_for_some_households_is_lacking_only_there():
    assert ways_to_pass("10", TAGGED, frozenset({"hộ nghèo"})) == Ways(1, ((2,),))


@pytest.mark.parametrize(
    ("eligible", "percent", "needed"), [(3, 100, 3), (3, 50, 2), (4, 50, 2), (3, 0, 1), (0, 100, 1), (7, 90, 7)]
)
def test_how_many_members_must_pass(eligible, percent, needed):
    assert members_needed(eligible, HouseholdRules(percent)) == needed


ONE, TWO, DONE = Ways(1, ((5,),)), Ways(2, ((5, 6),)), Ways(0)


@pytest.mark.parametrize(
    ("people", "own", "rules", "distance"),
    [
        ([DONE, ONE, TWO], None, HouseholdRules(100), 3),
        ([DONE, ONE, TWO], None, HouseholdRules(50), 1),
        ([TWO, ONE, TWO], None, HouseholdRules(0), 1),
        ([DONE, None], None, HouseholdRules(100), None),  # exempted and counted as not passing
        ([DONE, None], None, HouseholdRules(50), 0),
        ([], None, HouseholdRules(100), None),
        ([DONE], TWO, HouseholdRules(100, needs_own_score=True), 2),
        ([DONE], None, HouseholdRules(100, needs_own_score=True), None),
        ([], ONE, HouseholdRules(100, needs_members=False, needs_own_score=True), 1),
    ],
)
def test_how_far_a_household_is(people, own, rules, distance):
    assert household_distance(people, own, rules) == distance
