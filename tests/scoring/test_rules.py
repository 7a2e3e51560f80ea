"""Scores, shares and ranks against cases worked by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from emulation.kit.vietnamese import percent
from scoring.rules import (
    CriterionRule,
    HouseholdRules,
    UnitCount,
    UnitRules,
    WrongAnswers,
    household_passes,
    judge,
    missing_to_reach,
    points_set,
    rank_units,
    reaches,
    verdict_words,
)

EIGHT_OF_NINE = "1111111-10"  # criterion 8 does not apply, criterion 10 is not met
INTERIM = UnitRules(title_percent=90, award_percent=85, award_only_highest=True, denominator="all")


def criteria(na_policy="not_met", points=(10,) * 10, pass_mark=90):
    """Variant 1 of the domain (Đồng Tâm 2022), or another set by points."""
    return points_set(
        (CriterionRule(number, worth, na_policy) for number, worth in enumerate(points, start=1)), pass_mark
    )


def neighbourhood(label, passing, households, **counts):
    counts = {"with_eligible": households, "submitted": households} | counts
    return UnitCount(f"dong-tam/to-{label}", f"Tổ dân phố số {label}", households, passing=passing, **counts)


def ranks(counts, rules=INTERIM):
    return [(result.count.code.rpartition("-")[2], result.rank) for result in rank_units(counts, rules)]


def candidates(counts, rules=INTERIM):
    return [result.count.code.rpartition("-")[2] for result in rank_units(counts, rules) if result.is_award_candidate]


# One person


@pytest.mark.parametrize(
    ("na_policy", "score", "shown", "passed", "unmet"),
    [
        ("met", 90, "90.00", True, (10,)),
        ("rescale", Fraction(800, 9), "88.89", False, (10,)),
        ("not_met", 80, "80.00", False, (8, 10)),
    ],
)
def test_the_worked_example_of_one_criterion_that_does_not_apply(na_policy, score, shown, passed, unmet):
    verdict = judge(EIGHT_OF_NINE, criteria(na_policy))

    assert (verdict.score, f"{verdict.points:.2f}", verdict.passed) == (score, shown, passed)
    assert verdict.unmet == unmet


def test_the_worked_example_is_refused_where_not_applicable_is_not_allowed():
    with pytest.raises(WrongAnswers, match="Tiêu chí 8 không được chọn “không áp dụng”"):
        judge(EIGHT_OF_NINE, criteria("not_allowed"))


def test_a_criterion_may_have_a_policy_of_its_own():
    rules = criteria("not_met")
    rules = replace(rules, criteria=(*rules.criteria[:7], CriterionRule(8, 10, "met"), *rules.criteria[8:]))

    assert judge(EIGHT_OF_NINE, rules).score == 90
    assert judge("-1111111-0", rules).score == 70


def test_nine_of_nine_rescaled_are_full_marks():
    assert judge("111111111-", criteria("rescale")).score == 100


def test_where_nothing_applies_there_is_nothing_to_rescale():
    verdict = judge("-" * 10, criteria("rescale"))

    assert (verdict.score, verdict.passed) == (0, False)


@pytest.mark.parametrize(
    ("answers", "score", "passed"),
    [("1" * 10, 100, True), ("1111011111", 90, True), ("1111011110", 80, False), ("0" * 10, 0, False)],
)
def test_ninety_points_pass_and_eighty_do_not(answers, score, passed):
    verdict = judge(answers, criteria())

    assert (verdict.score, verdict.passed) == (score, passed)


def test_a_person_is_not_judged_while_an_answer_is_missing():
    verdict = judge("111111111.", criteria())

    assert (verdict.score, verdict.passed, verdict.is_complete, verdict.unset) == (90, None, False, (10,))


def test_a_score_just_below_the_mark_does_not_pass_although_it_is_shown_as_the_mark():
    verdict = judge("1-0", criteria("rescale", points=(26999, 3, 3001), pass_mark=27002))

    assert verdict.score < 27002
    assert verdict.passed is False


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("1" * 10, "đủ các tiêu chí"),
        ("1111011011", "thiếu tiêu chí 5, 8"),
        ("1111-11111", "thiếu tiêu chí 5"),
        ("1111011.11", "chưa nhập xong"),
        ("." * 10, "chưa nhập xong"),
    ],
)
def test_what_a_person_lacks_is_said_in_words(answers, words):
    assert verdict_words(judge(answers, criteria())) == words


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ("111", "Phiếu có 10 tiêu chí nhưng nhận được 3 câu trả lời."),
        ("1" * 11, "Phiếu có 10 tiêu chí nhưng nhận được 11 câu trả lời."),
        ("1111111112", "Tiêu chí 10 có câu trả lời không hợp lệ."),
        ("11111111１1", "Tiêu chí 9 có câu trả lời không hợp lệ."),
    ],
)
def test_answers_that_do_not_fit_are_refused_in_words(answers, sentence):
    with pytest.raises(WrongAnswers) as refusal:
        judge(answers, criteria())

    assert str(refusal.value) == sentence


# Shares


@pytest.mark.parametrize(
    ("part", "whole", "mark", "reached"),
    [
        (899, 1000, 90, False),
        (900, 1000, 90, True),
        (8996, 10000, 90, False),
        (9, 10, 90, True),
        (17, 20, 85, True),
        (16, 19, 85, False),
        (2, 3, 67, False),
        (2, 3, 66, True),
        (0, 10, 1, False),
        (0, 0, 1, False),
        (0, 0, 100, False),
    ],
)
def test_shares_are_compared_exactly_and_nothing_of_nothing_reaches_nothing(part, whole, mark, reached):
    assert reaches(part, whole, mark) is reached


@pytest.mark.parametrize(
    ("part", "whole", "mark", "missing"),
    [
        (899, 1000, 90, 1),
        (900, 1000, 90, 0),
        (950, 1000, 90, 0),
        (86, 120, 85, 16),
        (86, 120, 90, 22),
        (0, 1, 1, 1),
        (0, 3, 67, 3),
        (1, 3, 66, 1),
        (0, 0, 90, 0),
    ],
)
def test_what_is_missing_is_the_smallest_number_that_reaches_the_mark(part, whole, mark, missing):
    assert missing_to_reach(part, whole, mark) == missing


@pytest.mark.parametrize(
    ("eligible", "passing", "share", "passes"),
    [
        (4, 4, 100, True),
        (4, 3, 100, False),
        (4, 3, 75, True),
        (3, 2, 67, False),
        (2, 1, 50, True),
        (1, 0, 1, False),
        (0, 0, 100, False),
        (0, 0, 1, False),
    ],
)
def test_a_household_passes_by_its_eligible_members_and_never_without_any(eligible, passing, share, passes):
    assert household_passes(eligible, passing, HouseholdRules(share)) is passes


# Neighbourhoods


def test_ties_share_a_rank_and_the_next_rank_is_left_out():
    counts = [
        neighbourhood("1", 50, 100),
        neighbourhood("8", 95, 100),
        neighbourhood("14", 90, 100),
        neighbourhood("5", 45, 50),
    ]

    assert ranks(counts) == [("8", 1), ("14", 2), ("5", 2), ("1", 4)]


def test_equal_shares_tie_whatever_their_size():
    assert ranks([neighbourhood("1", 2, 3), neighbourhood("8", 666, 999)]) == [("1", 1), ("8", 1)]


def test_shares_that_print_alike_do_not_tie():
    counts = [neighbourhood("1", 8996, 10000), neighbourhood("8", 8997, 10000)]

    assert ranks(counts) == [("8", 1), ("1", 2)]
    assert percent(8996, 10000) == percent(8997, 10000)


def test_neighbourhoods_of_one_rank_keep_the_order_in_which_they_came():
    counts = [neighbourhood(label, 9, 10) for label in ("14", "2", "8")]

    assert ranks(counts) == [("14", 1), ("2", 1), ("8", 1)]


def test_all_who_tie_for_the_highest_share_are_candidates_for_the_council_to_decide():
    counts = [neighbourhood("1", 90, 100), neighbourhood("8", 45, 50), neighbourhood("14", 89, 100)]

    assert candidates(counts) == ["1", "8"]


def test_the_highest_is_no_candidate_below_the_mark():
    assert candidates([neighbourhood("1", 84, 100), neighbourhood("8", 80, 100)]) == []


def test_whoever_is_not_the_highest_is_no_candidate_although_the_mark_is_reached():
    assert candidates([neighbourhood("1", 99, 100), neighbourhood("8", 86, 100)]) == ["1"]


def test_every_neighbourhood_that_reaches_the_mark_is_a_candidate_where_the_campaign_says_so():
    rules = replace(INTERIM, award_only_highest=False)

    assert candidates(
        [neighbourhood("1", 99, 100), neighbourhood("8", 86, 100), neighbourhood("14", 84, 100)], rules
    ) == [
        "1",
        "8",
    ]


def test_title_and_award_are_two_rules_on_one_number():
    best, second = rank_units([neighbourhood("1", 91, 100), neighbourhood("8", 90, 100)], INTERIM)
    lone = rank_units([neighbourhood("1", 86, 100)], INTERIM)[0]

    assert (best.has_title, best.is_award_candidate) == (True, True)
    assert (second.has_title, second.is_award_candidate) == (True, False)
    assert (lone.has_title, lone.is_award_candidate) == (False, True)
    assert (lone.missing_for_title, lone.missing_for_award) == (4, 0)


@pytest.mark.parametrize(
    ("denominator", "counted", "missing"), [("all", 100, 30), ("eligible", 80, 12), ("submitted", 64, 0)]
)
def test_the_campaign_chooses_over_which_households_the_share_is_counted(denominator, counted, missing):
    count = neighbourhood("8", 60, 100, with_eligible=80, submitted=64)

    result = rank_units([count], replace(INTERIM, denominator=denominator))[0]

    assert (result.counted, result.missing_for_title) == (counted, missing)


def test_a_neighbourhood_without_households_comes_last_and_gets_nothing():
    empty = rank_units([neighbourhood("1", 0, 0), neighbourhood("8", 1, 10)], INTERIM)[-1]

    assert (empty.count.code, empty.rank) == ("dong-tam/to-1", 2)
    assert (empty.has_title, empty.is_award_candidate) == (False, False)
    assert (empty.missing_for_title, empty.missing_for_award) == (0, 0)


def test_a_neighbourhood_without_households_is_no_candidate_even_alone():
    alone = rank_units([neighbourhood("1", 0, 0)], INTERIM)[0]

    assert (alone.rank, alone.is_award_candidate) == (1, False)
