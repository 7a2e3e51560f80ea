"""Two records of one person become one: whose values, whose score, and what is kept of the other."""

import uuid
from datetime import date

import pytest

from emulation.actions import PeopleRefused, StaleRecord
from emulation.models import CorrectionRequest, Household, HouseholdEvent, Member
from scoring.actions.exemptions import exempt_member
from scoring.actions.members import MemberMerge, merge_members, pair_stamp
from scoring.actions.phases import close_phase
from scoring.models import Exemption, MemberScore
from scoring.queries.results import phase_result


@pytest.fixture
def nga(household):
    return household.members.get(full_name="Lô Thị Nga")


@pytest.fixture
def double(household):
    """The same woman once more, at the end of the same household."""
    return Member.objects.create(
        household=household, full_name="Lô Thị Ngà", born_on=date(1971, 5, 6), relation="other", gender="female",
        position=9, phone="0912345678",
    )  # fmt: skip


@pytest.fixture
def elsewhere(make_household):
    """The same woman in a household of another neighbourhood, where somebody else is the head."""
    home = make_household("14", "Hoàng Thị Nhất", 1980, "Lô Thị Nga", 1971)
    return home.members.get(full_name="Lô Thị Nga")


def merge(kept, other, by, *, scores=None, key=None, stamp="", reason="Đã đối chiếu CCCD", **values):
    kept, other = (Member.objects.select_related("household").get(pk=one.pk) for one in (kept, other))
    order = MemberMerge(values, reason, scores or {})
    return merge_members(kept, other, order, stamp=stamp or pair_stamp(kept, other), key=key or uuid.uuid4(), by=by)


def answers():
    rows = MemberScore.objects.order_by("member__position").values_list("member__full_name", "answers")
    return dict(rows)


def test_the_chosen_values_stay_and_the_others_are_kept_sealed(nga, double, clerk):
    kept = merge(nga, double, clerk, phone="0912345678")

    event = HouseholdEvent.objects.get()
    assert (kept.full_name, Member.objects.get(pk=kept.pk).phone) == ("Lô Thị Nga", "0912345678")
    assert (event.kept_values["full_name"], event.kept_values["born_on"]) == ("Lô Thị Ngà", "1971-05-06")
    assert event.reason == "Đã đối chiếu CCCD"
    assert Member.objects.filter(pk=double.pk).exists() is False


def test_a_score_of_the_other_alone_goes_along(household, nga, double, phase, score, clerk):
    score(household)
    MemberScore.objects.filter(member=nga).delete()

    merge(nga, double, clerk)

    assert answers()["Lô Thị Nga"] == "1" * 10
    assert phase_result(phase).passing_members == 4


@pytest.fixture
def both_scored(household, double, score):
    """The first record 9 of 10, the second all."""
    score(household, "1" * 10, "1111111110", "1" * 10, "1" * 10, "1" * 10)


def test_two_different_scores_in_an_open_phase_have_to_be_chosen(nga, double, both_scored, clerk):
    with pytest.raises(PeopleRefused, match="Hãy chọn giữ điểm nào"):
        merge(nga, double, clerk)

    assert Member.objects.filter(pk=double.pk).exists()


@pytest.mark.parametrize(
    ("choice", "stays", "lost"), [("kept", "1111111110", "1" * 10), ("other", "1" * 10, "1111111110")]
)
def test_the_chosen_score_stays_and_the_other_is_kept_in_the_event(
    nga, double, both_scored, phase, clerk, choice, stays, lost
):
    merge(nga, double, clerk, scores={phase.pk: choice})

    assert answers()["Lô Thị Nga"] == stays
    assert HouseholdEvent.objects.get().kept_values["lost"] == [{"phase": phase.pk, "answers": lost}]
    assert phase_result(phase).members == 4


def test_equal_scores_ask_nothing(household, nga, double, score, clerk):
    score(household)

    merge(nga, double, clerk)

    assert answers()["Lô Thị Nga"] == "1" * 10


def test_a_closed_phase_asks_nothing_and_its_snapshot_stays(nga, double, both_scored, phase, clerk, standing):
    snapshot = close_phase(phase, by=standing)
    before = snapshot.data

    merge(nga, double, clerk)

    assert type(snapshot).objects.get(pk=snapshot.pk).data == before
    assert answers()["Lô Thị Nga"] == "1111111110"


def test_a_score_from_another_household_comes_onto_the_sheet_of_this_one(
    nga, elsewhere, household, phase, score, clerk
):
    score(elsewhere.household)

    merge(nga, elsewhere, clerk)

    row = MemberScore.objects.get(member=nga)
    assert row.sheet.household == household
    assert phase_result(phase).passing_members == 2


def test_the_head_of_another_household_is_not_merged_away(nga, make_household, clerk):
    head = make_household("14", "Lô Thị Nga", 1971).members.get()

    with pytest.raises(PeopleRefused, match="là chủ hộ của hộ"):
        merge(nga, head, clerk)


def test_a_double_head_of_the_same_household_leaves_one_head(household, nga, clerk):
    chu = household.members.get(relation="head")

    merge(nga, chu, clerk)

    assert [one.full_name for one in household.members.filter(relation="head")] == ["Lô Thị Nga"]
    assert Household.objects.get(pk=household.pk).head_name == "Lô Thị Nga"


def test_of_two_exemptions_one_stays_in_force(nga, double, phase, standing):
    for one in (nga, double):
        exempt_member(one, phase, kind="sick", effect="out", reason="Nằm viện", by=standing)

    merge(nga, double, standing)

    assert [one.member for one in Exemption.objects.in_force(phase)] == [nga]
    assert Exemption.objects.filter(member=nga).count() == 2


def test_of_two_requests_for_the_same_field_one_goes_on_waiting(nga, double, clerk, standing):
    for one in (nga, double):
        CorrectionRequest.objects.create(
            member=one, field="full_name", new="Lô Thị Ngà", reason="a", evidence="b", requested_by=clerk
        )

    merge(nga, double, standing)

    assert sorted(CorrectionRequest.objects.filter(member=nga).values_list("status", flat=True)) == [
        "waiting",
        "withdrawn",
    ]


def test_a_second_press_merges_once(nga, double, clerk):
    key, seen = uuid.uuid4(), pair_stamp(nga, double)
    order = MemberMerge({}, "Trùng")

    kept = {merge_members(nga, double, order, stamp=seen, key=key, by=clerk).pk for _ in range(2)}

    assert kept == {nga.pk}
    assert HouseholdEvent.objects.count() == 1


def test_a_pair_changed_meanwhile_is_not_merged(nga, double, clerk):
    seen = pair_stamp(nga, double)
    Member.objects.filter(pk=double.pk).update(full_name="Lô Thị Na")

    with pytest.raises(StaleRecord):
        merge(nga, double, clerk, stamp=seen)


def test_nobody_is_merged_without_a_reason_or_with_himself(nga, double, clerk):
    for other, reason in ((double, ""), (nga, "Trùng")):
        with pytest.raises(PeopleRefused):
            merge(nga, other, clerk, reason=reason)

    assert Member.objects.filter(full_name__startswith="Lô").count() == 2
