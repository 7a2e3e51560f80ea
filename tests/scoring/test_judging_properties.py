"""What must hold for any criteria set and any answers, tried on thousands of invented ones."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from emulation.kit.vietnamese import percent
from scoring.rules import (
    GRADES,
    CriteriaRules,
    CriterionRule,
    GroupMark,
    HouseholdRules,
    Level,
    OptionalShare,
    UnitCount,
    UnitRules,
    contradictions,
    household_passes,
    judge,
    missing_to_reach,
    rank_units,
    reaches,
    verdict_words,
)

law = settings(deadline=None)
TAGS = ["nông thôn", "hộ nghèo"]
POLICIES = ["met", "rescale", "not_met", "not_allowed"]
KINDS = [{}, {}, {"is_optional": True}, {"is_bonus": True}]
tags = st.frozensets(st.sampled_from(TAGS))


@st.composite
def criteria(draw, number=1):
    kind = draw(st.sampled_from(KINDS))
    points = draw(st.integers(1, 30))
    return CriterionRule(
        number=number,
        points=points,
        na_policy=draw(st.sampled_from(POLICIES)),
        steps=draw(st.sampled_from([1, 1, 2, 3, 10])),
        floor=0 if kind else draw(st.sampled_from([0, 0, 0, 1, points])),
        group=draw(st.sampled_from(["", "A", "B"])),
        only_for=draw(st.sampled_from([frozenset(), frozenset(), *[frozenset({tag}) for tag in TAGS]])),
        **kind,
    )


@st.composite
def levels(draw, name):
    return Level(
        name=name,
        pass_mark=draw(st.none() | st.integers(1, 60)),
        all_required=draw(st.booleans()),
        optional_percent=draw(st.sampled_from([0, 0, 30, 50, 100])),
        tag=draw(st.sampled_from(["", "", "", *TAGS])),
    )


@st.composite
def criteria_sets(draw):
    items = [draw(criteria(number)) for number in range(1, draw(st.integers(1, 7)) + 1)]
    steps = [draw(levels(name)) for name in draw(st.sampled_from([["Đạt"], ["Đạt", "Tốt"], ["Đạt", "Tốt", "Giỏi"]]))]
    groups = [GroupMark(name, draw(st.integers(0, 30))) for name in draw(st.sampled_from([[], ["A"], ["A", "B"]]))]
    return CriteriaRules(tuple(items), tuple(steps), tuple(groups))


@st.composite
def answered(draw, rules):
    """Complete answers that fit the criteria."""
    choices = [GRADES[: c.steps + 1] + ("-" if c.na_policy != "not_allowed" else "") for c in rules.criteria]
    return "".join(draw(st.sampled_from(one)) for one in choices)


@st.composite
def cases(draw):
    """A set, answers that fit it, and the tags of who gave them."""
    rules = draw(criteria_sets())
    return rules, draw(answered(rules)), draw(tags)


def height(verdict, rules, who):
    """How high a level is: 0 for not passing."""
    names = [level.name for level in rules.levels_for(who)]
    return 1 + names.index(verdict.level) if verdict.passed else 0


def swapped(text, place, character):
    return text[:place] + character + text[place + 1 :]


def with_criteria(rules, items):
    return replace(rules, criteria=tuple(items))


@law
@given(cases(), criteria(number=99))
def test_adding_a_met_criterion_never_lowers_the_score(case, extra):
    rules, answers, who = case

    more = judge(answers + GRADES[extra.steps], with_criteria(rules, [*rules.criteria, extra]), who)

    assert more.score >= judge(answers, rules, who).score


@law
@given(cases(), criteria(number=99))
def test_adding_a_met_criterion_outside_the_groups_never_lowers_the_level(case, extra):
    rules, answers, who = case
    larger = with_criteria(rules, [*rules.criteria, replace(extra, group="")])

    more = judge(answers + GRADES[extra.steps], larger, who)

    assert height(more, larger, who) >= height(judge(answers, rules, who), rules, who)


@law
@given(cases(), st.data())
def test_turning_an_answer_up_never_lowers_score_verdict_or_level(case, data):
    rules, answers, who = case
    place = data.draw(st.integers(0, len(answers) - 1))
    assume(answers[place] in GRADES[: rules.criteria[place].steps])

    lower = judge(answers, rules, who)
    upper = judge(swapped(answers, place, GRADES[GRADES.index(answers[place]) + 1]), rules, who)

    assert upper.score >= lower.score
    assert height(upper, rules, who) >= height(lower, rules, who)
    assert set(upper.unmet) <= set(lower.unmet)


@law
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_criteria_changes_nothing(case, random):
    rules, answers, who = case
    pairs = list(zip(rules.criteria, answers, strict=True))
    random.shuffle(pairs)

    there = judge(answers, rules, who)
    back = judge("".join(answer for _, answer in pairs), with_criteria(rules, [c for c, _ in pairs]), who)

    assert (there.score, there.passed, there.level) == (back.score, back.passed, back.level)
    assert set(there.unmet) == set(back.unmet)
    assert (there.short_groups, there.short_share) == (back.short_groups, back.short_share)


@law
@given(cases())
def test_a_level_reached_implies_every_lower_one(case):
    rules, answers, who = case
    verdict = judge(answers, rules, who)
    reached = rules.levels_for(who)[: height(verdict, rules, who)]

    for level in reached:
        assert judge(answers, replace(rules, levels=(level,)), who).passed is True


@law
@given(cases(), st.data())
def test_counting_as_met_is_never_worse_than_dropping_and_dropping_never_worse_than_not_met(case, data):
    """For scores always; for levels where no group asks for more points than the subject's criteria in it have."""
    rules, answers, who = case
    place = data.draw(st.integers(0, len(answers) - 1))
    answers = swapped(answers, place, "-")

    def judged(policy):
        items = [replace(c, na_policy=policy) if i == place else c for i, c in enumerate(rules.criteria)]
        return judge(answers, with_criteria(rules, items), who)

    verdicts = [judged(policy) for policy in ("met", "rescale", "not_met")]

    scores = [verdict.score for verdict in verdicts]
    assert scores == sorted(scores, reverse=True)
    if all(group.pass_mark <= most_in(rules, group, who) for group in rules.groups):
        heights = [height(verdict, rules, who) for verdict in verdicts]
        assert heights == sorted(heights, reverse=True)


