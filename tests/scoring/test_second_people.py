"""What becomes of a second entry when households are split or merged and people stand twice."""

from datetime import date

import pytest

from emulation.models import Household, Member, Unit
from scoring.actions.second_entries import record_second
from scoring.actions.sheets import Entry
from scoring.models import SecondEntry
from scoring.queries.second_entries import disagreement_of, second_sheet
from tests.scoring.second_keyed import FULL, WRONG, key_blind, key_first, key_second, people_of
from tests.scoring.test_household_changes import DUONG, HUONG, merge, split
from tests.scoring.test_member_merging import merge as merge_people


@pytest.fixture
def confirmed(keyed_once, phase, standing):
    key_second(keyed_once, phase, standing)
    return keyed_once


def state(home, phase):
    return second_sheet(Household.objects.get(pk=home.pk), phase).state


def test_who_splits_off_is_keyed_twice_anew_and_the_old_sheet_stays_confirmed(confirmed, phase, clerk):
    new = split(confirmed, HUONG, DUONG, by=clerk)

    assert (state(confirmed, phase), state(new, phase)) == ("confirmed", "waiting")


def test_a_merged_sheet_is_keyed_twice_anew_and_what_was_compared_stays_counted(
    confirmed, phase, clerk, standing, make_household
):
    other = make_household("8", "Hoàng Văn Nhất", 1980)
    key_first(other, phase, clerk)
    key_second(other, phase, standing, WRONG)

    merge(confirmed, other, clerk)

    rate = disagreement_of(phase, Unit.objects.all())
    assert (rate.sheets, rate.cells, rate.differing) == (2, 50, 1)
    assert state(confirmed, phase) == "waiting"
    assert not SecondEntry.objects.live().exists()


def test_two_records_of_one_person_become_one_whatever_was_keyed_twice(household, phase, clerk, standing, drawn):
    double = Member.objects.create(
        household=household, full_name="Lô Thị Ngà", born_on=date(1971, 5, 6), relation="other", gender="female",
        position=9,
    )  # fmt: skip
    key_first(household, phase, clerk)
    key_second(household, phase, standing)
    nga = household.members.get(full_name="Lô Thị Nga")

    merge_people(nga, double, clerk, scores={phase.pk: "kept"})

    assert state(household, phase) == "confirmed"


def test_who_comes_while_a_sheet_is_keyed_twice_gets_a_row_in_both(keyed_once, phase, clerk, standing):
    key_blind(keyed_once, phase, standing)
    keyed_once.members.filter(full_name="Sùng Minh Đức").update(born_on=date(2000, 1, 1))
    new = people_of(keyed_once, phase)[-1]

    key_first(keyed_once, phase, clerk, *[FULL] * 5)
    record_second(keyed_once, phase, [Entry(new.pk, FULL, 0)], by=standing)

    assert key_second(keyed_once, phase, standing, *[FULL] * 5).cells == 50
