"""What stands around the grid: the pace of today, who else is here, one person's rows in one person's name."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from emulation.models import Household
from scoring.actions.open_sheets import stay_at_sheet
from scoring.actions.paper_sheets import issue_sheets
from scoring.actions.sheets import Entry, finish_sheet, record_scores
from scoring.models import MemberScore, OpenSheet, PaperSheet
from scoring.queries.open_sheets import finished_today, others_at_sheet
from scoring.rules import spaced
from scoring.rules.pace import pace_of
from scoring.words.desk import company_words, pace_words

START = datetime(2022, 9, 5, 8, tzinfo=UTC) - timedelta(hours=7)


def moments(*minutes):
    return [START + timedelta(minutes=one) for one in minutes]


def at(hour, minute=0):
    return datetime(2022, 9, 5, hour, minute, tzinfo=UTC) - timedelta(hours=7)


@pytest.mark.parametrize(
    ("minutes", "per_hour"),
    [
        ((), None),
        ((0,), None),
        ((0, 4, 8, 12), None),  # three gaps say nothing
        ((0, 4, 8, 12, 16), 15),
        ((0, 4, 8, 150, 154, 158), 15),  # lunch does not count
        ((0, 0, 0, 0, 0, 0, 0), None),  # a whole workbook in one moment
        ((0, 0, 0, 4, 8, 12, 16), 15),
        ((0, 20, 40, 60, 80), 3),  # twenty minutes are still work
        ((0, 21, 42, 63, 84), None),
    ],
)
def test_the_pace_counts_work_and_no_breaks(minutes, per_hour):
    pace = pace_of(moments(*minutes))

    assert (pace and pace.per_hour) == per_hour


def test_the_words_of_the_pace_are_honest_while_too_few_sheets_tell():
    assert pace_words([], 12, at(8)) == (
        "Hôm nay bạn chưa xong phiếu nào; nhập liền mạch được 5 phiếu thì cổng ước tính giờ xong."
    )
    assert pace_words(moments(0, 4), 12, at(9)).startswith("Hôm nay bạn đã xong 2 phiếu;")
    assert pace_words(moments(0, 4, 8), 0, at(9)) == ""


@pytest.mark.parametrize(
    ("left", "now", "words"),
    [
        (10, at(8, 17), "xong khoảng 09:00"),  # 40 minutes; to the next five
        (10, at(8, 20), "xong khoảng 09:00"),
        (100, at(8, 20), "xong khoảng 15:00"),
        (150, at(8, 20), "cần khoảng 10 giờ nhập nữa"),  # not today any more
        (10, at(17, 30), "cần khoảng 1 giờ nhập nữa"),
        (10, at(23, 50), "cần khoảng 1 giờ nhập nữa"),
    ],
)
def test_the_end_is_a_time_of_today_or_so_many_hours(left, now, words):
    assert pace_words(moments(0, 4, 8, 12, 16), left, now) == (
        f"Bạn nhập khoảng 15 phiếu/giờ, còn {left} phiếu, {words}."
    )


def test_only_ones_own_sheets_of_today_count(phase, make_household, score, clerk, standing, it_is):
    for day, hour, by in [(4, 23, clerk), (5, 0, clerk), (5, 9, standing), (5, 10, clerk)]:
        it_is(2022, 9, day, hour)
        home = make_household("8", "Sùng A Chử", 1968)
        score(home)
        finish_sheet(home, phase, by=by)

    assert finished_today(phase, clerk) == [at(0), at(10)]


def test_the_page_says_which_sheet_this_is(phase, make_household, score, clerk, logged_in):
    done, current = make_household("8", "Sùng A Chử", 1968), make_household("8", "Hoàng Văn Nhất", 1980)
    score(done)
    finish_sheet(done, phase, by=clerk)

    pages = [
        logged_in(clerk).get(reverse("scoring:sheet", args=[phase.campaign.code, phase.number, home.pk])).text
        for home in (current, done)
    ]

    assert "<b>Phiếu 2/2</b> của Tổ dân phố số 8 · 1 phiếu đã nhập xong" in pages[0]
    assert "Hôm nay bạn đã xong 1 phiếu;" in pages[0]
    assert "<b>Phiếu 1/2</b>" in pages[1]


# Who else is here


def company(browser, phase, household):
    return browser.post(reverse("scoring:sheet_company", args=[phase.campaign.code, phase.number, household.pk])).json()


def test_two_at_one_sheet_see_each_other_and_nobody_sees_himself(phase, household, clerk, standing, logged_in):
    assert company(logged_in(clerk), phase, household)["others"] == ""

    said = company(logged_in(standing), phase, household)

    assert said["others"].startswith("Nguyễn Thị Kiều Ngọc Hưởng cũng đang mở phiếu này.")
    assert OpenSheet.objects.count() == 2


def test_who_has_gone_is_not_seen_and_soon_forgotten(phase, household, make_household, clerk, standing, it_is):
    it_is(2022, 9, 5, 10)
    stay_at_sheet(household, phase, by=standing)
    stay_at_sheet(make_household("8", "Hoàng Văn Nhất", 1980), phase, by=clerk)
    assert others_at_sheet(household, phase, clerk) == [standing]

    it_is(2022, 9, 5, 10, 2)
    assert others_at_sheet(household, phase, clerk) == []
    it_is(2022, 9, 5, 11)
    stay_at_sheet(household, phase, by=clerk)

    assert [one.user for one in OpenSheet.objects.all()] == [clerk]
    assert company_words([]) == ""


def test_the_answer_brings_the_rows_as_they_stand(phase, household, score, clerk, logged_in):
    score(household, "1111011111", *["1" * 10] * 3)

    said = company(logged_in(clerk), phase, household)

    assert [(one["answers"], one["version"]) for one in said["lines"]] == [("1111011111", 1), *[("1" * 10, 1)] * 3]
    assert said["sheet"]["verdict"] == "Đạt Gia đình công dân số"


# Rows


@pytest.fixture
def send(phase, household):
    def post(browser, **values):
        url = reverse("scoring:sheet_rows", args=[phase.campaign.code, phase.number, household.pk])
        return browser.post(url, {"answers": "1" * 10, "version": 0} | values)

    return post


def test_what_somebody_else_keyed_at_this_computer_is_not_saved_as_mine(send, household, clerk, standing, logged_in):
    chu = household.members.get(full_name="Sùng A Chử")

    refused = send(logged_in(standing), member=chu.pk, by=clerk.pk)

    assert refused.status_code == 401
    assert "tài khoản của Vũ Thị Hiệp" in refused.json()["problem"]
    assert not MemberScore.objects.exists()
    assert send(logged_in(clerk), member=chu.pk, by=clerk.pk).status_code == 200


def test_a_conflict_brings_the_row_as_it_stands(send, household, phase, clerk, standing, logged_in):
    chu = household.members.get(full_name="Sùng A Chử")
    record_scores(household, phase, [Entry(chu.pk, "0" * 10, 0)], by=standing)

    answer = send(logged_in(clerk), member=chu.pk)

    said = answer.json()
    assert (answer.status_code, said["answers"], said["version"]) == (409, "0" * 10, 1)
    assert (said["row"]["member"], said["row"]["state"], said["passes"]) == (chu.pk, "fail", False)


@pytest.mark.parametrize(
    "values",
    [
        {"answers": "2" * 10},
        {"answers": "1"},
        {"member": 10**9},
        {"member": "x"},
        {"version": "-1"},
        {"answers": "あ" * 10},
    ],
)
def test_a_forged_row_is_an_ordinary_error_that_says_what_to_do(send, household, clerk, logged_in, values):
    chu = household.members.get(full_name="Sùng A Chử")

    answer = send(logged_in(clerk), **{"member": chu.pk} | values)

    assert answer.status_code == 400
    assert "Hãy tải lại trang" in answer.json()["problem"]
    assert not MemberScore.objects.exists()


# Finding


@pytest.fixture
def code(phase, household):
    issue_sheets(phase, Household.objects.filter(pk=household.pk), batch=uuid4())
    return PaperSheet.objects.get().code


def find(browser, phase, text):
    return browser.get(reverse("scoring:sheets", args=[phase.campaign.code, phase.number]), {"q": text})


@pytest.mark.parametrize("typed", ["{}", "https://thi-dua.example/phieu/{}/", "//thi-dua.example/phieu/{}", " {} "])
def test_the_search_box_opens_the_sheet_of_a_code(phase, code, logged_in, clerk, typed):
    answer = find(logged_in(clerk), phase, typed.format(code))

    assert (answer.status_code, answer.url) == (302, reverse("scoring:paper", args=[code]))


def test_a_scanned_sheet_of_another_neighbourhood_is_not_found_and_named_by_nobody(phase, code, logged_in, officer_of):
    answer = find(logged_in(officer_of("14")), phase, f"https://thi-dua.example/phieu/{code}/")

    assert answer.status_code == 200
    assert f"Không có phiếu mang mã {spaced(code)} trong các tổ bạn phụ trách." in answer.text
    assert "Sùng A Chử" not in answer.text


def test_a_search_for_a_name_or_a_number_of_a_house_stays_one(phase, code, logged_in, clerk):
    browser = logged_in(clerk)

    found = [find(browser, phase, text).context["rows"] for text in ("sung", "Số 1", "T08-017", "12/3", "x" * 300)]

    assert [[row["code"] for row in rows] for rows in found] == [["T08-017"]] * 3 + [[], []]
