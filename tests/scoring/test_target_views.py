"""Pages of targets: what they say, what a form refuses in words, who is offered which button."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.actions.copying import shifted
from emulation.choices import CampaignStatus
from scoring.actions.copying import copy_campaign
from scoring.models import Reading, Target
from tests.schools import enter

LIST = "/phong-trao/tuoi-hong-2022/chi-tieu/"
SHARE, ANSWER, SURVEY = f"{LIST}1/so-lieu/", f"{LIST}2/so-lieu/", f"{LIST}5/so-lieu/"


def form(**more) -> dict:
    said = {"measured_on": "20/12/2022", "source": "Danh sách", "confidence": "slow", "key": uuid.uuid4()}
    return said | more


@pytest.fixture
def late(it_is):
    it_is(2025, 11, 20, 9)


# Entering


def test_a_reading_is_entered_and_waits_for_somebody_else(logged_in, deputy):
    answer = logged_in(deputy).post(SHARE, form(part="57", whole="60", comment="Công đoàn hỗ trợ"), follow=True)

    kept = Reading.objects.get()
    assert (kept.part, kept.whole, kept.measured_on, kept.is_approved) == (57, 60, date(2022, 12, 20), False)
    assert "Số liệu được tính từ lúc người khác của đơn vị duyệt." in answer.text
    assert "chờ người khác duyệt" in answer.text


def test_numbers_are_read_as_people_write_them(logged_in, deputy):
    logged_in(deputy).post(SURVEY, form(part="1.250", whole="1 260", asked="1400"))

    assert (Reading.objects.get().part, Reading.objects.get().whole, Reading.objects.get().asked) == (1250, 1260, 1400)


def test_yes_or_no_is_a_choice(logged_in, deputy):
    browser = logged_in(deputy)

    browser.post(ANSWER, form(answer="no"))
    browser.post(ANSWER, form(answer="yes", measured_on="21/12/2022"))

    assert list(Reading.objects.values_list("answer", flat=True)) == [False, True]


def test_a_second_press_enters_nothing_twice(logged_in, deputy):
    browser, said = logged_in(deputy), form(part="57", whole="60")

    answers = [browser.post(SHARE, said).status_code for _ in range(2)]

    assert (answers, Reading.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize(
    ("place", "wrong", "words"),
    [
        (SHARE, {"part": "61"}, "Số đạt (61) lớn hơn tổng số (60). Hãy xem lại hai số này."),
        (SHARE, {"part": "0", "whole": "0"}, "Tổng số bằng 0 thì không có tỷ lệ nào để tính."),
        (SHARE, {"whole": ""}, "Hãy ghi một số nguyên, ví dụ 57."),
        (SHARE, {"part": "1e9"}, "Hãy ghi một số nguyên bằng chữ số"),
        (SHARE, {"part": "nhiều"}, "Hãy ghi một số nguyên bằng chữ số"),
        (SHARE, {"part": "5,5"}, "Hãy ghi một số nguyên bằng chữ số"),
        (SHARE, {"part": "١"}, "Hãy ghi một số nguyên bằng chữ số"),
        (SHARE, {"part": "-1"}, "Số này không thể âm."),
        (SHARE, {"whole": "1000000000"}, "Số này lớn quá mức có thể có"),
        (SHARE, {"whole": "9" * 41}, "Hãy ghi một số nguyên bằng chữ số"),
        (SHARE, {"part": "5\0"}, "Hãy ghi một số nguyên bằng chữ số"),
        (SHARE, {"source": "Danh sách\0"}, "Có ký tự không đọc được. Hãy gõ lại."),
        (SHARE, {"comment": "x\0"}, "Có ký tự không đọc được. Hãy gõ lại."),
        (SHARE, {"comment": "x" * 501}, "Nhận xét dài quá 500 ký tự."),
        (SHARE, {"source": "x" * 201}, "Nguồn số liệu dài quá 200 ký tự."),
        (SHARE, {"source": ""}, "Hãy ghi nguồn số liệu"),
        (SHARE, {"confidence": "sure"}, "Hãy chọn mức tin cậy."),
        (SHARE, {"measured_on": "13/11/2022"}, "nằm ngoài thời gian của kế hoạch (14/11/2022 – 31/12/2025)"),
        (SHARE, {"measured_on": "21/11/2025"}, "chưa đến. Hãy ghi ngày đã đo, muộn nhất là hôm nay."),
        (SHARE, {"measured_on": "01/01/9999"}, "Năm 9999 không thể đúng."),
        (SHARE, {"measured_on": "hôm qua"}, "Ngày này không đọc được."),
        (SURVEY, {"asked": "59"}, "Số phiếu phát ra (59) ít hơn số phiếu trả lời (60)."),
        (ANSWER, {"answer": ""}, "Hãy chọn Có hoặc Chưa."),
        (ANSWER, {"answer": "maybe"}, "Hãy chọn Có hoặc Chưa."),
    ],
)
def test_what_cannot_be_is_said_at_the_form_and_nothing_is_kept(logged_in, deputy, late, place, wrong, words):
    answer = logged_in(deputy).post(place, form(part="57", whole="60") | wrong)

    assert answer.status_code == 200
    assert words in answer.text
    assert Reading.objects.count() == 0


def test_a_key_that_is_none_is_refused_calmly(logged_in, deputy):
    answer = logged_in(deputy).post(SHARE, form(part="57", whole="60", key="x"))

    assert (answer.status_code, Reading.objects.count()) == (200, 0)


def test_a_day_that_has_its_reading_leads_to_the_correction(logged_in, school_campaign, deputy, principal):
    enter(school_campaign, 1, date(2022, 12, 20), 56, 60, by=deputy, approved_by=principal)

    answer = logged_in(deputy).post(SHARE, form(part="57", whole="60"))

    assert "Ngày 20/12/2022 đã có số liệu đã được duyệt. Nếu số ấy sai, hãy bấm “Đính chính”" in answer.text


# Correcting and approving


def test_a_correction_starts_from_what_was_said_and_keeps_the_old_one(logged_in, school_campaign, deputy, principal):
    old = enter(school_campaign, 1, date(2022, 12, 20), 56, 60, by=deputy, approved_by=principal)
    place = f"{LIST}1/so-lieu/{old.pk}/dinh-chinh/"
    browser = logged_in(deputy)

    page = browser.get(place)
    browser.post(place, form(part="57", whole="60"))
    again = browser.post(place, form(part="58", whole="60"))

    assert page.context["form"].initial["part"] == "56"
    assert Reading.objects.get(corrects=old).part == 57
    assert "đã có người đính chính" in again.text


def test_the_principal_approves_and_the_goal_is_reached(logged_in, school_campaign, deputy, principal):
    waiting = enter(school_campaign, 1, date(2022, 12, 20), 57, 60, by=deputy)
    browser = logged_in(principal)

    before = browser.get(f"{LIST}1/").context["rows"][0].line
    browser.post(f"{LIST}1/so-lieu/{waiting.pk}/duyet/")
    after = browser.get(f"{LIST}1/").context["rows"][0].line

    assert (before.state, before.waiting, after.state, after.waiting) == ("overdue", 1, "reached", 0)


def test_what_has_been_corrected_meanwhile_is_not_approved(logged_in, school_campaign, deputy, principal):
    old = enter(school_campaign, 1, date(2022, 12, 20), 57, 60, by=deputy)
    logged_in(deputy).post(f"{LIST}1/so-lieu/{old.pk}/dinh-chinh/", form(part="56", whole="60"))

    answer = logged_in(principal).post(f"{LIST}1/so-lieu/{old.pk}/duyet/", follow=True)

    assert "đã có người đính chính" in answer.text
    assert Reading.objects.exclude(approved_at=None).count() == 0


def test_a_reading_is_found_at_its_own_target_alone(logged_in, school_campaign, deputy, principal):
    waiting = enter(school_campaign, 1, date(2022, 12, 20), 57, 60, by=deputy)

    assert logged_in(principal).post(f"{LIST}2/so-lieu/{waiting.pk}/duyet/").status_code == 404


# The list


@pytest.fixture
def numbers_shown(logged_in, school_campaign, deputy, principal):
    enter(school_campaign, 1, date(2022, 12, 20), 57, 60, by=deputy, approved_by=principal)
    enter(school_campaign, 6, date(2022, 12, 20), 840, 860, by=deputy, approved_by=principal)
    enter(school_campaign, 9, date(2022, 12, 20), 5, 10, by=deputy)
    browser = logged_in(principal)

    def shown(query):
        return [row.line.target.number for row in browser.get(f"{LIST}?{query}").context["rows"]]

    return shown


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("ngay=31/12/2022", [2, 3, 4, 5, 6, 5, 7, 8, 9, 10, 1]),
        ("ngay=01/01/2023", [2, 3, 4, 5, 6, 5, 7, 8, 9, 10, 1]),
        ("ngay=01/01/2023&tinh_trang=qua-han", [2, 3, 4, 5, 6]),
        ("ngay=01/01/2023&tinh_trang=dat", [1]),
        ("ngay=01/01/2023&tinh_trang=can-lam&moc=2025-12-31", [5, 7, 8, 9, 10]),
        ("ngay=01/01/2023&tinh_trang=cho-duyet", [9]),
        ("ngay=01/01/2023&moc=2022-12-31", [2, 3, 4, 5, 6, 1]),
        ("ngay=01/01/2023&moc=2024-12-31", [2, 3, 4, 5, 6, 5, 7, 8, 9, 10, 1]),  # no such goal: nothing is left out
    ],
)
def test_the_list_shows_what_is_asked_for_with_what_is_late_first(numbers_shown, query, numbers):
    assert numbers_shown(query) == numbers


@pytest.mark.parametrize("query", ["ngay=hom-qua", "ngay=01/01/9999", "moc=x&tinh_trang=y", "ngay=%00"])
def test_a_filter_that_cannot_be_read_breaks_nothing(logged_in, principal, query):
    assert logged_in(principal).get(f"{LIST}?{query}").status_code in (200, 400)


def test_a_target_asks_the_roles_of_who_entered_once_however_much_waits(
    logged_in, school_campaign, deputy, principal, django_assert_num_queries
):
    browser, place = logged_in(deputy), f"{LIST}1/"
    enter(school_campaign, 1, date(2022, 12, 1), 50, 60, by=principal)
    browser.get(place)
    with CaptureQueriesContext(connection) as one:
        browser.get(place)
    for day in range(2, 9):
        enter(school_campaign, 1, date(2022, 12, day), 50, 60, by=principal)

    with django_assert_num_queries(len(one)):
        assert browser.get(place).text.count("Trả lại</a>") == 8


def test_a_list_costs_the_same_with_many_readings(
    logged_in, school_campaign, deputy, principal, django_assert_max_num_queries
):
    browser = logged_in(principal)
    for day in range(1, 21):
        enter(school_campaign, 1, date(2022, 12, day), 40 + day, 60, by=deputy, approved_by=principal)

    with django_assert_max_num_queries(23):
        browser.get(LIST)
    with django_assert_max_num_queries(26):
        browser.get(f"{LIST}1/")


def test_the_drawing_and_the_table_say_the_same_numbers(logged_in, school_campaign, deputy, principal):
    for day, part in ((1, 50), (10, 54), (20, 57)):
        enter(school_campaign, 1, date(2022, 12, day), part, 60, by=deputy, approved_by=principal)
    enter(school_campaign, 1, date(2022, 12, 25), 59, 60, by=deputy)

    context = logged_in(principal).get(f"{LIST}1/").context

    assert [point.label for point in context["chart"].points] == ["83,3 %", "90,0 %", "95,0 %"]
    assert [row["says"] for row in context["readings"] if row["counts"]] == [
        "57/60 người (95,0\u00a0%)",
        "54/60 người (90,0\u00a0%)",
        "50/60 người (83,3\u00a0%)",
    ]
    assert context["chart"].aims == "95 % đến 31/12/2022"


@pytest.mark.parametrize(("kind", "numbers"), [("count", [{"value": 3}, {"value": 9}]), ("yes_no", [{"answer": True}])])
def test_other_kinds_are_drawn_where_there_is_a_line_to_draw(
    logged_in, school_campaign, deputy, principal, kind, numbers
):
    target = Target.objects.create(
        campaign=school_campaign, number=11, label="Lớp", text="Lớp", kind=kind, measure="lớp"
    )
    target.goals.create(due_on=date(2023, 12, 31), value=12 if kind == "count" else None)
    for day, said in enumerate(numbers, start=1):
        enter(school_campaign, 11, date(2022, 12, day), by=deputy, approved_by=principal, **said)

    page = logged_in(principal).get(f"{LIST}11/")

    assert (page.context["chart"] is not None) == (kind == "count")
    assert page.status_code == 200


def test_a_plan_that_is_still_written_stands_last_and_is_marked(logged_in, school_campaign, principal):
    values = {
        "code": "tuoi-hong-2021",
        "status": CampaignStatus.LAUNCHED,
        "number": "01/KH",
        "issued_on": date(2021, 1, 5),
    }
    copy = shifted(school_campaign, -1)
    launched = copy_campaign(school_campaign, replace(copy, values=copy.values | values), by=None)
    Target.objects.filter(campaign=launched).exclude(number=1).delete()

    page = logged_in(principal).get("/chi-tieu/")

    assert [(row.campaign.code, row.late) for row in page.context["groups"][0][1]] == [
        ("tuoi-hong-2021", 1), ("tuoi-hong-2022", 11),
    ]  # fmt: skip
    assert page.text.count("đang soạn, chưa phát động") == 1
