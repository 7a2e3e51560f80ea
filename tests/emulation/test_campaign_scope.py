"""Whose campaigns one sees: those of one's own unit, of the units above it and of those below; never a neighbour's."""

from datetime import date

import pytest

from emulation.models import Campaign, Phase, Unit


@pytest.fixture
def make_school(ward):
    """A school of the ward with a campaign of its own and one phase: make_school("hoa-sen")."""

    def make(slug):
        unit = Unit.objects.create(code=f"{ward.code}/{slug}", kind="school", name=f"Trường {slug}", parent=ward)
        days = {"year": 2022, "reference_date": date(2022, 12, 31), "place": "Đồng Tâm"}
        own = Campaign.objects.create(code=f"{slug}-2022", name=slug, title=slug, ward=unit, **days)
        phase = {"number": 1, "name": "Sơ kết", "kind": "interim"}
        Phase.objects.create(campaign=own, starts_on=date(2022, 11, 15), ends_on=date(2023, 12, 31), **phase)
        return unit

    return make


@pytest.fixture
def seen_by(make_school, make_user, ward, unit_of):
    """Codes of campaigns and of phases that somebody sees who holds a role at a place."""
    places = {"ward": ward, "tổ": unit_of("8"), "tuoi-hong": make_school("tuoi-hong"), "tuoi": make_school("tuoi")}

    def see(place):
        user = make_user(f"clerk of {place}", "clerk", places[place])
        phases = Phase.objects.visible_to(user).values_list("campaign__code", flat=True)
        return set(Campaign.objects.visible_to(user).values_list("code", flat=True)), set(phases)

    return see


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("ward", {"dong-tam-2022", "tuoi-hong-2022", "tuoi-2022"}),
        ("tổ", {"dong-tam-2022"}),
        ("tuoi-hong", {"dong-tam-2022", "tuoi-hong-2022"}),
        ("tuoi", {"dong-tam-2022", "tuoi-2022"}),
    ],
)
def test_one_sees_the_campaigns_above_at_and_below_the_own_unit(seen_by, place, codes):
    assert seen_by(place) == (codes, codes)


def test_somebody_without_a_role_sees_no_campaign(seen_by, django_user_model):
    nobody = django_user_model.objects.create_user("nobody", full_name="Không vai trò")

    assert list(Campaign.objects.visible_to(nobody)) == []


def test_households_are_taken_in_for_the_wards_campaign_alone(seen_by, clerk):
    from emulation.forms.workbooks import campaigns_to_import_into

    assert [one.code for one in campaigns_to_import_into(clerk)] == ["dong-tam-2022"]


def test_the_portal_bears_the_name_of_the_school_one_works_at(seen_by, make_user, logged_in):
    user = make_user("teacher", "clerk", Unit.objects.get(code="dong-tam/tuoi-hong"))

    assert logged_in(user).get("/").context["ward"].name == "Trường tuoi-hong"
