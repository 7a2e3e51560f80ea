"""Reads around score sheets: what is still missing and in which order, one household's grid, a page of the list."""

from datetime import date

import pytest

from emulation.choices import Presence
from emulation.models import Household, Member, Phase, Unit
from scoring.actions.sheets import Entry, finish_sheet, record_scores
from scoring.queries.results import rules_of
from scoring.queries.sheets import PAGE, missing_sheets, next_to_key, open_work, sheet_grid, sheet_rows, unit_progress

EVERYBODY = Household.objects.in_walking_order()


@pytest.fixture
def street(make_household):
    """Five households of neighbourhood 8 in walking order; nobody of T08-003 is old enough."""
    ages = {"T08-001": 1968, "T08-002": 1971, "T08-003": 2010, "T08-004": 1980, "T08-005": 1990}
    return {code: make_household("8", f"Sùng A {code}", born, code=code) for code, born in ages.items()}


@pytest.fixture
def finish(phase, clerk, score):
    """Keys and finishes the sheet of a household."""

    def key(home):
        score(home)
        return finish_sheet(home, phase, by=clerk)

    return key


def codes(households):
    return [household.code for household in households]


def listed(page):
    return [(row["code"], row["sheet_status"], row["passes"]) for row in page]


# What is missing


def test_missing_are_the_households_with_somebody_eligible_and_no_finished_sheet(street, phase, finish, score):
    finish(street["T08-002"])
    score(street["T08-004"])

    assert codes(missing_sheets(phase, EVERYBODY)) == ["T08-001", "T08-004", "T08-005"]


def test_missing_sheets_come_in_walking_order_through_the_neighbourhoods(street, make_household, phase):
    make_household("14", "Lô Thị Nga", 1971, code="T14-001")
    make_household("1", "Lê Văn Hải", 1970, code="T01-001")
    Household.objects.filter(code="T08-005").update(position=1)
    Household.objects.filter(code="T08-001").update(position=9)

    missing = missing_sheets(phase, EVERYBODY)

    assert codes(missing) == ["T01-001", "T08-005", "T08-002", "T08-004", "T08-001", "T14-001"]


def test_a_household_whose_eligible_people_are_away_is_not_missing(street, phase):
    Member.objects.filter(household=street["T08-001"]).update(presence=Presence.AWAY)

    assert "T08-001" not in codes(missing_sheets(phase, EVERYBODY))


def test_the_next_to_key_is_the_next_unfinished_one_down_the_street(street, phase, finish):
    finish(street["T08-002"])

    assert next_to_key(phase, street["T08-001"]).code == "T08-004"


def test_past_the_last_one_it_starts_anew(street, phase):
    assert next_to_key(phase, street["T08-005"]).code == "T08-001"


def test_the_household_itself_is_not_the_next_one(street, phase, finish):
    for code in ("T08-001", "T08-002", "T08-004"):
        finish(street[code])

    assert next_to_key(phase, street["T08-005"]) is None


def test_the_next_to_key_stays_in_the_neighbourhood(street, make_household, phase, finish):
    make_household("14", "Lô Thị Nga", 1971)
    for code in ("T08-001", "T08-002", "T08-004", "T08-005"):
        finish(street[code])

    assert next_to_key(phase, street["T08-005"]) is None


def test_households_of_one_position_follow_by_code(street, phase):
    Household.objects.update(position=0)

    assert next_to_key(phase, Household.objects.get(code="T08-002")).code == "T08-004"
    assert next_to_key(phase, Household.objects.get(code="T08-005")).code == "T08-001"


def test_progress_counts_finished_sheets_of_those_that_should_come(street, phase, unit_of, finish, score):
    finish(street["T08-001"])
    score(street["T08-002"])

    assert unit_progress(phase, unit_of("8")) == (1, 4)
    assert unit_progress(phase, unit_of("1")) == (0, 0)


