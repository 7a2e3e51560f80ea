"""Criteria that contradict themselves, and plans that do: refused with sentences that name both places."""

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from emulation.models import Campaign, Unit
from emulation.plans import CRITERIA, SHAPE, PlanError, read_plan
from scoring.actions.plans import CRITERIA_TABLES, load_plan
from scoring.rules import (
    CriteriaRules,
    CriterionRule,
    GroupMark,
    Level,
    UnitRules,
    award_contradictions,
    contradictions,
)

PLANS = sorted((Path(__file__).parents[2] / "scoring" / "plans").rglob("*.toml"))
PASS = Level("Đạt", pass_mark=10)


def ten(number, **values):
    return CriterionRule(number, **{"points": 10, "na_policy": "not_met", **values})


def a_set(*criteria, levels=(PASS,), groups=()):
    return CriteriaRules(criteria, levels, groups)


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (a_set(), "Bộ tiêu chí không có tiêu chí nào: hãy thêm ít nhất một tiêu chí."),
        (a_set(ten(1), levels=()), "Bộ tiêu chí không có mức đạt nào: hãy thêm ít nhất một mức."),
        (
            a_set(*[ten(n) for n in range(1, 62)]),
            "Bộ có 61 tiêu chí nhưng một phiếu chỉ ghi được 60 tiêu chí.",
        ),
        (
            a_set(ten(1), ten(2), levels=[Level("Đạt", pass_mark=30)]),
            "Mức “Đạt” cần 30 điểm nhưng các tiêu chí cộng lại chỉ có 20 điểm.",
        ),
        (
            a_set(ten(1, only_for=frozenset({"a"})), ten(2, only_for=frozenset({"b"})), levels=[Level("", 20)]),
            "Mức “Đạt” cần 20 điểm nhưng các tiêu chí cộng lại chỉ có 10 điểm.",
        ),
        (a_set(ten(1, floor=11)), "Tiêu chí 1: mức tối thiểu 11 điểm lớn hơn điểm tối đa 10 điểm."),
        (a_set(ten(1, steps=11)), "Tiêu chí 1: số bậc điểm là 11 nhưng phải từ 1 đến 10."),
        (a_set(ten(1), ten(2, points=0, steps=2)), "Tiêu chí 2: chia 2 bậc điểm nhưng điểm tối đa là 0."),
        (a_set(ten(1), ten(2, points=0, is_bonus=True)), "Tiêu chí 2: là điểm thưởng nhưng điểm tối đa là 0."),
        (
            a_set(ten(1), ten(2, is_bonus=True, is_optional=True)),
            "Tiêu chí 2: vừa là tiêu chí mở rộng vừa là điểm thưởng, chỉ được chọn một.",
        ),
        (
            a_set(ten(1), ten(2, is_bonus=True, floor=5)),
            "Tiêu chí 2: là điểm thưởng nhưng lại có mức tối thiểu 5 điểm, tức là bắt buộc.",
        ),
        (
            a_set(ten(1), ten(2, is_optional=True, floor=5)),
            "Tiêu chí 2: là mở rộng nhưng lại có mức tối thiểu 5 điểm, tức là bắt buộc.",
        ),
        (
            a_set(ten(1, group="Thiết bi"), ten(2, group="Thiết bị"), groups=[GroupMark("Thiết bị", 5)]),
            "Tiêu chí 1: thuộc nhóm “Thiết bi” nhưng bộ không khai nhóm nào tên đó.",
        ),
        (
            a_set(ten(1, group="Thiết bị"), groups=[GroupMark("Thiết bị", 11)]),
            "Nhóm “Thiết bị” cần 11 điểm nhưng các tiêu chí của nhóm chỉ có 10 điểm.",
        ),
        (
            a_set(ten(1), groups=[GroupMark("Thiết bị", 0)]),
            "Nhóm “Thiết bị” được khai nhưng không tiêu chí nào của bộ thuộc nhóm đó.",
        ),
        (
            a_set(ten(1), levels=[Level("Đạt", all_required=True, optional_percent=30)]),
            "Mức “Đạt” cần 30 % tiêu chí mở rộng nhưng bộ không có tiêu chí mở rộng nào.",
        ),
        (
            a_set(ten(1, is_optional=True), levels=[Level("Đạt", optional_percent=30)]),
            "Mức “Đạt” cần 30 % tiêu chí mở rộng nhưng bộ không có tiêu chí bắt buộc nào.",
        ),
        (
            a_set(ten(1), ten(2, is_optional=True), levels=[Level("Đạt", optional_percent=130)]),
            "Mức “Đạt” cần 130 % tiêu chí mở rộng nhưng tỷ lệ không thể quá 100 %.",
        ),
        (
            a_set(ten(1, is_bonus=True), levels=[Level("Đạt", all_required=True)]),
            "Mức “Đạt” đòi đủ các tiêu chí bắt buộc nhưng mọi tiêu chí của bộ đều là mở rộng hoặc điểm thưởng.",
        ),
        (
            a_set(ten(1), levels=[Level("Đạt")]),
            "Mức “Đạt” không đòi hỏi gì: hãy ghi điểm đạt, hoặc chọn phải đủ các tiêu chí bắt buộc.",
        ),
        (
            a_set(ten(1), levels=[PASS, Level("Đạt", pass_mark=5)]),
            "Mức thứ 1 và mức thứ 2 cùng tên “Đạt”: hãy đặt hai tên khác nhau.",
        ),
        (
            a_set(ten(1), levels=[PASS, Level("Đạt", 5, tag="hộ nghèo"), Level("Đạt", 6, tag="hộ nghèo")]),
            "Mức thứ 2 và mức thứ 3 cùng tên “Đạt” và cùng nhãn “hộ nghèo”.",
        ),
        (
            a_set(ten(1), levels=[PASS, Level("Tốt", pass_mark=8)]),
            "Mức “Tốt” đứng trên mức “Đạt” mà chỉ cần 8 điểm, ít hơn 10 điểm.",
        ),
        (
            a_set(ten(1), levels=[Level("Đạt", pass_mark=5), Level("Tốt", 9), Level("Đạt", 10, tag="nông thôn")]),
            "Mức “Tốt” đứng trên mức “Đạt” mà chỉ cần 9 điểm, ít hơn 10 điểm.",
        ),
        (
            a_set(
                ten(1),
                ten(2, is_optional=True),
                levels=[Level("Đạt", None, True, 60), Level("Tốt", None, True, 30)],
            ),
            "Mức “Tốt” đứng trên mức “Đạt” mà chỉ cần 30 % tiêu chí mở rộng, ít hơn 60 %.",
        ),
    ],
)
def test_a_set_that_nobody_can_satisfy_is_refused_in_one_sentence(rules, sentence):
    assert contradictions(rules) == [sentence]


