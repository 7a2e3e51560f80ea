"""People of a school: they keep its staff list and read the plans, and have nothing to do with households."""

from datetime import date

import pytest
from django.urls import reverse

from emulation.models import Campaign
from emulation.permissions import can_keep_staff_of, can_list_households, can_view_deadlines, can_view_unit
from scoring.models import Target

ROLES = ["principal", "school_staff"]


@pytest.mark.parametrize("role", ROLES)
def test_the_people_of_a_school_keep_its_staff_list_and_no_other(make_user, school, ward, unit_of, role):
    user = make_user("school", role, school)

    assert [can_keep_staff_of(user, unit) for unit in (school, ward, unit_of("8"))] == [True, False, False]
    assert [can_view_unit(user, unit) for unit in (school, ward, unit_of("8"))] == [True, False, False]


@pytest.mark.parametrize(("role", "more"), [("principal", ["Phong trào mới"]), ("school_staff", [])])
def test_the_menu_of_a_school_says_nothing_of_households_and_deadlines(make_user, school, phase, logged_in, role, more):
    user = make_user("school", role, school)

    menu = logged_in(user).get("/").context["menu"]

    assert [item.label for group in menu for item in group.items] == [
        "Việc cần làm",
        "Khen thưởng",
        "Tổ dân phố, đơn vị",
        "Cán bộ, giáo viên",
        "Chỉ tiêu",
        "Sáng kiến, mô hình",
        "Các phong trào",
        "Kế hoạch, tiêu chí",
        "Hội đồng",
        "Sổ khen thưởng",
        "Sổ quyết định",
        "Mẫu giấy khen",
        *more,
    ]
    assert (can_list_households(user), can_view_deadlines(user, phase)) == (False, False)


def test_the_menu_of_a_school_with_a_plan_of_its_own_leads_to_that_one(make_user, school, phase, logged_in):
    said = {"code": "tuoi-hong", "name": "Chuyển đổi số", "title": "Chuyển đổi số", "year": 2022, "place": "Hà Nội"}
    own = Campaign.objects.create(ward=school, reference_date=date(2022, 1, 1), **said)
    Target.objects.create(campaign=own, number=1, label="Điện thoại", text="Điện thoại", kind="share")
    user = make_user("school", "principal", school)

    page = logged_in(user).get("/")

    urls = {item.label: item.url for group in page.context["menu"] for item in group.items}
    assert urls["Kế hoạch"] == reverse("scoring:plan", args=["tuoi-hong"])
    assert "Kế hoạch, tiêu chí" not in urls
    assert page.context["phase"] is None
    assert page.context["steps"] == []


def test_somebody_with_a_role_of_the_ward_too_keeps_what_it_gives(make_user, school, ward, logged_in):
    from emulation.actions import grant_role

    user = make_user("school", "principal", school)
    grant_role(user, ward, "clerk", by=None)

    assert logged_in(user).get(reverse("emulation:households")).status_code == 200
