"""The school's plan from 2022 to 2025 with two cut-offs; every state below was worked out by hand from the readings."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from scoring.actions.practice_school import make_practice_school
from scoring.models import Reading, Target
from scoring.queries.staff_items import ledger_of
from scoring.queries.targets import campaigns_side_by_side, most_urgent_first, target_lines
from scoring.words.targets import forecast_words, next_words, target_row
from tests.schools import enter


@pytest.fixture
def practice(db):
    return make_practice_school()[0]


def told(*options) -> dict:
    out = StringIO()
    call_command("targets", "--campaign", "tuoi-hong-2022", *options, stdout=out)
    return json.loads(out.getvalue())


def states(day: str) -> list[tuple]:
    return [
        (t["number"], t["deadline"][:4], t["state"], t["judged_on"]) for t in told("--on", day, "--json")["targets"]
    ]


def test_the_smartphones_are_counted_from_the_staff_grid(practice):
    book, readings = ledger_of(practice), Reading.objects.filter(target__campaign=practice, target__number=1)
    days = [date(2022, 11, 14), date(2022, 11, 20), date(2022, 12, 20), date(2023, 9, 15)]

    figures = [book.figure(book.items[0], day) for day in days]

    assert [(one.part, one.whole) for one in figures] == [(0, 60), (52, 60), (57, 60), (58, 62)]
    assert [len(one.exempt) for one in figures] == [1, 1, 1, 0]
    assert [(one.part, one.whole, one.is_counted) for one in readings] == [
        (52, 60, True), (57, 60, True), (58, 62, True),
    ]  # fmt: skip
    assert len(set(book.names.values())) == 66


def test_at_the_end_of_2022(practice):
    assert states("2022-12-31") == [
        (1, "2022", "reached", "2022-12-20"),  # 57 of 60 is 95 %
        (2, "2022", "reached", "2022-11-18"),
        (3, "2022", "not_yet", "2022-12-15"),  # 9 of 12; the last day is not over
        (4, "2022", "reached", "2022-12-05"),
        (5, "2022", "reached", "2022-12-10"),  # 297 of 300 is 99 %
        (5, "2025", "reached", "2022-12-10"),
        (6, "2022", "not_yet", "2022-12-20"),  # 840 of 860
        (7, "2025", "no_reading", None),
        (8, "2025", "no_reading", None),
        (9, "2025", "no_reading", None),
        (10, "2025", "no_reading", None),
    ]


def test_at_the_report_of_2023(practice):
    assert states("24/11/2023") == [
        (1, "2022", "reached", "2022-12-20"),  # 58 of 62 in September does not undo what was reached in time
        (2, "2022", "reached", "2022-11-18"),
        (3, "2022", "reached_late", "2023-03-10"),
        (4, "2022", "reached", "2022-12-05"),
        (5, "2022", "reached", "2022-12-10"),
        (5, "2025", "reached_old", "2022-12-10"),  # 349 days old
        (6, "2022", "overdue", "2023-06-30"),  # 1290 of 1300
        (7, "2025", "no_reading", None),
        (8, "2025", "no_reading", None),
        (9, "2025", "not_yet", "2023-11-01"),  # 180 of 420
        (10, "2025", "no_reading", None),
    ]


def test_after_the_end_of_2025(practice):
    assert states("2026-01-01") == [
        (1, "2022", "reached", "2022-12-20"),
        (2, "2022", "reached", "2022-11-18"),
        (3, "2022", "reached_late", "2023-03-10"),
        (4, "2022", "reached", "2022-12-05"),
        (5, "2022", "reached", "2022-12-10"),
        (5, "2025", "overdue", "2025-05-20"),  # 290 of 294; the survey of November waits for approval
        (6, "2022", "overdue", "2023-06-30"),
        (7, "2025", "overdue", "2025-06-15"),  # 7 of 8
        (8, "2025", "overdue", "2025-06-01"),  # 150 of 400
        (9, "2025", "reached", "2024-11-01"),  # 230 of 430 is 53,5 %
        (10, "2025", "overdue", None),
    ]


def test_one_line_tells_everything_a_program_needs(practice):
    lines = {(t["number"], t["deadline"]): t for t in told("--on", "2026-01-01", "--json")["targets"]}

    assert lines[5, "2025-12-31"] == {
        "number": 5,
        "label": "CMHS hài lòng",
        "text": "Tối thiểu 99% CMHS hài lòng về việc giải quyết thủ tục hành chính.",
        "clause": "III.7, đến cuối năm 2022 và đến cuối năm 2025",
        "kind": "survey",
        "direction": "at_least",
        "measure": "phiếu hài lòng",
        "deadline": "2025-12-31",
        "goal": 99,
        "last_reading": {
            "measured_on": "2025-05-20",
            "part": 290,
            "whole": 294,
            "share": "98,6",
            "asked": 310,
            "value": None,
            "answer": None,
            "confidence": "at_risk",
            "source": "Khảo sát CMHS của trường",
        },
        "state": "overdue",
        "judged_on": "2025-05-20",
        "days_left": -1,
        "missing": 2,
        "waiting": 1,
    }


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--campaign", "khong-co"], "Không có phong trào “khong-co”.*tuoi-hong-2022"),
        (["--campaign", "tuoi-hong-2022", "--on", "31.12.2022"], "Không đọc được ngày"),
    ],
)
def test_a_wrong_word_is_answered_with_what_would_be_right(practice, options, words):
    with pytest.raises(CommandError, match=words):
        call_command("targets", *options)


def test_for_people_it_prints_a_line_for_each(practice):
    out = StringIO()
    call_command("targets", "--campaign", "tuoi-hong-2022", "--on", "2022-12-31", stdout=out)

    assert out.getvalue().splitlines()[0] == (
        "1. Điện thoại thông minh – 95 % trở lên đến 31/12/2022: Đạt, 57/60 người (95,0\u00a0%), đến hạn trong ngày"
    )
    assert len(out.getvalue().splitlines()) == 11


# What the pages say of it


def line_of(number, day, last=False):
    lines = target_lines(Target.objects.filter(number=number), day)
    return lines[-1 if last else 0]


@pytest.mark.parametrize(
    ("number", "day", "words"),
    [
        (1, date(2022, 12, 1), "Còn thiếu 5 người để đạt 95 %."),
        (6, date(2022, 12, 31), "Còn thiếu 20 hồ sơ để đạt 100 %."),
        (6, date(2023, 1, 1), "Còn thiếu 20 hồ sơ để đạt 100 %. Nêu lý do trong báo cáo."),
        (10, date(2025, 12, 1), "Đo rồi nhập số liệu đầu tiên."),
        (10, date(2026, 1, 1), "Quá hạn mà chưa có số liệu: đo và nhập, nêu lý do trong báo cáo."),
        (3, date(2023, 4, 1), "Đạt sau hạn: nêu lý do trong báo cáo."),
        (2, date(2022, 12, 1), ""),
    ],
)
def test_every_goal_says_what_to_do_next(practice, number, day, words):
    assert next_words(line_of(number, day)) == words


def test_a_forecast_says_what_it_rests_on(practice):
    line = line_of(8, date(2025, 7, 1))
    readings = list(line.target.readings.all())

    assert forecast_words(line.goal, line, readings) == (
        "Từ 01/06/2024 (30,0 %) đến 01/06/2025 (37,5 %); nếu giữ nhịp đều như vậy, đến hạn 31/12/2025 được khoảng "
        "41,9 %: kịp hạn."
    )
    assert forecast_words(line.goal, line, readings[:1]).startswith("Chưa đủ số liệu để dự báo")


def test_what_is_late_comes_first(practice):
    lines = most_urgent_first(target_lines(Target.objects.all(), date(2023, 11, 24)))

    assert [line.target.number for line in lines] == [6, 7, 8, 9, 10, 5, 1, 2, 3, 4, 5]


def test_schools_stand_side_by_side(practice):
    row = campaigns_side_by_side(Target.objects.all(), date(2026, 1, 1))[0]

    assert (row.goals, row.late, row.open, row.reached, row.waiting) == (11, 5, 0, 6, 1)


def test_lines_cost_the_same_for_few_readings_and_many(school_campaign, deputy, principal, django_assert_num_queries):
    enter(school_campaign, 1, date(2022, 12, 1), 50, 60, by=deputy)
    for day in range(2, 12):
        enter(school_campaign, 1, date(2022, 12, day), 50, 60, by=deputy, approved_by=principal)

    with django_assert_num_queries(4):
        rows = [
            target_row(line, date(2022, 11, 14), date(2023, 1, 1))
            for line in target_lines(Target.objects, date(2023, 1, 1))
        ]

    assert len(rows) == 11
