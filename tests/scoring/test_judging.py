"""Judging one subject: N/A, grades, bonus, floors, groups, shares, levels, tags; what is missing, in words."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.rules import (
    CriteriaRules,
    CriterionRule,
    GroupMark,
    Level,
    OptionalShare,
    WrongAnswers,
    judge,
    points_set,
    verdict_words,
)

POOR, TOWN, RURAL = frozenset({"hộ nghèo"}), frozenset({"thành thị"}), frozenset({"nông thôn"})


def ten(number, **values):
    return CriterionRule(number, **{"points": 10, "na_policy": "not_met", **values})


def a_set(*criteria, levels, groups=()):
    return CriteriaRules(criteria, tuple(levels), tuple(groups))


def with_policy(policy, count=10, mark=90):
    return points_set([ten(n, na_policy=policy) for n in range(1, count + 1)], mark)


# not applicable


@pytest.mark.parametrize(
    ("policy", "score", "passed"),
    [("met", Fraction(90), True), ("rescale", Fraction(800, 9), False), ("not_met", Fraction(80), False)],
)
def test_eight_of_nine_met_and_one_that_does_not_apply(policy, score, passed):
    verdict = judge("11111111-0", with_policy(policy))

    assert (verdict.score, verdict.passed) == (score, passed)


def test_not_applicable_may_be_forbidden():
    with pytest.raises(WrongAnswers, match="Tiêu chí 9 không được chọn “không áp dụng”"):
        judge("11111111-0", with_policy("not_allowed"))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("11", "Phiếu có 3 tiêu chí nhưng nhận được 2 câu trả lời."),
        ("1x1", "Tiêu chí 2 có câu trả lời không hợp lệ."),
        ("121", "Tiêu chí 2 có câu trả lời không hợp lệ."),
    ],
)
def test_answers_that_do_not_fit_are_refused_in_words(answers, words):
    with pytest.raises(WrongAnswers) as refused:
        judge(answers, with_policy("met", 3))

    assert str(refused.value) == words


def test_whoever_nothing_applies_to_does_not_pass():
    points = judge("---", with_policy("rescale", 3, 1))
    needed = judge("---", a_set(*[ten(n, na_policy="rescale") for n in (1, 2, 3)], levels=[Level("", None, True)]))

    assert (points.score, points.passed) == (0, False)
    assert (needed.score, needed.passed) == (0, False)
    assert verdict_words(points) == "số tiêu chí được tính không đủ để xét đạt"


def test_a_score_just_under_a_whole_point_is_not_rounded_up_to_it():
    rules = points_set([ten(1, points=299), ten(2, points=1), ten(3, points=1, na_policy="rescale")], 300)

    verdict = judge("10-", rules)

    assert verdict.score == Fraction(299 * 301, 300)  # 299,9966…
    assert verdict.points == Decimal("299.99")


# grades and bonus


@pytest.mark.parametrize(
    ("steps", "answer", "score"),
    [
        (2, "1", Fraction(5)),
        (3, "1", Fraction(10, 3)),
        (3, "2", Fraction(20, 3)),
        (10, "7", Fraction(7)),
        (10, "a", 10),
    ],
)
def test_a_grade_is_a_share_of_the_points(steps, answer, score):
    assert judge(answer, points_set([ten(1, steps=steps)], 10)).score == score


def test_a_graded_criterion_is_met_at_its_last_step():
    rules = points_set([ten(1, steps=2)], 5)

    half, full = judge("1", rules), judge("2", rules)

    assert (half.passed, half.unmet) == (True, (1,))
    assert (full.passed, full.unmet) == (True, ())


def test_bonus_comes_on_top_and_is_never_missing():
    rules = points_set([ten(1), ten(2), ten(3, is_bonus=True)], 20)

    assert judge("111", rules).score == 30
    assert verdict_words(judge("110", rules)) == "đủ các tiêu chí"
    assert judge("101", rules).passed is True


@pytest.mark.parametrize(("policy", "score"), [("met", 40), ("rescale", 30), ("not_met", 30)])
def test_bonus_that_does_not_apply_leaves_the_scale_alone(policy, score):
    rules = points_set([ten(1), ten(2), ten(3), ten(4, is_bonus=True, na_policy=policy)], 20)

    assert judge("111-", rules).score == score


def test_bonus_is_not_stretched_when_a_criterion_is_dropped():
    rules = points_set([ten(1), ten(2, na_policy="rescale"), ten(3, is_bonus=True)], 20)

    assert judge("1-1", rules).score == 30


# floors and groups


@pytest.mark.parametrize(
    ("policy", "answer", "under"), [("met", "-", ()), ("rescale", "-", ()), ("not_met", "-", (1,)), ("met", "1", (1,))]
)
def test_a_floor_binds_unless_the_criterion_is_dropped_or_counts_as_met(policy, answer, under):
    rules = points_set([ten(1, steps=2, floor=6, na_policy=policy), ten(2)], 10)

    verdict = judge(answer + "1", rules)

    assert (verdict.under_floor, verdict.passed) == (under, not under)


def test_a_floor_is_held_against_the_points_on_the_sheet_not_the_stretched_ones():
    rules = points_set([ten(1, steps=2, floor=6), ten(2, na_policy="rescale")], 5)

    verdict = judge("1-", rules)

    assert (verdict.score, verdict.under_floor, verdict.passed) == (10, (1,), False)


def grouped(*levels, policy="rescale"):
    devices = [ten(n, group="Thiết bị", na_policy=policy) for n in (1, 2)]
    return a_set(
        *devices, ten(3), ten(4, only_for=RURAL, group="Đồng ruộng"),
        levels=levels or [Level("", pass_mark=10)], groups=[GroupMark("Thiết bị", 10), GroupMark("Đồng ruộng", 10)],
    )  # fmt: skip


def test_a_group_below_its_mark_fails_and_is_named():
    verdict = judge("001.", grouped())

    assert (verdict.score, verdict.passed, verdict.short_groups) == (10, False, ("Thiết bị",))
    assert verdict_words(verdict) == "thiếu tiêu chí 1, 2, nhóm “Thiết bị” chưa đủ điểm"


def test_a_group_is_stretched_for_itself():
    assert judge("1-0.", grouped()).short_groups == ()
    assert judge("0-1.", grouped()).short_groups == ("Thiết bị",)


def test_a_group_of_which_nothing_is_left_does_not_bind():
    assert judge("--1.", grouped()).passed is True
    assert judge("--1.", grouped(policy="not_met")).short_groups == ("Thiết bị",)


def test_a_group_binds_only_subjects_it_has_criteria_for():
    assert judge("1110", grouped()).short_groups == ()
    assert judge("1110", grouped(), RURAL).short_groups == ("Đồng ruộng",)


# all required, shares of optional criteria, levels


def two_levels():
    optional = [ten(n, is_optional=True, na_policy="rescale") for n in (3, 4, 5, 6)]
    return a_set(ten(1), ten(2), *optional, levels=[Level("Số", None, True, 30), Level("Nâng cao", None, True, 75)])


@pytest.mark.parametrize(
    ("answers", "level"),
    [("110000", ""), ("111000", ""), ("111100", "Số"), ("111110", "Nâng cao"), ("101111", ""), ("11100-", "Số")],
)
def test_levels_ask_for_all_mandatory_and_a_share_of_optional_criteria(answers, level):
    verdict = judge(answers, two_levels())

    assert (verdict.level, verdict.passed) == (level, bool(level))


def test_a_share_that_is_too_small_says_how_many_are_needed():
    verdict = judge("111000", two_levels())

    assert verdict.short_share == OptionalShare(met=1, counted=4, needed=2)
    assert verdict_words(verdict) == "mới đạt 1/4 tiêu chí mở rộng, cần 2"


def test_a_share_of_nothing_is_not_reached():
    verdict = judge("11----", two_levels())

    assert (verdict.passed, verdict.short_share) == (False, OptionalShare(0, 0, 1))
    assert verdict_words(verdict) == "không còn tiêu chí mở rộng nào để tính tỷ lệ"


def test_unmet_optional_criteria_are_missing_only_where_points_count():
    optional = [ten(1), ten(2, is_optional=True)]

    assert judge("10", a_set(*optional, levels=[Level("", None, True)])).unmet == ()
    assert judge("10", a_set(*optional, levels=[Level("", pass_mark=20)])).unmet == (2,)


def test_a_higher_level_counts_only_above_the_lower_one():
    rules = a_set(ten(1), ten(2), levels=[Level("Đạt", all_required=True), Level("Tốt", pass_mark=10)])

    assert judge("10", rules).level == ""


def test_an_unfinished_line_has_neither_verdict_nor_level():
    verdict = judge("11111.", two_levels())

    assert (verdict.passed, verdict.level, verdict.unset) == (None, "", (6,))
    assert verdict_words(verdict) == "chưa nhập xong"


# tags


def tagged():
    return a_set(
        ten(1), ten(2, only_for=TOWN), ten(3, only_for=RURAL | POOR),
        levels=[
            Level("Đạt", 20), Level("Đạt", 10, tag="hộ nghèo"), Level("Đạt", 15, tag="nông thôn"), Level("Tốt", 20),
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tags", "answers", "score", "level"),
    [
        (TOWN, "11.", 20, "Tốt"),
        (RURAL, "1.1", 20, "Tốt"),
        (POOR, "1.0", 10, "Đạt"),
        (frozenset(), "1..", 10, ""),
        (POOR | RURAL, "1.0", 10, "Đạt"),
    ],
)
def test_tags_choose_criteria_and_marks(tags, answers, score, level):
    verdict = judge(answers, tagged(), tags)

    assert (verdict.score, verdict.level) == (score, level)


def test_an_answer_of_a_criterion_for_others_changes_nothing():
    assert judge("101", tagged(), TOWN) == judge("10.", tagged(), TOWN)


def test_of_two_marks_by_tag_the_first_of_the_set_holds():
    assert [level.pass_mark for level in tagged().levels_for(POOR | RURAL)] == [10, 20]


def test_a_subject_without_any_level_does_not_pass():
    verdict = judge("1", a_set(ten(1), levels=[Level("Đạt", 10, tag="hộ nghèo")]))

    assert verdict.passed is False
    assert verdict_words(verdict) == "số tiêu chí được tính không đủ để xét đạt"
