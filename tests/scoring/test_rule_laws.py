"""Laws of the rules that hold for every sheet, every share and every ward, whatever Hypothesis thinks of."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.kit.vietnamese import percent
from scoring.rules import (
    CriterionRule,
    HouseholdRules,
    UnitCount,
    UnitRules,
    household_passes,
    judge,
    missing_to_reach,
    points_set,
    rank_units,
    reaches,
)

DONG_TAM = points_set((CriterionRule(number, 10, "not_met") for number in range(1, 11)), pass_mark=90)

# Timing is no law: a busy machine may be slow.
law = settings(deadline=None)


@st.composite
def sheets(draw, letters="01-."):
    """Criteria by points with all policies that allow "-", and one person's answers."""
    policies = draw(st.lists(st.sampled_from(["met", "rescale", "not_met"]), min_size=1, max_size=12))
    rows = tuple(CriterionRule(n, draw(st.integers(0, 20)), policy) for n, policy in enumerate(policies, start=1))
    rules = points_set(rows, draw(st.integers(1, 150)))
    return rules, draw(st.text(alphabet=letters, min_size=len(rows), max_size=len(rows)))


shares = st.tuples(st.integers(0, 5000), st.integers(0, 5000)).map(sorted)
marks = st.integers(1, 100)


@st.composite
def wards(draw):
    """Counts of up to eight neighbourhoods, small ones so that ties are common."""
    fours = st.lists(st.integers(0, 12), min_size=4, max_size=4).map(sorted)
    rows = enumerate(draw(st.lists(fours, min_size=1, max_size=8)), start=1)
    return [
        UnitCount(f"dong-tam/to-{number}", f"Tổ dân phố số {number}", households, with_eligible, submitted, passing)
        for number, (passing, submitted, with_eligible, households) in rows
    ]


unit_rules = st.builds(
    UnitRules,
    marks,
    marks,
    award_only_highest=st.booleans(),
    denominator=st.sampled_from(["all", "eligible", "submitted"]),
)


@law
@given(sheets(), st.data())
def test_one_more_criterion_met_never_lowers_a_score(sheet, data):
    rules, answers = sheet
    place = data.draw(st.integers(0, len(answers) - 1))

    better = f"{answers[:place]}1{answers[place + 1 :]}"

    assert judge(better, rules).score >= judge(answers, rules).score


@law
@given(sheets())
def test_a_score_lies_between_nothing_and_full_marks(sheet):
    rules, answers = sheet

    assert 0 <= judge(answers, rules).score <= rules.full_marks()


@law
@given(sheets(letters="01-"))
def test_a_complete_sheet_is_judged_by_its_exact_score(sheet):
    rules, answers = sheet
    verdict = judge(answers, rules)

    assert verdict.passed is (verdict.score >= rules.levels[0].pass_mark)
    assert abs(Fraction(verdict.points) - verdict.score) <= Fraction(1, 200)


@law
@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_the_criteria_changes_no_score(sheet, dice):
    rules, answers = sheet
    pairs = list(zip(rules.criteria, answers, strict=True))
    dice.shuffle(pairs)
    shuffled = replace(rules, criteria=tuple(criterion for criterion, _ in pairs))

    verdict = judge("".join(answer for _, answer in pairs), shuffled)

    assert (verdict.score, verdict.passed) == (judge(answers, rules).score, judge(answers, rules).passed)


@law
@given(st.lists(st.text(alphabet="01-.", min_size=10, max_size=10)), marks, st.randoms(use_true_random=False))
def test_the_order_of_the_people_changes_no_household(people, share, dice):
    def passes():
        return household_passes(
            len(people), sum(judge(row, DONG_TAM).passed is True for row in people), HouseholdRules(share)
        )

    before = passes()
    dice.shuffle(people)

    assert passes() is before


@law
@given(shares, marks)
def test_with_what_is_missing_the_mark_is_just_reached_and_with_one_less_it_is_not(share, mark):
    part, whole = share
    missing = missing_to_reach(part, whole, mark)

    assert reaches(part + missing, whole, mark) or whole == 0
    assert missing == 0 or not reaches(part + missing - 1, whole, mark)
    assert part + missing <= whole or missing == 0


@law
@given(shares, marks)
def test_a_mark_is_reached_exactly_when_the_share_is_not_smaller(share, mark):
    part, whole = share

    assert reaches(part, whole, mark) is (whole > 0 and Fraction(part, max(whole, 1)) >= Fraction(mark, 100))


@law
@given(shares)
def test_a_printed_share_never_reads_a_whole_percent_that_is_not_reached(share):
    part, whole = share
    units, tenths = map(int, percent(part, whole).split(","))

    assert units == 0 or reaches(part, whole, units)
    assert abs(Fraction(10 * units + tenths, 10) - Fraction(100 * part, max(whole, 1))) <= Fraction(1, 10)


@law
@given(wards(), unit_rules, st.randoms(use_true_random=False))
def test_the_order_of_the_neighbourhoods_changes_no_result(counts, rules, dice):
    results = {result.count.code: result for result in rank_units(counts, rules)}
    dice.shuffle(counts)

    assert {result.count.code: result for result in rank_units(counts, rules)} == results


@law
@given(wards(), unit_rules)
def test_a_rank_is_one_more_than_the_number_of_better_neighbourhoods(counts, rules):
    results = rank_units(counts, rules)
    shares = [Fraction(r.passing, r.counted) if r.counted else Fraction(0) for r in results]

    assert [r.rank for r in results] == [1 + sum(other > share for other in shares) for share in shares]
    assert shares == sorted(shares, reverse=True)


@law
@given(wards(), unit_rules)
def test_candidates_are_the_first_or_all_of_those_that_reach_the_mark(counts, rules):
    results = rank_units(counts, rules)
    reached = [r for r in results if reaches(r.passing, r.counted, rules.award_percent)]
    expected = [r for r in reached if r.rank == 1] if rules.award_only_highest else reached

    assert [r for r in results if r.is_award_candidate] == expected
