"""What a plan lacks before its launch, as a table of one flaw each."""

from dataclasses import replace
from datetime import date

import pytest

from emulation.rules.launching import (
    ChapterFacts,
    NeighbourhoodFacts,
    PhaseFacts,
    PlanFacts,
    StepFacts,
    past_years,
    plan_findings,
)

STEP = StepFacts("Hộ tự chấm điểm", "từ 31/8 đến 4/9/2022", date(2022, 9, 1), date(2022, 9, 4))
EARLY = replace(STEP, opens_on=None, last_day=date(2022, 8, 9))
FIRST = PhaseFacts(1, "Đợt 1", date(2022, 8, 1), date(2022, 8, 31), (STEP,))
SECOND = PhaseFacts(2, "Đợt 2", date(2022, 9, 1), date(2022, 10, 31), (STEP,))
SOUND = PlanFacts(
    number="86/KHPH-UBND",
    issued_on=date(2022, 7, 30),
    year=2022,
    reference_date=date(2022, 8, 31),
    issuers=2,
    bases=(("Căn cứ Kế hoạch số 126/KH-UBND", None),),
    chapters=(ChapterFacts("muc-dich", "Mục đích", "Tạo động lực đến hết năm 2022"),),
    phases=(FIRST, SECOND),
    neighbourhoods=(NeighbourhoodFacts("Tổ dân phố số 8", 97, True),),
    pledges=22,
)


def test_a_sound_plan_lacks_nothing():
    assert plan_findings(SOUND) == []


@pytest.mark.parametrize(
    ("flaw", "where", "words"),
    [
        ({"number": ""}, "thong-tin", "chưa có số"),
        ({"issued_on": None}, "thong-tin", "chưa có ngày ban hành"),
        ({"issuers": 0}, "can-cu", "cơ quan ban hành"),
        ({"phases": ()}, "thoi-gian", "Chưa có đợt nào"),
        ({"phases": (FIRST, replace(SECOND, starts_on=date(2022, 8, 31)))}, "thoi-gian", "trùng ngày nhau"),
        ({"phases": (replace(FIRST, ends_on=date(2022, 7, 31)), SECOND)}, "thoi-gian", "trước ngày bắt đầu"),
        ({"phases": (FIRST, replace(SECOND, number=0))}, "thoi-gian", "mang số sau nhưng diễn ra trước"),
        ({"year": 2023, "phases": (FIRST,)}, "thoi-gian", "bắt đầu trước năm 2023"),
        (
            {"phases": (FIRST, replace(SECOND, steps=(replace(STEP, opens_on=None, last_day=date(2022, 8, 9)),)))},
            "thoi-gian",
            "đóng",
        ),
        ({"neighbourhoods": ()}, "phan-cong", "chưa có tổ dân phố nào"),
        ({"neighbourhoods": (NeighbourhoodFacts("Tổ 8", 0, True),)}, "danh-ba", "chưa có hộ gia đình nào"),
    ],
)
def test_what_blocks_the_launch(flaw, where, words):
    (finding,) = [one for one in plan_findings(replace(SOUND, **flaw)) if one.blocks]

    assert finding.page == where
    assert words in finding.sentence


@pytest.mark.parametrize(
    ("flaw", "where", "words"),
    [
        ({"issued_on": date(2022, 8, 6)}, "thong-tin", "sau ngày đợt đầu bắt đầu"),
        ({"reference_date": date(2021, 8, 31)}, "thong-tin", "không cùng năm"),
        ({"year": 2021}, "thong-tin", "ghi năm 2021"),
        ({"bases": ()}, "can-cu", "Chưa có căn cứ"),
        ({"bases": (("Căn cứ Luật cũ", date(2022, 6, 30)),)}, "can-cu", "hết hiệu lực ngày 30/06/2022"),
        ({"chapters": (ChapterFacts("yeu-cau", "Yêu cầu", " "),)}, "yeu-cau", "chưa có nội dung"),
        ({"chapters": (ChapterFacts("yeu-cau", "Yêu cầu", "năm 2021"),)}, "yeu-cau", "còn nhắc năm 2021"),
        ({"phases": (FIRST, replace(SECOND, steps=()))}, "thoi-gian", "chưa có bước nào"),
        (
            {"phases": (FIRST, replace(SECOND, steps=(replace(STEP, opens_on=None, last_day=None),)))},
            "thoi-gian",
            "chưa định ngày",
        ),
        ({"phases": (FIRST, replace(SECOND, steps=(replace(STEP, note="4/9/2021"),)))}, "thoi-gian", "nhắc năm 2021"),
        ({"neighbourhoods": (*SOUND.neighbourhoods, NeighbourhoodFacts("Tổ 1", 0, True))}, "danh-ba", "Tổ 1"),
        ({"neighbourhoods": (NeighbourhoodFacts("Tổ 8", 9, False),)}, "phan-cong", "cán bộ phụ trách: Tổ 8"),
        ({"pledges": 0}, "cam-ket", "chưa có ai"),
    ],
)
def test_what_is_worth_a_look(flaw, where, words):
    (finding,) = plan_findings(replace(SOUND, **flaw))

    assert (finding.page, finding.blocks) == (where, False)
    assert words in finding.sentence


def test_neighbouring_phases_may_not_share_a_day_but_follow_at_once():
    assert not [one for one in plan_findings(replace(SOUND, phases=(SECOND, FIRST))) if one.blocks]


@pytest.mark.parametrize(
    ("text", "past"),
    [("giai đoạn 2022-2025", ""), ("năm 2021, năm 2020, năm 2021", "2020, 2021"), ("số 120221", ""), ("", "")],
)
def test_years_gone_by(text, past):
    assert past_years(text, 2022) == past
