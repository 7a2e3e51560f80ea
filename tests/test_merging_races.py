"""A clerk keys a sheet while somebody joins its household or its people: one waits for the other, nobody fails."""

import time
from uuid import uuid4

import pytest
from django.db import transaction

from scoring.actions.households import HouseholdMerge, merge_households, pair_stamp
from scoring.actions.members import MemberMerge, merge_members
from scoring.actions.members import pair_stamp as people_stamp
from scoring.actions.sheets import check_taking_part, held_sheets
from scoring.models import ScoreSheet
from tests.test_races import SOON, at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(make_household, score):
    """Two records of one head, scored differently."""
    home = make_household("8", "Lô Thị Nga", 1971, "Lô Thị Ngà", 1971)
    score(home, "1" * 10, "0" * 10)
    return home


@transaction.atomic
def key_slowly(home, phase):
    """Takes what whoever keys takes, in the same order, with time for somebody else between."""
    check_taking_part(home, phase)
    time.sleep(3 * SOON)
    return held_sheets().filter(household=home, phase=phase).first()


def test_people_are_joined_while_their_sheet_is_keyed(home, phase, clerk):
    kept, other = home.members.in_paper_order()
    order = MemberMerge({}, "Cùng một người", {phase.pk: "other"})
    stamp = people_stamp(kept, other)

    outcomes = at_once(
        lambda: key_slowly(home, phase),
        lambda: merge_members(kept, other, order, stamp=stamp, key=uuid4(), by=clerk),
    )

    assert errors_in(outcomes) == []


def test_households_are_joined_while_the_sheet_of_one_is_keyed(home, phase, make_household, clerk):
    other = make_household("8", "Lô Thị Nga", 1971)
    order = HouseholdMerge(home.code, home.address, other.members.get().pk, "Lập hai lần")
    stamp = pair_stamp(other, home)

    outcomes = at_once(
        lambda: key_slowly(home, phase),
        lambda: merge_households(other, home, order, stamp=stamp, key=uuid4(), by=clerk),
    )

    assert errors_in(outcomes) == []
    assert ScoreSheet.objects.get().household == other
