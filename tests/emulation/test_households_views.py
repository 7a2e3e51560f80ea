"""The pages of the registry: who sees which households, how they are found, and what a page costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.models import Household, Unit
from emulation.templatetags.masks import masked

LIST = "/ho-gia-dinh/"


@pytest.fixture
def officer(logged_in, officer_of):
    """A browser in which the officer of neighbourhood 8 is logged in."""
    return logged_in(officer_of("8"))


def listed(response):
    return [row.household.code for row in response.context["rows"]]


def found(client, text):
    return listed(client.get(LIST, {"q": text}))


def move_to(address, household):
    household.address = address
    household.save()


def queries_of(client, url, **query):
    with CaptureQueriesContext(connection) as captured:
        client.get(url, query)
    return len(captured)


def test_officer_sees_only_the_households_of_her_neighbourhood(officer, make_household):
    make_household("8", "Sùng A Chử", 1968, code="T08-001")
    make_household("14", "Lô Thị Nga", 1971, code="T14-001")

    response = officer.get(LIST)

    assert listed(response) == ["T08-001"]
    assert "to" not in response.context["filter"].form.fields


def test_clerk_of_the_ward_narrows_the_list_to_a_neighbourhood(logged_in, clerk, make_household, unit_of):
    make_household("8", "Sùng A Chử", 1968, code="T08-001")
    make_household("14", "Lô Thị Nga", 1971, code="T14-001")
    client = logged_in(clerk)

    assert listed(client.get(LIST)) == ["T08-001", "T14-001"]
    assert listed(client.get(LIST, {"to": unit_of("14").pk})) == ["T14-001"]


def test_neighbourhood_of_another_ward_cannot_be_chosen(logged_in, clerk):
    other = Unit.objects.create(code="yen-thinh/to-1", kind="neighbourhood", name="Tổ 1 Yên Thịnh")

    response = logged_in(clerk).get(LIST, {"to": other.pk})

    assert list(response.context["filter"].form.errors) == ["to"]
    assert "Tổ 1 Yên Thịnh" not in response.text


def test_officer_of_another_neighbourhood_cannot_even_see_the_household(logged_in, officer_of, household):
    response = logged_in(officer_of("14")).get(reverse("emulation:household", args=[household.pk]))

    assert response.status_code == 404


def test_stranger_is_sent_to_the_login(client, household):
    for url in [LIST, f"{LIST}{household.pk}/"]:
        assert client.get(url).url.startswith(reverse("login"))


@pytest.mark.parametrize("text", ["nguyen thi kieu", "Hưởng", "huong ngoc", "t08-001", "thanh cong", "7 thanh"])
def test_household_is_found_by_words_without_accents_in_any_order(officer, make_household, text):
    move_to("Ngõ 7, đường Thành Công", make_household("8", "Nguyễn Thị Kiều Ngọc Hưởng", 1968, code="T08-001"))
    make_household("8", "Vũ Thị Mỹ", 1971, code="T08-002")

    assert found(officer, text) == ["T08-001"]


@pytest.mark.parametrize("text", ["đặng thuỳ", "dang thuy", "Đặng Thùy"])
def test_household_is_found_by_a_member_and_says_which_one(officer, make_household, text):
    make_household("8", "Sùng A Chử", 1968, "Đặng Thuỳ Dương", 1997, code="T08-001")
    make_household("8", "Vũ Thị Mỹ", 1971, code="T08-002")

    response = officer.get(LIST, {"q": text})

    assert listed(response) == ["T08-001"]
    assert [row.found for row in response.context["rows"]] == ["Đặng Thuỳ Dương"]


def test_typed_accents_come_first(officer, make_household):
    make_household("8", "Trần Thị Hương", 1968, code="T08-001")
    make_household("8", "Vũ Văn Minh", 1971, "Vũ Văn Hưởng", 1997, code="T08-002")
    make_household("8", "Trần Thị Hưởng", 1968, code="T08-003")

    assert found(officer, "hưởng") == ["T08-002", "T08-003", "T08-001"]


def test_words_begin_where_a_word_begins(officer, make_household):
    make_household("8", "Vũ Văn Thanh", 1968, code="T08-001")
    make_household("8", "Hà Thị Án", 1971, code="T08-002")

    assert found(officer, "an") == ["T08-002"]


def test_only_present_members_of_age_count_as_eligible(officer, household):
    household.members.filter(full_name="Lô Thị Nga").update(presence="away")

    listed_household = officer.get(LIST).context["rows"][0].household

    assert (listed_household.member_count, listed_household.eligible_count) == (5, 3)


def test_filters_survive_paging_and_the_way_to_a_household_and_back(officer, make_household):
    for _ in range(51):
        make_household("8", "Sùng A Chử", 1968)
    first = Household.objects.in_walking_order().first()

    page = officer.get(LIST, {"q": "chu"})
    detail = officer.get(page.context["rows"][0].url)

    assert 'href="?q=chu&amp;page=2"' in page.text
    assert page.context["rows"][0].url == f"{LIST}{first.pk}/?q=chu"
    assert f'href="{LIST}?q=chu"' in detail.text


def test_list_says_what_to_do_when_nothing_matches(officer, household):
    response = officer.get(LIST, {"q": "zzz"})

    assert "Đang lọc theo “zzz”" in response.text
    assert "Không có hộ nào khớp" in response.text


def test_empty_registry_leads_the_clerk_to_the_import(logged_in, clerk):
    response = logged_in(clerk).get(LIST)

    assert response.context["empty"]["url"] == reverse("emulation:household_import")


@pytest.mark.parametrize("query", [{}, {"q": "chu"}])
def test_list_costs_the_same_with_one_household_and_with_thirty(officer, make_household, query):
    make_household("8", "Sùng A Chử", 1968, "Sùng A Chư", 1995)
    officer.get(LIST)
    one = queries_of(officer, LIST, **query)

    for _ in range(29):
        make_household("8", "Sùng A Chử", 1968, "Sùng A Chư", 1995)

    assert queries_of(officer, LIST, **query) == one


def test_household_costs_the_same_with_one_member_and_with_five(officer, make_household, household):
    small = make_household("8", "Sùng A Páo", 1968)
    officer.get(LIST)

    assert queries_of(officer, f"{LIST}{small.pk}/") == queries_of(officer, f"{LIST}{household.pk}/")


def test_household_shows_its_members_in_paper_order_with_the_reason_of_who_is_not_scored(officer, make_household):
    household = make_household(
        "8", "Sùng A Chử", 1968, "Sùng Minh Đức", date(2011, 3, 2), "Sùng Thị Kiều Hương", 1995
    )  # fmt: skip
    household.members.filter(full_name="Sùng Thị Kiều Hương").update(presence="away")

    response = officer.get(f"{LIST}{household.pk}/")

    assert [(member.full_name, obstacle) for member, obstacle in response.context["members"]] == [
        ("Sùng A Chử", ""),
        ("Sùng Minh Đức", "chưa đủ 18 tuổi tại ngày 31/08/2022"),
        ("Sùng Thị Kiều Hương", "vắng mặt"),
    ]
    assert response.context["eligible_count"] == 1


def test_personal_numbers_are_never_shown_in_full(officer, make_household):
    household = make_household("8", "Sùng A Chử", 1968, citizen_id="015068000123", phone="0987654678")

    page = officer.get(f"{LIST}{household.pk}/").text

    assert "•••••••••123" in page
    assert "•••••••678" in page
    assert "015068" not in page
    assert "0987" not in page


@pytest.mark.parametrize(("number", "shown"), [("", ""), ("12", "••"), ("123", "•••"), ("0987654321", "•••••••321")])
def test_mask_leaves_three_digits_at_most(number, shown):
    assert masked(number) == shown