def test_a_finished_sheet_of_people_who_have_left_counts_on_neither_side(street, phase, unit_of, finish):
    finish(street["T08-001"])
    Member.objects.filter(household=street["T08-001"]).update(presence=Presence.MOVED_OUT)

    assert unit_progress(phase, unit_of("8")) == (0, 3)


def test_open_work_counts_what_is_missing_and_what_is_begun_where_there_is_any(
    street, make_household, phase, unit_of, finish, score
):
    finish(street["T08-001"])
    score(street["T08-002"])
    finish(make_household("1", "Lê Văn Hải", 1970))
    make_household("14", "Lô Thị Nga", 1971)

    assert open_work(phase, Unit.objects.neighbourhoods()) == [(unit_of("8"), 2, 1), (unit_of("14"), 1, 0)]


# One household's grid


def test_eligible_people_are_rows_in_paper_order_and_the_others_have_a_reason(make_household, phase):
    home = make_household(
        "8", "Sùng A Chử", 1968, "Lô Thị Nga", 1971, "Sùng Minh Đức", date(2004, 9, 1), "Sùng Thị Kiều Hương", 1995,
        "Giàng A Páo", 1940, "Nguyễn Đặng Thuỳ Dương", 1997, "Sùng A Lềnh", date(2004, 8, 31),
    )  # fmt: skip
    for name, presence in [
        ("Sùng Thị Kiều Hương", Presence.AWAY),
        ("Giàng A Páo", Presence.DECEASED),
        ("Nguyễn Đặng Thuỳ Dương", Presence.MOVED_OUT),
    ]:
        Member.objects.filter(full_name=name).update(presence=presence)

    grid = sheet_grid(home, phase)

    assert [row.member.full_name for row in grid.rows] == ["Sùng A Chử", "Lô Thị Nga", "Sùng A Lềnh"]
    assert [(member.full_name, reason) for member, reason in grid.others] == [
        ("Sùng Minh Đức", "chưa đủ 18 tuổi tại ngày 31/08/2022"),
        ("Sùng Thị Kiều Hương", "vắng mặt"),
        ("Giàng A Páo", "đã mất"),
        ("Nguyễn Đặng Thuỳ Dương", "đã chuyển đi"),
    ]
    assert grid.people == 7


def test_an_untouched_grid_is_empty_at_version_zero(household, phase):
    grid = sheet_grid(household, phase)

    assert {(row.answers, row.version, row.state) for row in grid.rows} == {("." * 10, 0, "empty")}
    assert (grid.sheet, grid.passing, grid.passes) == (None, 0, False)


def test_a_grid_shows_each_person_s_state_and_what_is_missing(household, phase, score):
    score(household, "1" * 10, "1111011011", "11111.....", "." * 10)

    grid = sheet_grid(household, phase)

    assert [row.state for row in grid.rows] == ["pass", "fail", "entering", "empty"]
    assert [row.version for row in grid.rows] == [1, 1, 1, 0]
    assert grid.missing == [
        "Lô Thị Nga thiếu tiêu chí 5, 8",
        "Sùng Thị Kiều Hương chưa nhập xong",
        "Nguyễn Đặng Thuỳ Dương chưa nhập xong",
    ]
    assert (grid.passing, grid.passes) == (1, False)


def test_a_grid_passes_when_everybody_eligible_does(household, phase, score):
    score(household, "1111011111", "1" * 10, "1" * 10, "1" * 10)

    grid = sheet_grid(household, phase)

    assert (grid.passing, grid.passes, grid.missing) == (4, True, [])


def test_a_grid_follows_the_share_the_campaign_asks_of_a_household(household, phase, score):
    score(household, "1" * 10, "1" * 10, "1" * 10, "0" * 10)
    found = rules_of(phase)
    found.household_percent = 75
    found.save()

    assert sheet_grid(household, phase).passes


def test_a_household_without_anybody_eligible_has_no_rows_and_does_not_pass(street, phase):
    grid = sheet_grid(street["T08-003"], phase)

    assert (grid.rows, grid.passes, grid.people) == ([], False, 1)