def test_all_contradictions_of_a_set_are_found_at_once():
    found = contradictions(a_set(ten(1, floor=11), ten(2, steps=0), levels=[Level("Đạt", pass_mark=30)]))

    assert len(found) == 3


def test_a_mark_that_only_some_subjects_can_reach_is_allowed():
    town = ten(2, only_for=frozenset({"thành thị"}))

    assert contradictions(a_set(ten(1), town, levels=[Level("Đạt", pass_mark=20)])) == []


def test_a_mark_above_the_full_marks_may_count_on_bonus():
    assert contradictions(a_set(ten(1), ten(2, is_bonus=True), levels=[Level("Xuất sắc", pass_mark=20)])) == []


def test_an_award_for_nobody_is_no_award():
    assert "Giới hạn khen 0 tổ" in award_contradictions(UnitRules(90, 85, False, "all", award_quota=0))[0]


def test_points_that_no_stored_score_could_hold_are_refused():
    rules = a_set(ten(1, points=1001))

    assert contradictions(rules) == ["Tiêu chí 1: điểm tối đa 1001 lớn hơn 1000, mức cổng ghi được."]


def test_an_award_for_the_highest_alone_has_no_quota():
    highest, both = UnitRules(90, 85, True, "all"), UnitRules(90, 85, True, "all", award_quota=3)

    assert award_contradictions(highest) == []
    assert "Giới hạn khen 3 tổ (award_quota) không đi cùng" in award_contradictions(both)[0]


# whole plan files


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_plan_file_of_the_portal_can_be_loaded(db, path):
    plan = read_plan(path)

    campaign = load_plan(plan, by=None)

    assert campaign.phases.count() == len(plan["phases"])


def refused(plan, *changes):
    """Why a plan is refused after changes, each of them (path…, value)."""
    plan = deepcopy(plan)
    for *path, last, value in changes:
        place = plan
        for part in path:
            place = place[part]
        place[last] = value
    with pytest.raises(PlanError) as error:
        load_plan(plan, by=None)
    assert not Campaign.objects.exists()
    assert not Unit.objects.exists()
    return str(error.value)


def test_a_plan_names_the_table_of_every_contradiction_at_once_and_saves_nothing(db, plan):
    words = refused(
        plan, ("criteria", "pass_mark", 110), ("venue_criteria", "pass_mark", 5), ("results", "award_quota", 2)
    )

    assert "Mục [criteria]: Mức “Đạt” cần 110 điểm nhưng các tiêu chí cộng lại chỉ có 100 điểm." in words
    assert "Mục [venue_criteria]: Mức “Đạt” cần 5 điểm nhưng các tiêu chí cộng lại chỉ có 4 điểm." in words
    assert "Mục [results] của đợt 2: Giới hạn khen 2 tổ" in words


def test_a_plan_names_all_impossible_dates_at_once(db, plan):
    words = refused(
        plan,
        ("phases", 1, "starts_on", date(2022, 8, 15)),
        ("phases", 0, "steps", 0, "opens_on", date(2022, 7, 31)),
    )

    assert "Đợt 1 (01/08/2022 – 31/08/2022) và Đợt 2 (15/08/2022 – 31/10/2022) trùng ngày nhau" in words
    assert "Đợt 1, bước 1 “Hộ tự chấm điểm” mở ngày 31/07/2022" in words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("criteria", "pass_marks", 90), "Mục [criteria] có “pass_marks” mà cổng không hiểu"),
        (("criteria", "items", 2, "step", 2), "Mục [criteria]: “items” thứ 3 có “step” mà cổng không hiểu"),
        (("results", "award_quotas", 2), "Mục [results] có “award_quotas” mà cổng không hiểu"),
        (("criteria", "levels", [{"name": "Tốt"}]), "Mục [criteria] có cả “pass_mark” lẫn “levels”"),
        (("criteria", "items", []), "Mục [criteria] thiếu “items”"),
        (("criteria", "items", 0, "points", "mười"), "Mục [criteria]: “items” thứ 1: “points” phải là một số nguyên"),
        (("criteria", "na_policy", "maybe"), "Mục [criteria], “na_policy”"),
    ],
)
def test_a_slip_of_the_pen_is_refused_where_it_stands(db, plan, change, words):
    assert words in refused(plan, change)


def test_every_key_of_a_plan_file_is_explained():
    page = (Path(__file__).parents[2] / "docs" / "criteria.md").read_text("utf-8")
    rows = [CRITERIA, SHAPE["results"], *[CRITERIA[part][0] for part in ("items", "levels?", "groups?")]]
    keys = {key.removesuffix("?") for row in rows for key in row}

    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
    assert [table for table in CRITERIA_TABLES if f"`[{table}]`" not in page] == []
