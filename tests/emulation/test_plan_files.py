"""A plan file from anybody: every flaw is one sentence that names its place, and nothing else can be smuggled in."""

import copy
from datetime import date

import pytest

from emulation.models import Campaign, Unit
from emulation.plans import PlanError, check_plan, parse_plan
from scoring.actions.plans import load_plan


def changed(plan, *path, value):
    """The plan with one value replaced: changed(plan, "campaign", "year", value="x")."""
    plan = copy.deepcopy(plan)
    place = plan
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return plan


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"[campaign", b"a = " + b"[" * 5000, b"a = " + b"9" * 5000, "[đ]".encode("utf-16")]
)
def test_what_is_no_toml_is_one_sentence(content):
    with pytest.raises(PlanError, match="không đúng dạng TOML"):
        parse_plan(content, "ke-hoach.toml")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("campaign",), [{}], r"\[campaign\] phải là một bảng"),
        (("issuers",), {"agency": "UBND"}, r"\[issuers\] phải là một danh sách"),
        (("issuers",), ["UBND"], "phải là một bảng"),
        (("campaign", "issued_on"), "06/8/2022", "“issued_on” phải là một ngày"),
        (("campaign", "year"), True, "“year” phải là một số nguyên"),
        (("neighbourhoods", "labels"), [1, 2], "“labels” thứ 1 phải là một đoạn chữ"),
        (("phases", 0, "steps"), [{"kind": "review"}], "“steps” thiếu “name”"),
        (("phases", 0, "steps"), [{"kind": "review", "name": "Xét", "last_day": "8/9"}], "“last_day” phải là một ngày"),
        (("commitments",), {"organisations": [{"organisation": "Hội"}]}, "“organisations” thiếu “representative”"),
    ],
)
def test_a_flaw_of_form_names_its_place(plan, path, value, words):
    with pytest.raises(PlanError, match=words):
        check_plan(changed(plan, *path, value=value))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("campaign", "status"), "launched", "“status” mà cổng không hiểu"),
        (("campaign", "id"), 1, "“id” mà cổng không hiểu"),
        (("issuers", 0, "campaign_id"), 1, "“campaign_id” mà cổng không hiểu"),
        (("criteria", "items", 0, "nothing"), 1, r"\[criteria\]: “items” thứ 1 có “nothing”"),
        (("criteria", "items"), ["một"], "“items” phải là một bảng"),
        (("units", 1, "code"), "yen-bai/van-phong", "không thuộc dong-tam"),
        (("phases", 1, "kind"), "weekly", "phases.* số 2, “kind”"),
        (("phases", 1, "ends_on"), date(2021, 1, 1), "trước ngày bắt đầu 01/09/2022"),
    ],
)
def test_a_refused_value_names_its_place_and_nothing_is_saved(plan, path, value, words):
    with pytest.raises(PlanError, match=words):
        load_plan(changed(plan, *path, value=value), by=None)

    assert (Campaign.objects.count(), Unit.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_label_pattern_reads_nothing_but_the_label(plan):
    load_plan(changed(plan, "neighbourhoods", "name", value="Tổ {label} {label.__class__} {0:9999999}"), by=None)

    assert Unit.objects.neighbourhoods().first().name == "Tổ 1 {label.__class__} {0:9999999}"
