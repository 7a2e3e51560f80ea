"""Home for the people of a school: what is due, the phase that runs, and every target still to reach, late first."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.models import Campaign, User
from scoring.actions.launching import open_next_phase
from scoring.actions.practice_school import make_neighbour_school, make_practice_school
from tests.schools import enter


@pytest.fixture
def launched(school_campaign, principal):
    Campaign.objects.filter(pk=school_campaign.pk).update(number="00/KH-THU")
    school_campaign.refresh_from_db()
    open_next_phase(school_campaign, by=principal)
    return school_campaign


@pytest.mark.parametrize("who", ["principal", "deputy"])
def test_what_is_still_to_reach_stands_at_home_late_first(request, logged_in, launched, deputy, principal, it_is, who):
    enter(launched, 1, date(2022, 12, 20), 57, 60, by=deputy, approved_by=principal)
    enter(launched, 9, date(2022, 12, 20), 100, 420, by=deputy, approved_by=principal)
    it_is(2023, 3, 1, 9)

    page = logged_in(request.getfixturevalue(who)).get("/")

    board = page.context["board"]
    rows = [(row.line.target.number, row.line.state) for row in board.rows]
    assert rows == [
        (2, "overdue"), (3, "overdue"), (4, "overdue"), (5, "overdue"), (6, "overdue"),
        (5, "no_reading"), (7, "no_reading"), (8, "no_reading"),
    ]  # fmt: skip
    assert (board.more, board.phase.number, board.counts.reached) == (2, 1, 1)
    assert "Xem tất cả, còn 2 chỉ tiêu nữa" in page.text
    assert "đến 24:00 ngày 24/11/2023" in page.text  # the window of the report, with its year


def test_a_school_whose_plan_is_a_draft_has_no_board(logged_in, school_campaign, principal):
    assert logged_in(principal).get("/").context["board"] is None


def test_the_ward_has_no_board_of_a_school(logged_in, launched, make_user):
    office = make_user("bn-standing", "standing", launched.ward.parent)

    assert logged_in(office).get("/").context["board"] is None


def test_home_costs_the_same_whatever_was_measured(logged_in, launched, principal, deputy, django_assert_num_queries):
    browser = logged_in(principal)
    enter(launched, 1, date(2022, 11, 30), 50, 60, by=deputy, approved_by=principal)
    browser.get("/")
    with django_assert_num_queries(39):
        browser.get("/")
    for day in range(1, 9):
        enter(launched, 1, date(2022, 12, day), 50 + day, 60, by=deputy, approved_by=principal)

    with django_assert_num_queries(39):
        browser.get("/")


def test_home_asks_the_roles_of_who_entered_once_however_much_waits(
    logged_in, launched, principal, deputy, django_assert_num_queries
):
    browser = logged_in(deputy)
    enter(launched, 1, date(2022, 11, 30), 50, 60, by=principal)
    browser.get("/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/")
    for day in range(1, 9):
        enter(launched, 1, date(2022, 12, day), 50 + day, 60, by=principal)

    with django_assert_num_queries(len(one)):
        tasks = browser.get("/").context["due"].tasks

    assert [line.count for line in tasks if line.title.startswith("Số liệu chờ duyệt")] == [9]


def test_a_plan_that_is_still_written_reminds_nobody(logged_in, school_campaign, principal):
    titles = [line.title for line in logged_in(principal).get("/").context["due"].tasks]

    assert not [title for title in titles if "quá hạn" in title]


def links_of(browser, start: str) -> set[str]:
    """Every address of the portal that a page links to."""
    found = set(re.findall(r'href="(/[^"#]*)"', browser.get(start).text))
    return {url for url in found if not url.startswith(("/static/", "/dang-xuat/"))}


def test_no_page_a_person_can_reach_breaks_in_a_launched_school_campaign(db, client):
    make_practice_school()
    make_neighbour_school()
    broken = {}

    for name in ("principal", "deputy", "union", "hm-principal", "hm-deputy", "bn-standing"):
        client.force_login(User.objects.get(username=name))
        near = links_of(client, "/")
        reached = near.union(*(links_of(client, url) for url in near))
        answers = {url: client.get(url).status_code for url in reached}
        broken |= {(name, url): code for url, code in answers.items() if code != 200}

    assert broken == {}
