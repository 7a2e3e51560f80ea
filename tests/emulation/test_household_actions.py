"""Households by hand: added with their head, put right, moved to another neighbourhood."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from emulation.actions import PeopleRefused, StaleRecord, add_household, change_household, move_household
from emulation.models import AuditEntry, Household, HouseholdEvent
from emulation.queries.people import stamp_of, suggested_code, whole_stamp
from emulation.queries.unit_changes import plan_change
from emulation.queries.units import homes_on
from emulation.rules import ChangeRefused, Papers, Rename

HEAD = {
    "full_name": "Hạng A Páo", "born_on": date(1980, 1, 1), "is_birth_year_only": True, "gender": "male",
    "citizen_id": "", "phone": "",
}  # fmt: skip


def add(unit, ward, by, key=None, code="T08-900", address="Số 9, đường Điện Biên"):
    return add_household(unit, ward, {"code": code, "address": address}, HEAD, key=key or uuid.uuid4(), by=by)


def move(home, unit, by, on=date(2022, 9, 1), key=None, stamp=""):
    return move_household(home, unit, on=on, stamp=stamp or whole_stamp(home), key=key or uuid.uuid4(), by=by)


def test_a_new_household_stands_last_on_the_walk_with_its_head(household, unit_of, ward, clerk):
    home = add(unit_of("8"), ward, clerk)

    head = home.members.get()
    assert (home.position, home.head_name, head.relation) == (household.position + 1, "Hạng A Páo", "head")
    assert home.search == "t08 900 hang a pao so 9 duong dien bien"


def test_the_same_form_twice_makes_one_household(unit_of, ward, clerk):
    key = uuid.uuid4()

    homes = {add(unit_of("8"), ward, clerk, key=key).pk for _ in range(2)}

    assert len(homes) == Household.objects.count() == 1


@pytest.mark.parametrize("code", ["T08-017", "t08-017"])
def test_a_code_stands_once_in_the_ward(household, unit_of, ward, clerk, code):
    with pytest.raises(PeopleRefused, match="đã có hộ mang mã này"):
        add(unit_of("14"), ward, clerk, code=code)

    assert Household.objects.count() == 1


def test_code_and_address_are_put_right(household, clerk):
    change_household(household, {"code": "T08-018", "address": "Ngõ 5"}, stamp=stamp_of(household), by=clerk)

    home = Household.objects.get()
    assert (home.code, home.search) == ("T08-018", "t08 018 sung a chu ngo 5")
    assert AuditEntry.objects.get(verb="sửa hộ").after == {"code": "T08-018", "fields": ["address", "code"]}


def test_a_stale_form_changes_nothing(household, clerk):
    seen = stamp_of(household)
    change_household(household, {"address": "Ngõ 5"}, stamp=seen, by=clerk)

    with pytest.raises(StaleRecord):
        change_household(household, {"address": "Ngõ 7"}, stamp=seen, by=clerk)

    assert Household.objects.get().address == "Ngõ 5"


def test_a_moved_household_stands_last_in_its_new_neighbourhood(household, make_household, unit_of, clerk):
    make_household("14", "Hoàng Thị Nhất", 1980)

    home = move(household, unit_of("14"), clerk)

    assert (home.unit, home.position) == (unit_of("14"), 3)
    assert HouseholdEvent.objects.get().told == "Tổ dân phố số 8 → Tổ dân phố số 14"


def test_the_old_cut_of_the_ward_still_counts_it_where_it_was(household, ward, unit_of, clerk):
    old, new = unit_of("8").pk, unit_of("14").pk

    move(household, unit_of("14"), clerk)

    days = [date(2022, 8, 31), date(2022, 9, 1)]
    assert [homes_on(ward, day)[household.pk] for day in days] == [old, new]


def test_two_moves_are_both_remembered(household, ward, unit_of, clerk):
    for label, day in (("14", date(2022, 9, 1)), ("1", date(2022, 10, 1))):
        move(Household.objects.get(), unit_of(label), clerk, on=day)

    days = [date(2022, 8, 1), date(2022, 9, 15), date(2022, 10, 1)]
    assert [homes_on(ward, day)[household.pk] for day in days] == [unit_of(one).pk for one in ("8", "14", "1")]


def test_a_second_press_moves_once(household, unit_of, clerk):
    key, seen = uuid.uuid4(), whole_stamp(household)

    for _ in range(2):
        move(household, unit_of("14"), clerk, key=key, stamp=seen)

    assert household.moves.count() == 1


@pytest.mark.parametrize(
    ("label", "on", "words"),
    [("8", date(2022, 9, 1), "đang ở"), ("14", date(2999, 9, 1), "chưa đến"), ("14", date(2022, 7, 1), "đã chuyển tổ")],
)
def test_impossible_moves_are_refused(household, unit_of, clerk, label, on, words):
    move(household, unit_of("1"), clerk, on=date(2022, 8, 1))
    move(Household.objects.get(), unit_of("8"), clerk, on=date(2022, 8, 1))

    with pytest.raises(PeopleRefused, match=words):
        move(Household.objects.get(), unit_of(label), clerk, on=on)


def test_a_household_does_not_move_where_nothing_is_any_more(household, unit_of, clerk):
    ended = unit_of("14")
    type(ended).objects.filter(pk=ended.pk).update(ends_on=date(2022, 1, 1))

    with pytest.raises(PeopleRefused, match="không còn"):
        move(household, ended, clerk)


def test_the_next_code_follows_the_manner_of_the_others(make_household, unit_of):
    for code in ("T08-009", "T08-104", "KIN", "A-1"):
        make_household("8", "Sùng A Chử", 1968, code=code)

    assert suggested_code(unit_of("8")) == "T08-105"
    assert suggested_code(unit_of("14")) == ""


def test_no_change_of_units_reaches_behind_a_move(household, ward, unit_of, clerk):
    move(household, unit_of("14"), clerk, on=date(2022, 9, 1))
    order = Rename(unit_of("14").pk, "Tổ dân phố Hoa Ban", "", Papers(date(2022, 8, 1), "NQ 15"))

    with pytest.raises(ChangeRefused):
        plan_change(order, ward)

    later = replace(order, papers=Papers(date(2022, 9, 2), "NQ 15"))
    assert plan_change(later, ward).moved == 0
