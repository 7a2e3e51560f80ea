"""Two people at once on one household, on both databases; each guard has a control that loses without it."""

import uuid
from datetime import date

import pytest

from emulation.actions import (
    add_member,
    approve_correction,
    change_member,
    record_presence,
    refuse_correction,
    request_correction,
)
from emulation.models import CorrectionRequest, Household, HouseholdEvent, Member
from emulation.queries.people import stamp_of, whole_stamp
from scoring.actions.households import HouseholdMerge, Split, merge_households, pair_stamp, split_household
from scoring.actions.phases import close_phase
from tests.test_races import SURELY, at_once, errors_in, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)

MAI = {
    "full_name": "Sùng Thị Mai", "relation": "child", "born_on": date(1999, 3, 2), "is_birth_year_only": False,
    "gender": "female", "citizen_id": "", "phone": "",
}  # fmt: skip


@pytest.fixture
def nga(household):
    return household.members.select_related("household").get(full_name="Lô Thị Nga")


def test_of_two_who_change_one_person_the_second_is_told(nga, clerk, standing):
    seen = stamp_of(nga)

    outcomes = at_once(
        lambda: change_member(nga, {"full_name": "Lô Thị Ngà"}, stamp=seen, by=clerk),
        lambda: change_member(nga, {"full_name": "Lô Thị Nhà"}, stamp=seen, by=standing),
    )

    assert kinds_of(outcomes) == ["Member", "StaleRecord"]
    kept = next(one for one in outcomes if isinstance(one, Member))
    assert Member.objects.get(pk=nga.pk).full_name == kept.full_name


def naive_change(pk, name, seen):
    """Looks whether the stamp still holds, and writes then."""
    member = Member.objects.get(pk=pk)
    if stamp_of(member) == seen:
        Member.objects.filter(pk=pk).update(full_name=name)
    return member


def test_control_looking_at_the_stamp_without_the_lock_overwrites(nga):
    seen = stamp_of(nga)

    outcomes = at_once(
        *[lambda name=name: naive_change(nga.pk, name, seen) for name in ("Lô Thị Ngà", "Lô Thị Nhà")], patience=SURELY
    )

    assert [stamp_of(one) == seen for one in outcomes] == [True, True]


def test_a_double_click_adds_one_person(household, clerk):
    key = uuid.uuid4()

    outcomes = at_once(*[lambda: add_member(household, MAI, key=key, by=clerk)] * 2)

    assert errors_in(outcomes) == []
    assert household.members.filter(full_name="Sùng Thị Mai").count() == 1


def naive_add(household, key):
    if not HouseholdEvent.objects.filter(key=key).exists():
        Member.objects.create(household=household, position=9, **MAI)


def test_control_looking_for_the_key_without_the_lock_adds_two(household):
    key = uuid.uuid4()

    at_once(*[lambda: naive_add(household, key)] * 2, patience=SURELY)

    assert household.members.filter(full_name="Sùng Thị Mai").count() == 2


def split_of(household, name, code):
    pk = household.members.get(full_name=name).pk
    return Split(frozenset([pk]), pk, code, "", date(2022, 9, 1))


def test_of_two_who_split_one_household_the_second_looks_again(household, clerk, standing):
    seen = whole_stamp(household)
    orders = [split_of(household, *one) for one in (("Sùng Thị Kiều Hương", "X1"), ("Nguyễn Đặng Thuỳ Dương", "X2"))]

    outcomes = at_once(
        *[lambda o=one: split_household(household, o, stamp=seen, key=uuid.uuid4(), by=clerk) for one in orders]
    )

    assert kinds_of(outcomes) == ["Household", "StaleRecord"]
    assert Household.objects.count() == 2


def test_a_household_merged_away_in_the_same_moment_is_refused_in_a_sentence(household, make_household, clerk):
    other = make_household("8", "Sùng A Chư", 1968)
    member, seen = other.members.select_related("household").get(), pair_stamp(household, other)
    stamp = stamp_of(member)
    order = HouseholdMerge(household.code, "", household.members.get(relation="head").pk, "Trùng")

    outcomes = at_once(
        lambda: merge_households(household, other, order, stamp=seen, key=uuid.uuid4(), by=clerk),
        lambda: record_presence(member, "away", on=date(2022, 9, 1), stamp=stamp, key=uuid.uuid4(), by=clerk),
    )

    assert len(errors_in(outcomes)) == 1
    assert kinds_of(errors_in(outcomes)) == ["StaleRecord"]


def test_of_two_decisions_on_one_request_one_holds(nga, phase, clerk, standing, chairman):
    close_phase(phase, by=standing)
    request = request_correction(
        nga, "full_name", "Lô Thị Ngà", reason="Sai dấu", evidence="CCCD", key=uuid.uuid4(), by=clerk
    )
    first, second = (CorrectionRequest.objects.for_page().get(pk=request.pk) for _ in range(2))

    outcomes = at_once(
        lambda: approve_correction(first, by=standing),
        lambda: refuse_correction(second, note="Thiếu giấy tờ", by=chairman),
    )

    status = CorrectionRequest.objects.get().status
    assert kinds_of(outcomes) == ["CorrectionRequest", "PeopleRefused"]
    assert (Member.objects.get(pk=nga.pk).full_name == "Lô Thị Ngà") == (status == "approved")