def test_a_grid_costs_the_same_for_one_person_and_for_five(street, household, phase, django_assert_num_queries):
    phase = Phase.objects.for_page().get(pk=phase.pk)

    for home in (street["T08-001"], household):
        with django_assert_num_queries(7):
            sheet_grid(home, phase)


def test_personal_numbers_are_not_fetched_for_the_grid(household, phase):
    member = sheet_grid(household, phase).rows[0].member

    assert {"citizen_id", "phone"} <= member.get_deferred_fields()


# The list


def test_the_list_shows_each_sheet_s_state_and_each_household_s_verdict(street, phase, finish, clerk):
    finish(street["T08-001"])
    member = street["T08-002"].members.get()
    record_scores(street["T08-002"], phase, [Entry(member.pk, "0" * 10, 0)], by=clerk)

    page = sheet_rows(phase, EVERYBODY, "", None)

    assert listed(page) == [
        ("T08-001", "complete", True),
        ("T08-002", "entering", False),
        ("T08-003", "", False),
        ("T08-004", "", False),
        ("T08-005", "", False),
    ]


@pytest.mark.parametrize(
    ("state", "left"),
    [
        ("complete", ["T08-001"]),
        ("entering", ["T08-002"]),
        ("missing", ["T08-004", "T08-005"]),
    ],
)
def test_the_list_can_be_narrowed_to_a_state_and_nobody_eligible_means_nothing_missing(
    street, phase, finish, score, state, left
):
    finish(street["T08-001"])
    score(street["T08-002"])

    assert [row["code"] for row in sheet_rows(phase, EVERYBODY, state, None)] == left


def test_sheets_of_another_phase_do_not_count(street, phase, campaign, finish):
    finish(street["T08-001"])

    page = sheet_rows(campaign.phases.get(number=2), EVERYBODY, "", None)

    assert {row["sheet_status"] for row in page} == {""}


@pytest.fixture
def long_street(ward, unit_of):
    """Two full pages of households, and one more."""
    Household.objects.bulk_create(
        Household(ward=ward, unit=unit_of("8"), code=f"T08-{number:03}", position=number, head_name="Lô Thị Nga")
        for number in range(2 * PAGE + 1)
    )


@pytest.mark.parametrize(
    ("asked", "first", "rows"),
    [
        (None, "T08-000", PAGE),
        ("1", "T08-000", PAGE),
        ("2", f"T08-{PAGE:03}", PAGE),
        ("3", f"T08-{2 * PAGE:03}", 1),
        ("4", f"T08-{2 * PAGE:03}", 1),
        ("x", "T08-000", PAGE),
        ("-1", f"T08-{2 * PAGE:03}", 1),
    ],
)
def test_every_page_of_the_list_is_found_and_a_wrong_one_is_the_nearest(long_street, phase, asked, first, rows):
    found = sheet_rows(phase, EVERYBODY, "", asked)

    assert (found.paginator.num_pages, found[0]["code"], len(found)) == (3, first, rows)


def test_pages_together_show_every_household_once(long_street, phase):
    shown = [row["code"] for page in "123" for row in sheet_rows(phase, EVERYBODY, "", page)]

    assert shown == [f"T08-{number:03}" for number in range(2 * PAGE + 1)]


@pytest.mark.parametrize(("state", "queries"), [("", 6), ("missing", 7)])
def test_a_page_costs_the_same_for_one_household_and_for_hundreds(
    make_household, request, phase, django_assert_num_queries, state, queries
):
    phase = Phase.objects.for_page().get(pk=phase.pk)
    make_household("8", "Lô Thị Nga", 1971, code="A")

    with django_assert_num_queries(queries):
        list(sheet_rows(phase, EVERYBODY, state, None))
    request.getfixturevalue("long_street")

    with django_assert_num_queries(queries):
        list(sheet_rows(phase, EVERYBODY, state, None))
