"""Scores, shares and ranks against cases worked by hand, and laws that hold for every sheet and every ward."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.kit.vietnamese import percent
from scoring.rules import (
    CriteriaRules,
    CriterionRule,
    UnitCount,
    UnitRules,
    WrongAnswers,
    household_passes,
    judge,
    missing_to_reach,
    rank_units,
    reaches,
    verdict_words,
)

EIGHT_OF_NINE = "1111111-10"  # criterion 8 does not apply, criterion 10 is not met
INTERIM = UnitRules(title_percent=90, award_percent=85, award_only_highest=True, denominator="all")

# Timing is no law: a busy machine may be slow.
law = settings(deadline=None)


def criteria(na_policy="not_met", points=(10,) * 10, pass_mark=90):
    """Variant 1 of the domain (Đồng Tâm 2022), or another set by points."""
    return CriteriaRules(
        tuple(CriterionRule(number, worth, na_policy) for number, worth in enumerate(points, start=1)), pass_mark
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
    ("na_policy", "score", "shown", "passed"),
    [
        ("met", 90, "90.00", True),
        ("rescale", Fraction(800, 9), "88.89", False),
        ("not_met", 80, "80.00", False),
    ],
)
def test_the_worked_example_of_one_criterion_that_does_not_apply(na_policy, score, shown, passed):
    verdict = judge(EIGHT_OF_NINE, criteria(na_policy))

    assert (verdict.score, f"{verdict.points:.2f}", verdict.passed) == (score, shown, passed)
    assert verdict.unmet == (10,)


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
        ("1111-11111", "đủ các tiêu chí"),
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
    assert household_passes(eligible, passing, share) is passes


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


# Laws


@st.composite
def sheets(draw, letters="01-."):
    """Criteria by points with all policies that allow "-", and one person's answers."""
    policies = draw(st.lists(st.sampled_from(["met", "rescale", "not_met"]), min_size=1, max_size=12))
    rows = tuple(CriterionRule(n, draw(st.integers(0, 20)), policy) for n, policy in enumerate(policies, start=1))
    rules = CriteriaRules(rows, draw(st.integers(1, 150)))
    return rules, draw(st.text(alphabet=letters, min_size=len(rows), max_size=len(rows)))


shares = st.tuples(st.integers(0, 5000), st.integers(0, 5000)).map(sorted)
wholes = st.integers(1, 100)


@st.composite
def wards(draw):
    """Counts of up to eight neighbourhoods, small ones so that ties are common."""
    counts = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        numbers = sorted(draw(st.lists(st.integers(0, 12), min_size=4, max_size=4)))
        passing, submitted, with_eligible, households = numbers
        counts.append(neighbourhood(number, passing, households, with_eligible=with_eligible, submitted=submitted))
    return counts


unit_rules = st.builds(
    UnitRules,
    wholes,
    wholes,
    award_only_highest=st.booleans(),
    denominator=st.sampled_from(["all", "eligible", "submitted"]),
)


@law
@given(sheets(), st.data())
def test_law_one_more_criterion_met_never_lowers_a_score(sheet, data):
    rules, answers = sheet
    place = data.draw(st.integers(0, len(answers) - 1))

    better = f"{answers[:place]}1{answers[place + 1 :]}"

    assert judge(better, rules).score >= judge(answers, rules).score


@law
@given(sheets())
def test_law_a_score_lies_between_nothing_and_full_marks(sheet):
    rules, answers = sheet

    assert 0 <= judge(answers, rules).score <= rules.full_marks


@law
@given(sheets(letters="01-"))
def test_law_a_complete_sheet_is_judged_by_its_exact_score(sheet):
    rules, answers = sheet
    verdict = judge(answers, rules)

    assert verdict.passed is (verdict.score >= rules.pass_mark)
    assert abs(Fraction(verdict.points) - verdict.score) <= Fraction(1, 200)


@law
@given(sheets(), st.randoms(use_true_random=False))
def test_law_the_order_of_the_criteria_changes_no_score(sheet, dice):
    rules, answers = sheet
    pairs = list(zip(rules.criteria, answers, strict=True))
    dice.shuffle(pairs)
    shuffled = replace(rules, criteria=tuple(criterion for criterion, _ in pairs))

    verdict = judge("".join(answer for _, answer in pairs), shuffled)

    assert (verdict.score, verdict.passed) == (judge(answers, rules).score, judge(answers, rules).passed)


@law
@given(shares, wholes)
def test_law_with_what_is_missing_the_mark_is_just_reached_and_with_one_less_it_is_not(share, mark):
    part, whole = share
    missing = missing_to_reach(part, whole, mark)

    assert reaches(part + missing, whole, mark) or whole == 0
    assert missing == 0 or not reaches(part + missing - 1, whole, mark)
    assert part + missing <= whole or missing == 0


@law
@given(shares, wholes)
def test_law_a_mark_is_reached_exactly_when_the_share_is_not_smaller(share, mark):
    part, whole = share

    assert reaches(part, whole, mark) is (whole > 0 and Fraction(part, max(whole, 1)) >= Fraction(mark, 100))


@law
@given(shares)
def test_law_a_printed_share_never_reads_a_whole_percent_that_is_not_reached(share):
    part, whole = share
    units, tenths = map(int, percent(part, whole).split(","))

    assert units == 0 or reaches(part, whole, units)
    assert abs(Fraction(10 * units + tenths, 10) - Fraction(100 * part, max(whole, 1))) <= Fraction(1, 10)


@law
@given(wards(), unit_rules, st.randoms(use_true_random=False))
def test_law_the_order_of_the_neighbourhoods_changes_no_result(counts, rules, dice):
    results = {result.count.code: result for result in rank_units(counts, rules)}
    dice.shuffle(counts)

    assert {result.count.code: result for result in rank_units(counts, rules)} == results


@law
@given(wards(), unit_rules)
def test_law_a_rank_is_one_more_than_the_number_of_better_neighbourhoods(counts, rules):
    results = rank_units(counts, rules)
    shares = [Fraction(r.passing, r.counted) if r.counted else Fraction(0) for r in results]

    assert [r.rank for r in results] == [1 + sum(other > share for other in shares) for share in shares]
    assert shares == sorted(shares, reverse=True)


@law
@given(wards(), unit_rules)
def test_law_candidates_are_the_first_or_all_of_those_that_reach_the_mark(counts, rules):
    results = rank_units(counts, rules)
    reached = [r for r in results if reaches(r.passing, r.counted, rules.award_percent)]
    expected = [r for r in reached if r.rank == 1] if rules.award_only_highest else reached

    assert [r for r in results if r.is_award_candidate] == expected
