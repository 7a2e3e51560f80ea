"""Units through time: the tree of a day, and how an old cut maps onto a new one."""

from datetime import date, timedelta

import pytest

from emulation.actions import merge_units, rename_unit, split_unit
from emulation.models import Household, Unit
from emulation.queries.units import cut_of, homes_on, units_on
from emulation.rules import Merge, Papers, Rename, Split, SplitPart

DAY = date(2025, 7, 1)
EVE = DAY - timedelta(days=1)
LATER = DAY + timedelta(days=100)


def papers(day):
    return Papers(day, "Nghị quyết số 15")


@pytest.fixture
def homes(make_household):
    return [make_household(label, "Sùng A Chử", 1968, code=f"T{label}-{n}") for label in ("1", "8") for n in range(3)]


@pytest.fixture
def changed(ward, unit_of, homes, standing):
    """1 and 8 become 19 on DAY; 19 becomes 20 and 21 LATER; 14 is renamed on DAY."""
    rename_unit(Rename(unit_of("14").pk, "Tổ dân phố Bình Minh", "14", papers(DAY)), ward, by=standing)
    order = Merge((unit_of("1").pk, unit_of("8").pk), "Tổ dân phố số 19", "19", papers(DAY))
    merge_units(order, ward, by=standing)
    parts = (SplitPart("Tổ dân phố số 20", "20", "1-2"), SplitPart("Tổ dân phố số 21", "21", "còn lại"))
    split_unit(Split(unit_of("19").pk, "range", parts, papers(LATER)), ward, by=standing)


def named(ward, day):
    return {u.name: u.households for u in units_on(ward, day) if u.is_neighbourhood}


def cut(ward, old_day, new_day):
    return {
        line.old.name: (line.old.households, {one.name: one.households for one in line.new})
        for line in cut_of(ward, old_day, new_day)
    }


def test_the_tree_of_a_day_has_the_names_and_households_of_that_day(ward, changed):
    assert named(ward, EVE) == {"Tổ dân phố số 1": 3, "Tổ dân phố số 8": 3, "Tổ dân phố số 14": 0}
    assert named(ward, DAY) == {"Tổ dân phố số 19": 6, "Tổ dân phố Bình Minh": 0}
    assert named(ward, LATER) == {"Tổ dân phố số 20": 2, "Tổ dân phố số 21": 4, "Tổ dân phố Bình Minh": 0}


def test_children_come_after_their_parent(ward, changed):
    codes = [unit.code for unit in units_on(ward, LATER)]

    assert codes[0] == "dong-tam"
    assert all(code.rpartition("/")[0] in codes[: codes.index(code)] for code in codes[1:])
    assert codes.index("dong-tam/to-20/mat-tran") == codes.index("dong-tam/to-20") + 1


def test_households_hang_on_a_day_where_they_hung_then(ward, homes, changed, unit_of):
    assert set(homes_on(ward, EVE).values()) == {unit_of("1").pk, unit_of("8").pk}
    assert set(homes_on(ward, DAY).values()) == {unit_of("19").pk}
    assert homes_on(ward, LATER) == dict(Household.objects.values_list("pk", "unit"))


def test_an_old_cut_maps_onto_the_new_one_with_households_counted(ward, changed):
    assert cut(ward, EVE, DAY) == {
        "Tổ dân phố số 1": (3, {"Tổ dân phố số 19": 3}),
        "Tổ dân phố số 8": (3, {"Tổ dân phố số 19": 3}),
        "Tổ dân phố số 14": (0, {"Tổ dân phố Bình Minh": 0}),
    }
    assert cut(ward, DAY, LATER)["Tổ dân phố số 19"] == (6, {"Tổ dân phố số 20": 2, "Tổ dân phố số 21": 4})


def test_a_cut_follows_a_merge_and_the_split_after_it(ward, changed):
    assert cut(ward, EVE, LATER) == {
        "Tổ dân phố số 1": (3, {"Tổ dân phố số 20": 2, "Tổ dân phố số 21": 1}),
        "Tổ dân phố số 8": (3, {"Tổ dân phố số 20": 0, "Tổ dân phố số 21": 3}),
        "Tổ dân phố số 14": (0, {"Tổ dân phố Bình Minh": 0}),
    }


def test_without_a_change_every_unit_maps_onto_itself(ward, homes):
    assert all(line.is_same for line in cut_of(ward, EVE, LATER))


def test_a_renamed_unit_is_the_same_and_a_merged_one_is_not(ward, changed):
    assert {line.old.name: line.is_same for line in cut_of(ward, EVE, LATER)} == {
        "Tổ dân phố số 1": False,
        "Tổ dân phố số 8": False,
        "Tổ dân phố số 14": True,
    }


def test_days_come_in_order(ward):
    with pytest.raises(ValueError, match="old day"):
        cut_of(ward, LATER, EVE)


def test_the_tree_costs_the_same_whatever_the_ward(ward, changed, django_assert_num_queries):
    with django_assert_num_queries(4):
        units_on(ward, EVE)
    with django_assert_num_queries(4):
        units_on(ward, LATER, among=Unit.objects.neighbourhoods())
