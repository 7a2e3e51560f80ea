"""Splitting households and merging what stands twice: where people and their answers are afterwards."""

import uuid
from datetime import date

import pytest

from emulation.actions import PeopleRefused, StaleRecord
from emulation.models import AuditEntry, Household, HouseholdEvent, Member
from emulation.queries.people import whole_stamp
from scoring.actions.households import HouseholdMerge, Split, merge_households, pair_stamp, split_household
from scoring.actions.paper_sheets import issue_sheets
from scoring.actions.phases import close_phase
from scoring.actions.sheets import finish_sheet
from scoring.models import Criterion, MemberScore, PaperSheet, ScoreSheet
from scoring.queries.people import finished_sheets
from scoring.queries.results import phase_result
from scoring.queries.snapshots import frozen_phase

DAY = date(2022, 9, 1)
CHU, NGA, HUONG, DUONG, DUC = (
    "Sùng A Chử", "Lô Thị Nga", "Sùng Thị Kiều Hương", "Nguyễn Đặng Thuỳ Dương", "Sùng Minh Đức",
)  # fmt: skip


def pk_of(home, name):
    return home.members.get(full_name=name).pk


def split(home, *names, by, stays="", code="T08-900", key=None, stamp=""):
    people = {one.full_name: one.pk for one in home.members.all()}
    order = Split(
        frozenset(people[name] for name in names), people[names[0]], code, "Ngõ 9", DAY, people.get(stays, 0), "Ở riêng"
    )
    return split_household(home, order, stamp=stamp or whole_stamp(home), key=key or uuid.uuid4(), by=by)


def merge(kept, other, by, head=None, key=None, stamp="", code=""):
    head = head or kept.members.get(relation="head")
    order = HouseholdMerge(code or kept.code, kept.address, head.pk, "Nhập hai lần")
    stamp, key = stamp or pair_stamp(kept, other), key or uuid.uuid4()
    return merge_households(kept, other, order, stamp=stamp, key=key, by=by)


def people_of(home):
    return [(one.full_name, one.relation) for one in home.members.in_paper_order()]


def answers_of(home, phase):
    scores = MemberScore.objects.filter(sheet__household=home, sheet__phase=phase).order_by("member__position")
    return [(score.member.full_name, score.answers) for score in scores.select_related("member")]


# Splitting


def test_who_goes_is_a_household_beside_the_old_one(household, clerk):
    new = split(household, HUONG, DUC, by=clerk)

    assert people_of(new) == [(HUONG, "head"), (DUC, "other")]
    assert [name for name, _ in people_of(household)] == [CHU, NGA, DUONG]
    assert (new.unit, new.position, new.head_name) == (household.unit, household.position, HUONG)


def test_answers_go_with_the_people_and_both_sheets_stay_finished(household, phase, score, clerk):
    score(household, "1" * 10, "0" * 10, "1111111110", "1" * 10)
    finish_sheet(household, phase, by=clerk)

    new = split(household, HUONG, by=clerk)

    assert answers_of(new, phase) == [(HUONG, "1111111110")]
    assert [name for name, _ in answers_of(household, phase)] == [CHU, NGA, DUONG]
    assert set(finished_sheets(phase).values_list("household", flat=True)) == {household.pk, new.pk}


def test_the_sums_of_the_ward_stay_the_same_but_for_one_more_household(household, phase, score, clerk):
    score(household)
    before = phase_result(phase)

    split(household, HUONG, by=clerk)

    after = phase_result(phase)
    assert (after.members, after.passing_members) == (before.members, before.passing_members) == (4, 4)
    assert (after.households, after.passing) == (before.households + 1, before.passing + 1)


def test_the_new_household_keeps_the_tags_its_answers_were_judged_by(household, clerk):
    Household.objects.filter(pk=household.pk).update(tags="hộ nghèo")

    assert split(household, HUONG, by=clerk).tags == "hộ nghèo"


def test_where_the_head_goes_those_who_stay_get_one(household, clerk):
    new = split(household, CHU, DUC, by=clerk, stays=NGA)

    assert people_of(new)[0] == (CHU, "head")
    assert dict(people_of(household))[NGA] == "head"
    assert Household.objects.get(pk=household.pk).head_name == NGA


def test_where_the_head_goes_without_another_nothing_is_written(household, clerk):
    with pytest.raises(PeopleRefused, match="chủ hộ cho những người ở lại"):
        split(household, CHU, by=clerk)

    assert Household.objects.count() == 1


def test_somebody_has_to_stay(household, clerk):
    with pytest.raises(PeopleRefused, match="để lại"):
        split(household, CHU, NGA, HUONG, DUONG, DUC, by=clerk)


def test_a_second_press_splits_once(household, clerk):
    key, seen = uuid.uuid4(), whole_stamp(household)

    homes = {split_again.pk for split_again in (split_twice(household, clerk, key, seen) for _ in range(2))}

    assert len(homes) == 1
    assert HouseholdEvent.objects.filter(kind="split").count() == 2


def split_twice(household, clerk, key, seen):
    pk = Member.objects.get(full_name=HUONG).pk
    order = Split(frozenset([pk]), pk, "T08-900", "Ngõ 9", DAY)
    return split_household(household, order, stamp=seen, key=key, by=clerk)


def test_a_household_changed_meanwhile_is_not_split(household, clerk):
    seen = whole_stamp(household)
    Member.objects.filter(full_name=DUONG).update(presence="away")

    with pytest.raises(StaleRecord):
        split(household, HUONG, by=clerk, stamp=seen)