def most_in(rules, group, who):
    return sum(c.points for c in rules.criteria if c.group == group.name and c.applies_to(who))


@law
@given(cases())
def test_scores_stay_between_nothing_and_all_points(case):
    rules, answers, who = case

    assert 0 <= judge(answers, rules, who).score <= rules.most_points(who)


@law
@given(cases())
def test_the_score_shown_is_near_and_never_claims_a_point_that_is_not_reached(case):
    verdict = judge(case[1], case[0], case[2])
    shown = Fraction(verdict.points)

    assert abs(shown - verdict.score) <= Fraction(1, 100)
    assert not (shown > verdict.score and shown.denominator == 1)


@law
@given(cases())
def test_whoever_fails_is_told_something_and_whoever_passes_is_held_to_no_floor_group_or_share(case):
    verdict = judge(case[1], case[0], case[2])

    if verdict.passed:
        assert (verdict.under_floor, verdict.short_groups, verdict.short_share) == ((), (), None)
    else:
        assert verdict_words(verdict) != "đủ các tiêu chí"


@law
@given(cases())
def test_a_share_reported_equals_a_recount_and_is_reported_only_where_it_is_too_small(case):
    rules, answers, who = case
    asked = next((level.optional_percent for level in rules.levels_for(who)), 0)

    mine = [(c, a) for c, a in zip(rules.criteria, answers, strict=True) if c.is_optional and c.applies_to(who)]
    counted = [(c, a) for c, a in mine if not (a == "-" and c.na_policy == "rescale")]
    met = [c for c, a in counted if a == GRADES[c.steps] or (a == "-" and c.na_policy == "met")]
    enough = bool(counted) and Fraction(len(met), len(counted)) >= Fraction(asked, 100)
    needed = next((n for n in range(len(counted) + 1) if counted and 100 * n >= asked * len(counted)), 1)

    expected = None if not asked or enough else OptionalShare(len(met), len(counted), needed)
    assert judge(answers, rules, who).short_share == expected


