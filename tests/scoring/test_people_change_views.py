"""The pages of splitting and merging: what they show, what they ask, where they lead."""

import uuid

import pytest
from django.urls import reverse

from emulation.actions.members import record_presence
from emulation.models import Household, Member
from emulation.queries.people import stamp_of
from scoring.models import MemberScore

NAMES = "Sùng Thị Kiều Hương", "Sùng Minh Đức"


@pytest.fixture
def browser(logged_in, clerk):
    return logged_in(clerk)


@pytest.fixture
def double(household):
    return Member.objects.create(
        household=household, full_name="Lô Thị Nga", born_on="1971-01-01", is_birth_year_only=True, relation="other",
        gender="female", position=9, citizen_id="015171000123", phone="0987654678",
    )  # fmt: skip


@pytest.fixture
def nga(household):
    return household.members.order_by("pk").get(full_name="Lô Thị Nga", position=2)


def filled(page, **more):
    """The page's form as a browser would send it, with what somebody types."""
    form = page.context["form"]
    values = {field.html_name: field.value() for field in form if field.value() is not None}
    chosen = {row.name: row.chosen for row in getattr(form, "rows", []) if row.chosen}
    return {key: str(value) for key, value in (values | chosen).items()} | more


def test_a_household_is_split_on_one_page(browser, household):
    url = reverse("scoring:household_split", args=[household.pk])
    going = list(household.members.filter(full_name__in=NAMES).values_list("pk", flat=True))
    page = browser.get(url)

    response = browser.post(url, filled(page, code="T08-900", going=going, head=going[0]))

    new = Household.objects.get(code="T08-900")
    assert response.url == f"/ho-gia-dinh/{new.pk}/"
    assert page.context["form"]["code"].value() == "T08-018"
    assert [one.full_name for one in new.members.in_paper_order()] == list(NAMES)


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"going": []}, {"going": ["Hãy chọn người tách ra."]}),
        ({"head": ""}, {"head": ["Hãy chọn chủ hộ mới."]}),
        ({"code": "T08-017"}, {"__all__": ["Phường đã có hộ mang mã này. Hãy ghi mã khác."]}),
        ({"on": "x"}, {"on": ["Ngày này không đọc được. Hãy ghi ngày/tháng/năm, ví dụ 01/7/2025."]}),
    ],
)
def test_a_split_that_cannot_be_says_why(browser, household, given, complaint):
    url = reverse("scoring:household_split", args=[household.pk])
    pk = household.members.get(full_name=NAMES[0]).pk
    usual = {"code": "T08-900", "going": [pk], "head": pk}

    response = browser.post(url, filled(browser.get(url), **usual | given))

    assert response.context["form"].errors == complaint
    assert Household.objects.count() == 1


def test_the_household_offers_to_compare_who_may_stand_twice(browser, household, nga, double):
    page = browser.get(reverse("emulation:household", args=[household.pk])).text

    assert "Lô Thị Nga, 1971, có thể đứng hai lần trong hộ này." in page.replace("01/01/1971", "1971")
    assert reverse("scoring:member_merge", args=[nga.pk, double.pk]) in page


def test_an_officer_is_offered_no_merge(logged_in, officer_of, household, nga, double):
    page = logged_in(officer_of("8")).get(reverse("emulation:household", args=[household.pk])).text

    assert ("/gop/" in page, "/tach/" in page) == (False, True)


def test_two_people_stand_side_by_side_with_masked_numbers(browser, nga, double):
    page = browser.get(reverse("scoring:member_merge", args=[nga.pk, double.pk]))

    rows = {row.name: (row.kept, row.other, row.chosen) for row in page.context["form"].rows}
    assert rows["citizen_id"] == ("", "•••••••••123", "other")
    assert rows["full_name"] == ("Lô Thị Nga", "Lô Thị Nga", "kept")
    assert "015171000123" not in page.text


def test_the_press_merges_what_is_ticked(browser, household, nga, double):
    url = reverse("scoring:member_merge", args=[nga.pk, double.pk])

    browser.post(url, filled(browser.get(url), reason="Nhập hai lần"))

    found = Member.objects.get(full_name="Lô Thị Nga")
    assert (found.pk, found.citizen_id, found.phone) == (nga.pk, "015171000123", "0987654678")


def test_different_scores_are_ticked_for_nobody(browser, household, nga, double, phase, score):
    score(household, "1" * 10, "1111111110", "1" * 10, "1" * 10, "1" * 10)
    url, name = reverse("scoring:member_merge", args=[nga.pk, double.pk]), f"score-{phase.pk}"
    page = browser.get(url)

    asked = browser.post(url, filled(page, reason="Nhập hai lần"))
    browser.post(url, filled(page, reason="Nhập hai lần", **{name: "other"}))

    assert asked.context["form"].errors == {name: [f"Hãy chọn điểm {phase.name.lower()} ở một trong hai cột."]}
    assert MemberScore.objects.get(member=nga).answers == "1" * 10


def test_a_record_changed_meanwhile_is_shown_again(browser, nga, double):
    url = reverse("scoring:member_merge", args=[nga.pk, double.pk])
    form = filled(browser.get(url), reason="Nhập hai lần")
    Member.objects.filter(pk=double.pk).update(phone="")

    response = browser.post(url, form)

    assert "Người khác vừa sửa" in response.text
    assert Member.objects.filter(pk=double.pk).exists()


def test_a_household_is_found_by_its_code_and_merged(browser, household, make_household):
    make_household("14", "Sùng A Chư", 1968, code="T14-001")
    url = reverse("scoring:household_merge", args=[household.pk])

    page = browser.get(url, {"voi": "t14-001"})
    head = household.members.get(relation="head").pk
    browser.post(f"{url}?voi=T14-001", filled(page, head=head, reason="Nhập hai lần"))

    assert page.context["other"].code == "T14-001"
    assert Household.objects.get().members.count() == 6


@pytest.mark.parametrize("code", ["T08-017", "KHONG", ""])
def test_a_code_that_is_nobodys_says_so(browser, household, code):
    page = browser.get(reverse("scoring:household_merge", args=[household.pk]), {"voi": code})

    assert page.context["other"] is None
    assert list(page.context["pick"].errors) == ["voi"]


def test_a_second_press_of_the_merge_does_no_harm(browser, household, make_household):
    make_household("14", "Sùng A Chư", 1968, code="T14-001")
    url = reverse("scoring:household_merge", args=[household.pk]) + "?voi=T14-001"
    form = filled(browser.get(url), head=household.members.get(relation="head").pk, reason="Nhập hai lần")

    answers = [browser.post(url, form).status_code for _ in range(2)]

    assert answers == [302, 200]
    assert household.members.count() == 6


def test_people_of_another_neighbourhood_are_not_found_by_their_ids(
    logged_in, officer_of, household, nga, make_household
):
    other = make_household("14", "Lô Thị Nga", 1971).members.get()

    response = logged_in(officer_of("8")).get(reverse("scoring:member_merge", args=[nga.pk, other.pk]))

    assert response.status_code == 403


def test_who_is_gone_is_not_offered_as_head(browser, clerk, household, nga):
    record_presence(
        nga, "deceased", on=nga.born_on, stamp=stamp_of(nga), key=uuid.uuid4(), by=clerk
    )  # fmt: skip

    form = browser.get(reverse("scoring:household_split", args=[household.pk])).context["form"]

    assert str(nga.pk) not in [str(pk) for pk, _ in form.fields["head"].choices]
