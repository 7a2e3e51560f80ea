"""Dates of a plan: what real plans do is allowed, what cannot be is refused with both places named."""

from datetime import date

import pytest

from emulation.rules import plan_dates
from emulation.rules.plan_dates import PhaseDates, StepDates

ISSUED = date(2022, 8, 6)
AUGUST = PhaseDates(1, date(2022, 8, 1), date(2022, 8, 31))
AUTUMN = PhaseDates(2, date(2022, 9, 1), date(2022, 10, 31))


def august(*steps):
    return PhaseDates(1, AUGUST.starts_on, AUGUST.ends_on, steps)


def test_the_real_plan_began_before_it_was_issued_and_is_scored_after_its_phase():
    collected = StepDates("Tổ chấm", date(2022, 9, 4), date(2022, 9, 7))

    assert plan_dates.contradictions(2022, ISSUED, [august(collected), AUTUMN]) == []


def test_a_school_runs_a_campaign_over_several_years():
    phases = [
        PhaseDates(1, date(2022, 9, 1), date(2023, 11, 25)),
        PhaseDates(2, date(2023, 11, 26), date(2025, 12, 31)),
    ]

    assert plan_dates.contradictions(2022, date(2022, 9, 1), phases) == []


@pytest.mark.parametrize(
    ("phases", "sentence"),
    [
        (
            [AUGUST, PhaseDates(2, date(2022, 8, 31), date(2022, 10, 31))],
            "Đợt 1 (01/08/2022 – 31/08/2022) và Đợt 2 (31/08/2022 – 31/10/2022) trùng ngày nhau: "
            "mỗi ngày chỉ thuộc một đợt.",
        ),
        (
            [PhaseDates(2, AUGUST.starts_on, AUGUST.ends_on), PhaseDates(1, AUTUMN.starts_on, AUTUMN.ends_on)],
            "Đợt 2 (01/08/2022 – 31/08/2022) mang số sau nhưng diễn ra trước Đợt 1 (01/09/2022 – 31/10/2022).",
        ),
        (
            [PhaseDates(1, date(2022, 8, 31), date(2022, 8, 1))],
            "Đợt 1: ngày kết thúc 01/08/2022 trước ngày bắt đầu 31/08/2022.",
        ),
        (
            [PhaseDates(1, date(2021, 8, 1), date(2022, 8, 31))],
            "Đợt 1 (01/08/2021 – 31/08/2022) bắt đầu trước năm 2022 của phong trào.",
        ),
        (
            [PhaseDates(1, date(2022, 7, 1), date(2022, 8, 5))],
            "Đợt 1 (01/07/2022 – 05/08/2022) đã kết thúc trước ngày ban hành kế hoạch 06/08/2022.",
        ),
        (
            [august(StepDates("Hộ tự chấm", date(2022, 7, 31), date(2022, 9, 4)))],
            "Đợt 1, bước 1 “Hộ tự chấm” mở ngày 31/07/2022, trước ngày bắt đầu đợt 01/08/2022.",
        ),
        (
            [august(StepDates("Nộp hồ sơ", None, date(2022, 7, 9)))],
            "Đợt 1, bước 1 “Nộp hồ sơ” đóng ngày 09/07/2022, trước ngày bắt đầu đợt 01/08/2022.",
        ),
        (
            [august(StepDates("Xét"), StepDates("Tổ chấm", date(2022, 9, 7), date(2022, 9, 4)))],
            "Đợt 1, bước 2 “Tổ chấm” đóng ngày 04/09/2022, trước ngày mở 07/09/2022.",
        ),
    ],
)
def test_dates_that_cannot_stand_together_are_refused_in_one_sentence(phases, sentence):
    assert plan_dates.contradictions(2022, ISSUED, phases) == [sentence]
