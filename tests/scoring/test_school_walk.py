"""The school's plan run from its launch to its end, day by day; every state below was worked out by hand."""

from datetime import date

import pytest

from emulation.actions.drafts import save_basics
from scoring.actions.launching import open_next_phase
from scoring.actions.phases import close_phase
from scoring.models import Snapshot, Target
from scoring.permissions import can_approve_reading, can_record_reading
from scoring.queries.target_data import frozen_day, frozen_lines
from scoring.queries.targets import campaigns_side_by_side, target_lines
from tests.schools import enter, person

# day of measuring, target, what was said
FIRST_YEAR = [
    (date(2022, 11, 21), 1, (44, 48)),  # 91,67 %
    (date(2022, 11, 25), 2, True),
    (date(2022, 12, 12), 3, (7, 7)),
    (date(2022, 12, 15), 4, False),
    (date(2022, 12, 19), 5, (199, 201)),  # 99,004 %
    (date(2022, 12, 28), 1, (46, 48)),  # 95,83 %
    (date(2022, 12, 29), 6, (512, 513)),  # 99,8 %, and 100 % are asked for
]
AT_2022 = {
    (1, 2022): "reached", (2, 2022): "reached", (3, 2022): "reached", (4, 2022): "not_yet", (5, 2022): "reached",
    (5, 2025): "reached", (6, 2022): "not_yet", (7, 2025): "no_reading", (8, 2025): "no_reading",
    (9, 2025): "no_reading", (10, 2025): "no_reading",
}  # fmt: skip
SECOND_YEAR = [
    (date(2023, 2, 6), 4, True),  # five weeks late
    (date(2023, 5, 8), 9, (61, 130)),  # 46,9 %, and 50 % are asked for
    (date(2023, 10, 30), 7, (4, 6)),
    (date(2023, 11, 6), 1, (45, 50)),  # 90 %: reached in 2022 all the same
]
AT_2023 = AT_2022 | {
    (4, 2022): "reached_late", (5, 2025): "reached_old", (6, 2022): "overdue", (7, 2025): "not_yet",
    (9, 2025): "not_yet",
}  # fmt: skip
LATER = [
    (date(2024, 3, 4), 6, (540, 540)),
    (date(2025, 3, 3), 9, (70, 139)),  # 50,4 %
    (date(2025, 9, 8), 8, (79, 200)),  # 39,5 %, and 40 % are asked for
    (date(2025, 10, 6), 5, (148, 150)),  # 98,67 %
    (date(2025, 11, 10), 7, (6, 6)),
    (date(2025, 12, 15), 10, True),
]
AT_2025 = AT_2023 | {
    (5, 2025): "not_yet", (6, 2022): "reached_late", (7, 2025): "reached", (8, 2025): "not_yet",
    (9, 2025): "reached_old", (10, 2025): "reached",
}  # fmt: skip
AFTER = AT_2025 | {(5, 2025): "overdue", (8, 2025): "overdue", (9, 2025): "reached"}


def states(lines) -> dict:
    return {(line.target.number, line.goal.due_on.year): str(line.state) for line in lines}


@pytest.fixture
def school_year(school_campaign, deputy, principal, it_is):
    """Enters and approves readings, each on the day it is measured."""

    def run(readings):
        for day, number, said in readings:
            it_is(day.year, day.month, day.day, 10)
            said = {"answer": said} if isinstance(said, bool) else dict(zip(("part", "whole"), said, strict=True))
            enter(school_campaign, number, day, by=deputy, approved_by=principal, **said)

    return run


def test_the_plan_is_launched_measured_and_closed_twice(school_campaign, school_year, principal, it_is):
    targets = Target.objects.filter(campaign=school_campaign)
    it_is(2022, 11, 14, 8)
    save_basics(school_campaign, {"number": "31/KH-MNTH"}, seen="", by=principal)
    first = open_next_phase(school_campaign, by=principal)

    school_year(FIRST_YEAR)
    assert states(target_lines(targets, date(2022, 12, 31))) == AT_2022

    school_year(SECOND_YEAR)
    it_is(2023, 11, 24, 16)
    interim = close_phase(first, by=principal)
    second = open_next_phase(school_campaign, by=principal)
    assert frozen_day(interim) == date(2023, 11, 24)
    assert states(frozen_lines(interim)) == AT_2023

    school_year(LATER)
    it_is(2025, 12, 31, 16)
    final = close_phase(second, by=principal)
    assert states(frozen_lines(final)) == AT_2025
    assert states(target_lines(targets, date(2026, 1, 1))) == AFTER
    assert states(frozen_lines(Snapshot.objects.get(pk=interim.pk))) == AT_2023


# The ward's own targets


@pytest.fixture
def own(campaign):
    return Target.objects.select_related("campaign__ward").get(campaign=campaign)


def test_the_wards_own_target_is_what_its_plan_says(own):
    assert (own.text, own.kind) == ("Hoàn thành chỉ tiêu phường chuyển đổi số được thành phố giao.", "yes_no")
    assert [goal.due_on for goal in own.goals.all()] == [date(2022, 10, 31)]


def test_the_office_enters_and_the_chairman_approves(own, clerk, standing, make_user):
    chairman = make_user("chairman", "chairman", own.campaign.ward)
    reading = enter(own.campaign, own.number, date(2022, 10, 20), answer=True, by=clerk)

    assert [can_record_reading(one, own) for one in (clerk, standing, chairman)] == [True, True, False]
    assert [can_approve_reading(one, reading) for one in (clerk, standing, chairman)] == [False, False, True]


def test_the_overview_keeps_ward_and_schools_apart(logged_in, ward, own, school_campaign, make_user):
    school_campaign.ward.parent, school_campaign.ward.code = ward, f"{ward.code}/tuoi-hong"
    school_campaign.ward.save()
    standing = make_user("office", "standing", ward)

    groups = logged_in(standing).get("/chi-tieu/").context["groups"]

    assert [(title, [str(row.campaign.ward) for row in rows]) for title, rows in groups] == [
        ("Các trường", ["Trường Mầm non Tuổi Hồng"]), ("Phường", ["Phường Đồng Tâm"]),
    ]  # fmt: skip


def test_the_overview_tells_when_a_school_measured_last(logged_in, school_campaign, deputy, principal):
    office = person("bn-standing", "standing", school_campaign.ward.parent)
    browser = logged_in(office)
    before = browser.get("/chi-tieu/").text
    enter(school_campaign, 1, date(2022, 12, 20), 57, 60, by=deputy, approved_by=principal)

    rows = campaigns_side_by_side(Target.objects.all(), date(2023, 1, 1))
    assert "chưa có số liệu" in before
    assert [row.measured_on for row in rows] == [date(2022, 12, 20)]
    assert "20/12/2022" in browser.get("/chi-tieu/").text
