"""What a report says of odd results, how its chart is drawn, how a letter writes its issuers, lists and dates."""

from dataclasses import replace
from datetime import date

import pytest

from rewards.documents import report_words as words
from rewards.documents.chart import Mark, Share, bar_charts, legend
from rewards.documents.letter import agency_lines, balanced, closed_lines, in_sentence, short_date
from rewards.documents.report_facts import CriterionLine, SecondFacts
from scoring.rules import Disagreement
from tests.rewards.reported import FACTS, FRONT, NBSP, RULES, WARD, facts_of

# What is said of odd results


def spoken(text: str) -> str:
    return text.replace(NBSP, " ")


COUNCIL = "; đủ điều kiện xét khen thưởng, hội đồng xem xét, quyết định việc đề nghị."


@pytest.mark.parametrize(
    ("rows", "only_highest", "said"),
    [
        (
            [("1", 100, 100, 100, 90), ("8", 100, 100, 100, 95)],
            True,
            "Tổ dân phố số 8 có tỷ lệ hộ đạt “Gia đình công dân số” cao nhất (95,0 %) và đạt từ 85 % trở lên" + COUNCIL,
        ),
        (
            [("1", 20, 20, 20, 17), ("2", 5, 5, 5, 0), ("8", 40, 40, 40, 34)],
            True,
            "Có 02 tổ dân phố cùng có tỷ lệ hộ đạt cao nhất (85,0 %) và đạt từ 85 % trở lên: Tổ dân phố số 1 và 8"
            + COUNCIL,
        ),
        (
            [("1", 100, 100, 100, 90), ("8", 100, 100, 100, 95)],
            False,
            "Có 02 tổ dân phố có tỷ lệ hộ đạt từ 85 % trở lên: Tổ dân phố số 8 và 1" + COUNCIL,
        ),
        (
            [("1", 100, 100, 100, 80), ("8", 100, 100, 100, 83)],
            True,
            "Chưa có tổ dân phố nào đạt mức xét khen thưởng (từ 85 % trở lên). "
            "Tỷ lệ cao nhất là 83,0 % (Tổ dân phố số 8), còn thiếu 02 hộ.",
        ),
        ([("1", 0, 0, 0, 0)], True, "Chưa có tổ dân phố nào đạt mức xét khen thưởng (từ 85 % trở lên)."),
    ],
)
def test_all_that_could_be_awarded_are_named_and_nobody_decides(rows, only_highest, said):
    facts = facts_of(*rows, rules=replace(RULES, award_only_highest=only_highest))

    assert spoken(words.award_words(facts)) == said


def test_shortcomings_are_those_the_counts_show():
    assert [spoken(line) for line in words.shortcoming_words(FACTS)] == [
        "01/03 tổ dân phố có tỷ lệ hộ đạt dưới 85 %: Tổ dân phố số 1.",
        "Còn 15 hộ chưa nộp phiếu chấm điểm ở 02 tổ dân phố, nhiều nhất là Tổ dân phố số 1 (10 hộ).",
    ]
    assert words.shortcoming_words(facts_of(("1", 10, 10, 10, 10), ("2", 10, 10, 10, 9))) == []


def test_a_single_missing_sheet_is_said_in_the_singular():
    facts = facts_of(("1", 10, 10, 9, 9), ("2", 10, 10, 10, 9))

    assert words.shortcoming_words(facts) == ["Còn 01 hộ chưa nộp phiếu chấm điểm, thuộc Tổ dân phố số 1."]


def test_strengths_name_no_neighbourhood_when_all_have_them():
    facts = facts_of(("1", 10, 10, 10, 9), ("2", 10, 10, 10, 9))

    assert [spoken(line) for line in words.strength_words(facts)] == [
        "Tất cả 02 tổ dân phố có tỷ lệ hộ đạt từ 85 % trở lên.",
        "Tất cả 02 tổ dân phố đã thu đủ phiếu của các hộ.",
    ]


def test_the_three_weakest_criteria_are_named_and_all_that_print_the_same_share():
    met = [4469, 4282, 4309, 4306, 4307]
    lines = [CriterionLine(number, f"t{number}", passing, 4511) for number, passing in enumerate(met, start=1)]

    said = spoken(words.weakest_words(lines))

    named = "tiêu chí 2 (t2, 94,9 %), tiêu chí 4 (t4, 95,5 %), tiêu chí 5 (t5, 95,5 %) và tiêu chí 3 (t3, 95,5 %)"
    assert said == f"Tỷ lệ đạt thấp nhất là ở {named}."


def test_criteria_that_all_meet_have_no_weakest():
    said = words.weakest_words([CriterionLine(1, "Internet", 10, 10)])

    assert said == "Mọi tiêu chí đều được tất cả những người đã chấm điểm đạt."


# The chart


