"""Links and self-scores where two households, or two records of a person, become one."""

from uuid import uuid4

import pytest

from emulation.actions import PeopleRefused
from scoring.actions.household_links import issue_links
from scoring.actions.households import HouseholdMerge, merge_households, pair_stamp
from scoring.actions.members import MemberMerge, merge_members
from scoring.actions.members import pair_stamp as people_stamp
from scoring.actions.self_scores import BY_PHONE, consent_to_scoring, save_self_score, send_self_sheet
from scoring.actions.sheets import Entry
from scoring.actions.staying_out import leave_phase, return_to_phase
from scoring.models import HouseholdLink, MemberScore, ScoreSheet, SelfScore, SelfSheet, StayingOut

MET, MIXED = "1" * 10, "1101111111"


@pytest.fixture
def kept(make_household):
    return make_household("8", "Sùng A Chử", 1968, code="T08-017")


@pytest.fixture
def other(make_household):
    return make_household("8", "Sùng A Trử", 1969, code="T08-117")


@pytest.fixture
def send(phase, clerk):
    """Lets the head of a household send answers: send(home, MET)."""

    def by_phone(home, answers):
        issue_links(phase, home.unit, [home], key=uuid4(), by=clerk)
        link = HouseholdLink.objects.in_force().select_related("phase__campaign", "household__unit").get(household=home)
        consent_to_scoring(link, wording=1, may_publish=False)
        save_self_score(link, Entry(home.members.get().pk, answers, 0))
        send_self_sheet(link)

    return by_phone


def merge(kept, other, by):
    order = HouseholdMerge(code=kept.code, address=kept.address, head=kept.members.get().pk, reason="Lập hai lần")
    return merge_households(kept, other, order, stamp=pair_stamp(kept, other), key=uuid4(), by=by)


def test_people_who_join_bring_what_was_proposed_for_them_and_one_slip_stays(kept, other, send, clerk):
    send(kept, MET)
    send(other, MIXED)

    merge(kept, other, clerk)

    assert SelfSheet.objects.get().household == kept
    assert sorted(SelfScore.objects.values_list("sent", flat=True)) == [MIXED, MET]
    assert list(HouseholdLink.objects.in_force().values_list("household", flat=True)) == [kept.pk]


def test_a_proposal_goes_along_where_the_kept_household_has_none(kept, other, send, clerk):
    send(other, MIXED)

    merge(kept, other, clerk)

    assert SelfSheet.objects.get().household == kept
    assert HouseholdLink.objects.in_force().count() == 0


def test_staying_out_is_one_household_afterwards(kept, other, phase, clerk):
    leave_phase(kept, phase, by=BY_PHONE)
    leave_phase(other, phase, by=clerk, reason="Báo miệng")

    merge(kept, other, clerk)

    assert StayingOut.objects.in_force().get().household == kept
    assert StayingOut.objects.count() == 2


@pytest.mark.parametrize("out", ["T08-017", "T08-117"])
def test_who_stays_out_and_who_has_been_scored_do_not_become_one_unasked(kept, other, score, phase, clerk, out):
    for home in (kept, other):
        score(home)
    leave_phase(kept if kept.code == out else other, phase, by=clerk, reason="Báo miệng")

    with pytest.raises(PeopleRefused, match=f"ghi “Tham gia lại” cho hộ {out} hoặc"):
        merge(kept, other, clerk)

    assert ScoreSheet.objects.count() == 1


def test_of_a_household_that_has_only_sent_by_phone_the_same(kept, other, send, phase, clerk):
    send(other, MET)
    leave_phase(kept, phase, by=clerk, reason="Báo miệng")

    with pytest.raises(PeopleRefused, match="Hộ T08-017 không tham gia"):
        merge(kept, other, clerk)


def test_a_sheet_set_aside_comes_back_to_the_household_it_was_joined_to(kept, other, score, phase, clerk):
    score(other, MIXED)
    leave_phase(other, phase, by=clerk, reason="Báo miệng")
    merge(kept, other, clerk)

    return_to_phase(kept, phase, by=clerk)

    assert list(MemberScore.objects.values_list("sheet__household", "answers")) == [(kept.pk, MIXED)]


@pytest.mark.parametrize(("both", "left"), [(True, MET), (False, MIXED)])
def test_of_two_records_the_kept_persons_proposal_stays(kept, other, send, clerk, phase, both, left):
    send(other, MIXED)
    if both:
        send(kept, MET)
    merge(kept, other, clerk)
    first, second = kept.members.order_by("pk")
    order = MemberMerge(values={}, reason="Cùng một người")

    merge_members(first, second, order, stamp=people_stamp(first, second), key=uuid4(), by=clerk)

    assert [(row.member, row.sent) for row in SelfScore.objects.all()] == [(first, left)]
