"""Reports in a plan file: to whom and by when; a slip in them is told by its place, and nothing is kept."""

import copy
from dataclasses import replace
from datetime import date

import pytest

from emulation.actions.copying import shifted
from emulation.models import Campaign
from emulation.plans import PlanError
from rewards.models import Addressee, ReportDue
from scoring.actions.copying import copy_campaign
from scoring.actions.plans import load_plan


def test_the_school_reports_twice_and_to_others_since_the_district_is_gone(school_campaign):
    dues = ReportDue.objects.values_list("number", "kind", "last_day", "cut_off")
    on = {day: [str(one) for one in Addressee.objects.valid_on(day)] for day in (date(2025, 6, 30), date(2025, 7, 1))}

    assert list(dues) == [
        (1, "interim", date(2023, 11, 24), date(2023, 11, 15)),
        (2, "final", date(2025, 11, 24), date(2025, 11, 15)),
    ]
    assert on == {
        date(2025, 6, 30): [
            "Ủy ban nhân dân Quận 1 (qua bộ phận Thi đua – Khen thưởng, Phòng Nội vụ)",
            "Phòng Giáo dục và Đào tạo Quận 1 (qua bộ phận thi đua, khen thưởng)",
        ],
        date(2025, 7, 1): ["Ủy ban nhân dân phường Bến Nghé (qua Phòng Văn hóa – Xã hội)"],
    }


def test_without_a_cut_off_the_numbers_count_to_the_last_day(db, school_plan):
    plan = copy.deepcopy(school_plan)
    del plan["reports"][0]["cut_off"]

    load_plan(plan, by=None)

    assert ReportDue.objects.get(number=1).cut_off == date(2023, 11, 24)


@pytest.mark.parametrize(
    ("table", "changes", "words"),
    [
        ("reports", {"cut_off": date(2023, 11, 25)}, "Mục [reports] thứ 1: Ngày tính số liệu sau hạn gửi"),
        ("reports", {"kind": "monthly"}, "Mục [reports] thứ 1, “kind”:"),
        ("reports", {"last_day": "24/11/2023"}, "Mục [reports] thứ 1: “last_day” phải là một ngày"),
        ("reports", {"to": "Quận 1"}, "có “to” mà cổng không hiểu"),
        ("addressees", {"starts_on": date(2025, 7, 1)}, "Mục [addressees] thứ 1: Nơi nhận kết thúc trước ngày bắt đầu"),
    ],
)
def test_a_slip_is_told_by_its_place(db, school_plan, table, changes, words):
    plan = copy.deepcopy(school_plan)
    plan[table][0] |= changes

    with pytest.raises(PlanError) as refused:
        load_plan(plan, by=None)

    assert words in str(refused.value)
    assert Campaign.objects.count() == ReportDue.objects.count() == 0


def test_a_report_that_would_go_to_nobody_is_refused(db, school_plan):
    plan = copy.deepcopy(school_plan)
    del plan["addressees"][2]

    with pytest.raises(PlanError, match="thứ 2: ngày 24/11/2025 không có nơi nhận nào còn hiệu lực"):
        load_plan(plan, by=None)


def copied(campaign, years: int):
    copy = shifted(campaign, years)
    values = copy.values | {"code": f"tuoi-hong-{2022 + years}", "number": "", "issued_on": None}
    return copy_campaign(campaign, replace(copy, values=values), by=None)


def test_a_copied_plan_asks_for_the_same_reports_as_many_years_later(school_campaign):
    made = copied(school_campaign, 1)

    assert list(ReportDue.objects.filter(campaign=made).values_list("number", "name", "last_day", "cut_off")) == [
        (1, "Báo cáo sơ kết", date(2024, 11, 24), date(2024, 11, 15)),
        (2, "Báo cáo tổng kết", date(2026, 11, 24), date(2026, 11, 15)),
    ]


@pytest.mark.parametrize(
    ("years", "names"), [(1, ["Ủy ban nhân dân Quận 1", "Phòng Giáo dục và Đào tạo Quận 1"]), (4, [])]
)
def test_offices_keep_their_days_in_a_copy_and_those_that_are_gone_are_left_out(school_campaign, years, names):
    made = copied(school_campaign, years)

    kept = Addressee.objects.filter(campaign=made).values_list("name", "starts_on", "ends_on")
    assert list(kept) == [(name, None, date(2025, 6, 30)) for name in names] + [
        ("Ủy ban nhân dân phường Bến Nghé", date(2025, 7, 1), None)
    ]