def test_a_share_exactly_at_a_mark_ends_on_its_line_and_counts_as_reached():
    (chart,) = bar_charts([Share("a", 85, 100), Share("b", 899, 1000), Share("c", 0, 0)], RULES.marks)

    assert chart.bars[0].width == pytest.approx(chart.lines[0].x - chart.left, abs=0.02)
    assert [bar.tone for bar in chart.bars] == ["middle", "middle", "low"]
    assert [bar.value for bar in chart.bars] == [f"85,0{NBSP}%", f"89,9{NBSP}%", "–"]


def test_one_mark_for_award_and_title_is_drawn_once():
    marks = replace(RULES, award_percent=90).marks

    (chart,) = bar_charts([Share("a", 9, 10)], marks)

    assert marks == [Mark(90, "xét khen thưởng, công nhận danh hiệu")]
    assert [line.words for line in chart.lines] == [f"90{NBSP}%"]
    assert [meaning for _, meaning in legend(marks)] == [f"từ 90{NBSP}% trở lên", f"dưới 90{NBSP}%"]


def test_more_bars_than_a_page_holds_make_several_pictures_of_one_scale():
    charts = bar_charts([Share(f"Tổ {number}", number, 100) for number in range(70)], RULES.marks)

    assert [len(chart.bars) for chart in charts] == [32, 32, 6]
    assert {(chart.left, chart.right) for chart in charts} == {(charts[0].left, charts[0].right)}


# The letter around it


@pytest.mark.parametrize(
    ("agencies", "lines"),
    [
        ([WARD.agency], ["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỒNG TÂM"]),
        ([WARD.agency, FRONT.agency], ["ỦY BAN NHÂN DÂN -", "ỦY BAN MẶT TRẬN TỔ QUỐC", "PHƯỜNG ĐỒNG TÂM"]),
        (["TRƯỜNG MẦM NON TUỔI HỒNG"], ["TRƯỜNG MẦM NON TUỔI HỒNG"]),
        (["UBND XÃ A", "UBND XÃ B"], ["UBND", "XÃ A", "UBND", "XÃ B"]),
    ],
)
def test_issuers_head_the_paper_with_a_shared_place_once(agencies, lines):
    assert agency_lines(agencies) == lines


@pytest.mark.parametrize(
    ("agency", "words"),
    [
        (WARD.agency, "Ủy ban nhân dân phường Đồng Tâm"),
        (FRONT.agency, "Ủy ban Mặt trận Tổ quốc phường Đồng Tâm"),
        ("ỦY BAN NHÂN DÂN XÃ YÊN BÌNH", "Ủy ban nhân dân xã Yên Bình"),
        ("Trường Mầm non Tuổi Hồng", "Trường Mầm non Tuổi Hồng"),
    ],
)
def test_an_office_in_capitals_is_written_out_in_a_sentence(agency, words):
    assert in_sentence(agency) == words


def test_lists_end_with_semicolons_and_one_full_stop():
    assert closed_lines(["một;", "hai.", "ba"]) == ["một;", "hai;", "ba."]
    assert closed_lines([]) == []


def test_a_long_subject_breaks_into_lines_of_like_length():
    assert balanced("một hai ba bốn năm sáu", 16) == ["một hai ba", "bốn năm sáu"]
    assert balanced("một hai", 16) == ["một hai"]


def test_short_dates_take_a_zero_before_months_1_and_2_only():
    assert [short_date(date(2022, month, 6)) for month in (2, 9, 11)] == ["06/02/2022", "06/9/2022", "06/11/2022"]


# Keying twice


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (SecondFacts(Disagreement()), []),
        (
            SecondFacts(Disagreement(12, 1080, 3)),
            ["Nhập lần hai để đối chiếu: 12 phiếu; hai lần nhập lệch nhau 3/1.080 ô (0,28 %)"],
        ),
        (
            SecondFacts(Disagreement(2, 80, 0, same_person=1)),
            [
                "Nhập lần hai để đối chiếu: 02 phiếu; hai lần nhập lệch nhau 0/80 ô (0,00 %)",
                "Trong số đó, 01 phiếu do chính người nhập lần một nhập lại",
            ],
        ),
        (
            SecondFacts(Disagreement(12, 1080, 3, same_person=12), 24),
            [
                "Nhập lần hai để đối chiếu: 12 phiếu; hai lần nhập lệch nhau 3/1.080 ô (0,28 %)",
                "Do chỉ có một người nhập liệu, chính người nhập lần một được nhập lại và đối chiếu sau 24 giờ; "
                "đã nhập như vậy 12 phiếu",
            ],
        ),
    ],
)
def test_a_report_tells_of_the_second_entry_and_of_one_person_doing_both(second, said):
    lines = words.counting_words(facts_of(("1", 100, 100, 100, 90), second=second))

    assert lines[6:] == said
    assert len(lines) == 6 + len(said)