@law
@given(criteria_sets())
def test_whoever_meets_everything_in_a_sound_set_of_one_kind_of_subject_passes(rules):
    everybody = with_criteria(rules, [replace(c, only_for=frozenset()) for c in rules.criteria])
    everybody = replace(everybody, levels=tuple(replace(level, tag="") for level in rules.levels))
    everybody = replace(
        everybody, groups=tuple(GroupMark(name, 0) for name in {c.group for c in rules.criteria} - {""})
    )
    if contradictions(everybody):
        return

    verdict = judge("".join(GRADES[c.steps] for c in everybody.criteria), everybody)

    assert verdict.level == everybody.levels[-1].name


# households and units


counts = st.builds(
    lambda label, passing, failing, empty, submitted: UnitCount(
        code=f"to-{label}", name=f"Tổ {label}", households=passing + failing + empty, with_eligible=passing + failing,
        submitted=passing + min(failing, submitted), passing=passing,
    ),
    st.integers(1, 99), st.integers(0, 200), st.integers(0, 200), st.integers(0, 20), st.integers(0, 200),
)  # fmt: skip
unit_rules = st.builds(
    UnitRules,
    title_percent=st.integers(1, 100),
    award_percent=st.integers(1, 100),
    award_only_highest=st.booleans(),
    denominator=st.sampled_from(["all", "eligible", "submitted"]),
    award_quota=st.none() | st.integers(1, 3),
)


@law
@given(st.lists(counts, max_size=12, unique_by=lambda count: count.code), unit_rules, st.randoms(use_true_random=False))
def test_the_order_of_neighbourhoods_changes_no_result(rows, rules, random):
    shuffled = random.sample(rows, len(rows))

    assert set(rank_units(rows, rules)) == set(rank_units(shuffled, rules))


@law
@given(st.lists(counts, min_size=1, max_size=12, unique_by=lambda count: count.code), unit_rules)
@example([UnitCount("to-1", "Tổ 1", 1000, 1000, 1000, 899)], UnitRules(90, 90, True, "all"))
def test_every_title_award_and_rank_equals_a_recount(rows, rules):
    results = rank_units(rows, rules)

    shares = [Fraction(r.passing, r.counted) if r.counted else Fraction(0) for r in results]
    limit = 1 if rules.award_only_highest else rules.award_quota or len(rows)
    for result, share in zip(results, shares, strict=True):
        assert result.rank == 1 + len([other for other in shares if other > share])
        assert result.has_title == (result.counted > 0 and share >= Fraction(rules.title_percent, 100))
        enough = result.counted > 0 and share >= Fraction(rules.award_percent, 100)
        assert result.is_award_candidate == (enough and result.rank <= limit)


@law
@given(st.integers(0, 2000), st.integers(1, 2000), st.integers(1, 100))
def test_what_is_missing_is_the_least_number_that_reaches_the_share(part, whole, goal):
    assume(part <= whole)
    missing = missing_to_reach(part, whole, goal)

    assert reaches(part + missing, whole, goal)
    assert missing == 0 or not reaches(part + missing - 1, whole, goal)


@law
@given(st.integers(0, 2000), st.integers(1, 2000), st.integers(1, 100))
@example(899, 1000, 90)
@example(8999, 10000, 90)
def test_the_share_shown_never_claims_a_percent_that_is_not_reached(part, whole, goal):
    assume(part <= whole)
    shown = Fraction(percent(part, whole).replace(",", "."))

    assert abs(shown - Fraction(100 * part, whole)) <= Fraction(1, 10)
    assert reaches(part, whole, goal) or shown < goal


@law
@given(st.lists(st.booleans(), max_size=8), st.integers(0, 100))
def test_a_household_passes_by_its_share_whatever_the_order_of_its_people(people, goal):
    passes = household_passes(len(people), sum(people), HouseholdRules(goal))

    wanted = Fraction(goal, 100) * len(people)
    assert passes == (any(people) if goal == 0 else bool(people) and sum(people) >= wanted)


@law
@given(st.lists(st.booleans(), max_size=8), st.sampled_from([None, True, False]))
def test_a_household_with_criteria_of_its_own_needs_both(people, own):
    rules = HouseholdRules(100, needs_own_score=True)

    passes = household_passes(len(people), sum(people), rules, own)

    assert passes == (bool(people) and all(people) and own is True)