def test_a_closed_phase_keeps_its_snapshot_and_its_sheet(household, phase, score, clerk, standing):
    score(household)
    close_phase(phase, by=standing)
    before = frozen_phase(phase)

    split(household, HUONG, by=clerk)

    after = frozen_phase(phase)
    assert (after.result.members, after.passing, after.snapshot) == (
        before.result.members,
        before.passing,
        before.snapshot,
    )
    assert ScoreSheet.objects.count() == 1


def test_the_trail_names_codes_and_ids(household, clerk):
    hương = pk_of(household, HUONG)

    split(household, HUONG, by=clerk)

    facts = AuditEntry.objects.filter(verb="tách hộ").first().after
    assert facts == {"household": "T08-017", "from": "T08-017", "to": "T08-900", "members": [hương]}


# Merging households


@pytest.fixture
def double(make_household):
    return make_household("8", "Sùng A Chư", 1968, "Sùng Thị Lan", 1990, code="T08-171")


def test_people_and_history_of_both_are_in_the_one_kept(household, double, clerk):
    kept = merge(household, double, clerk)

    assert people_of(kept)[-2:] == [("Sùng A Chư", "other"), ("Sùng Thị Lan", "other")]
    assert people_of(kept)[0] == (CHU, "head")
    assert Household.objects.count() == 1


def test_code_and_head_of_the_other_may_be_the_ones_kept(household, double, clerk):
    kept = merge(household, double, clerk, head=double.members.get(full_name="Sùng Thị Lan"), code="T08-171")

    assert (kept.code, kept.head_name) == ("T08-171", "Sùng Thị Lan")
    assert dict(people_of(kept))["Sùng A Chư"] == "other"
    assert "t08 171 sung thi lan" in Household.objects.get().search


def test_a_sheet_of_the_other_alone_becomes_the_sheet(household, double, phase, score, clerk):
    score(double)

    kept = merge(household, double, clerk)

    assert answers_of(kept, phase) == [("Sùng A Chư", "1" * 10), ("Sùng Thị Lan", "1" * 10)]


def test_two_sheets_become_one_with_all_answers(household, double, phase, score, clerk):
    score(household)
    score(double, "0" * 10, "1" * 10)
    before = phase_result(phase)

    kept = merge(household, double, clerk)

    after = phase_result(phase)
    assert len(answers_of(kept, phase)) == 6
    assert ScoreSheet.objects.count() == 1
    assert (after.members, after.passing_members) == (before.members, before.passing_members) == (6, 5)


def test_answers_are_judged_by_the_tags_of_the_household_they_come_to(household, double, phase, score, clerk):
    Criterion.objects.filter(number=10).update(only_for="hộ nghèo")
    Household.objects.filter(pk=double.pk).update(tags="hộ nghèo")
    double.refresh_from_db()
    score(household, "0" + "1" * 8 + ".", *["0" + "1" * 8 + "."] * 3)
    score(double, "0" + "1" * 9, "0" + "1" * 9)
    before = set(MemberScore.objects.filter(sheet__household=double).values_list("score", "passed"))

    merge(household, double, clerk)

    after = set(MemberScore.objects.filter(member__full_name="Sùng Thị Lan").values_list("score", "passed"))
    own = set(MemberScore.objects.filter(member__full_name=NGA).values_list("score", "passed"))
    assert before != own
    assert after == own


def test_a_second_press_merges_once_and_says_the_same(household, double, clerk):
    key, seen = uuid.uuid4(), pair_stamp(household, double)
    head = household.members.get(relation="head")

    kept = {merge(household, double, clerk, head=head, key=key, stamp=seen).pk for _ in range(2)}

    assert kept == {household.pk}
    assert HouseholdEvent.objects.filter(kind="households_merged").count() == 1


def test_a_changed_pair_is_not_merged(household, double, clerk):
    seen = pair_stamp(household, double)
    Household.objects.filter(pk=double.pk).update(address="Ngõ khác")

    with pytest.raises(StaleRecord):
        merge(household, double, clerk, stamp=seen)


def test_households_are_not_merged_without_a_reason(household, double, clerk):
    order = HouseholdMerge(household.code, "", household.members.first().pk, "")

    with pytest.raises(PeopleRefused, match="lý do"):
        merge_households(
            household, double, order, stamp=pair_stamp(household, double), key=uuid.uuid4(), by=clerk
        )  # fmt: skip


def test_a_closed_phase_keeps_both_households_in_its_snapshot(household, double, phase, score, clerk, standing):
    score(household)
    score(double)
    snapshot = close_phase(phase, by=standing)

    merge(household, double, clerk)

    codes = [home["code"] for home in type(snapshot).objects.get(pk=snapshot.pk).data["households"]]
    assert sorted(codes) == ["T08-017", "T08-171"]


def test_printed_sheets_of_both_households_keep_their_codes(household, double, phase, clerk):
    issue_sheets(phase, Household.objects.all(), batch=uuid.uuid4())
    codes = dict(PaperSheet.objects.values_list("household", "code"))

    merge(household, double, clerk)

    papers = PaperSheet.objects.filter(phase=phase, code__in=codes.values())
    assert {paper.household for paper in papers} == {household}
    assert papers.in_use().get().code == codes[household.pk]


def test_the_only_printed_sheet_goes_along_to_the_household_kept(household, double, phase, clerk):
    issue_sheets(phase, Household.objects.filter(pk=double.pk), batch=uuid.uuid4())

    merge(household, double, clerk)

    assert PaperSheet.objects.in_use().get(phase=phase).household == household
