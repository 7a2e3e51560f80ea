"""Units: a tree whose addresses are codes; a role reaches its unit and what lies below, never a neighbour."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from emulation.choices import UnitKind
from emulation.models import Household, Unit
from emulation.models.units import within


@pytest.fixture
def neighbours(ward):
    """Neighbourhoods 1, 10 and 14 (whose codes begin alike), besides the three of the cast."""
    for label in ("10", "11"):
        Unit.objects.create(
            code=f"dong-tam/to-{label}",
            kind=UnitKind.NEIGHBOURHOOD,
            name=f"Tổ dân phố số {label}",
            label=label,
            parent=ward,
        )
    return Unit.objects.neighbourhoods()


def codes(units):
    return sorted(units.values_list("code", flat=True))


def test_a_unit_reaches_itself_and_what_lies_below_it(neighbours):
    assert codes(Unit.objects.filter(within(["dong-tam/to-1"]))) == [
        "dong-tam/to-1",
        "dong-tam/to-1/mat-tran",
        "dong-tam/to-1/to-cds",
    ]


def test_several_units_reach_what_lies_below_any_of_them(neighbours):
    assert codes(neighbours.filter(within(["dong-tam/to-1", "dong-tam/to-14"]))) == ["dong-tam/to-1", "dong-tam/to-14"]


def test_no_unit_reaches_nothing(neighbours):
    assert not Unit.objects.filter(within([])).exists()


def test_within_follows_the_path_it_is_given(make_household, neighbours):
    make_household("1", "Lê Văn Hải", 1970, code="T01-001")
    make_household("10", "Sùng A Chử", 1968, code="T10-001")
    make_household("14", "Lô Thị Nga", 1971, code="T14-001")

    assert Household.objects.get(within(["dong-tam/to-1"], "unit__code")).code == "T01-001"


def test_a_ward_of_another_name_that_begins_alike_is_not_below(ward):
    Unit.objects.create(code="dong-tam-2", kind=UnitKind.WARD, name="Phường Đồng Tâm 2")

    assert "dong-tam-2" not in codes(Unit.objects.below(ward))


def test_below_a_ward_are_all_its_neighbourhoods_and_itself(ward, neighbours):
    below = Unit.objects.below(ward)

    assert ward in below
    assert list(below.wards()) == [ward]
    assert codes(below.neighbourhoods()) == [f"dong-tam/to-{label}" for label in ("1", "10", "11", "14", "8")]


@pytest.mark.parametrize("label", ["1", "14"])
def test_an_officer_sees_her_own_neighbourhood_only(officer_of, unit_of, neighbours, label):
    officer = officer_of(label)

    assert list(Unit.objects.visible_to(officer).neighbourhoods()) == [unit_of(label)]


def test_a_clerk_of_the_ward_sees_all_of_it(clerk, ward, neighbours):
    assert codes(Unit.objects.visible_to(clerk)) == codes(Unit.objects.below(ward))


def test_without_a_role_nothing_is_seen(django_user_model, neighbours):
    nobody = django_user_model.objects.create_user("nobody")

    assert not Unit.objects.visible_to(nobody).exists()


def test_neighbourhoods_come_in_the_order_of_the_plan(ward):
    assert [unit.label for unit in Unit.objects.neighbourhoods()] == ["1", "8", "14"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_valid"),
    [
        (None, None, True),
        ("2022-08-31", None, True),
        (None, "2022-08-31", True),
        ("2022-09-01", None, False),
        (None, "2022-08-30", False),
    ],
)
def test_a_unit_is_valid_from_its_first_day_to_its_last(unit_of, starts_on, ends_on, is_valid):
    Unit.objects.filter(pk=unit_of("8").pk).update(starts_on=starts_on, ends_on=ends_on)

    assert (unit_of("8") in Unit.objects.valid_on("2022-08-31")) is is_valid


def test_a_unit_does_not_end_before_it_starts(unit_of):
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=unit_of("8").pk).update(starts_on="2022-09-01", ends_on="2022-08-31")


@pytest.mark.parametrize("code", ["Dong-Tam", "đồng-tâm", "dong tam", "dong-tam/", "/to-1", "dong-tam//to-1", "dong%"])
def test_a_code_is_made_of_small_letters_digits_and_hyphens(code):
    with pytest.raises(ValidationError, match="Mã chỉ gồm"):
        Unit(code=code, kind=UnitKind.WARD, name="Phường").clean_fields()
