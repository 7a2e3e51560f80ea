"""Readings: who enters does not approve, nothing is overwritten, and what cannot be is refused in words."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from emulation.models import Campaign
from emulation.models.people import User
from scoring.actions.targets import ReadingRefused, approve_reading, correct_reading, record_reading
from scoring.models import Reading, Target
from scoring.permissions import can_approve_reading, can_correct_reading, can_record_reading
from scoring.queries.targets import counting, pending, running_targets
from tests.schools import enter, person, values

DAY = date(2022, 12, 20)


@pytest.fixture
def smartphones(school_campaign):
    return Target.objects.get(campaign=school_campaign, number=1)


@pytest.fixture
def reading(smartphones, deputy):
    return record_reading(smartphones, values(DAY, 56, 60), key=uuid.uuid4(), by=deputy)


def fresh(user) -> User:
    return User.objects.get(pk=user.pk)


# Entering


def test_a_reading_is_entered_and_waits(smartphones, reading, deputy):
    assert (reading.entered_by, reading.is_approved) == (deputy, False)
    assert (counting(smartphones), pending(smartphones)) == ([], [reading])


def test_a_second_press_changes_nothing(smartphones, deputy):
    key = uuid.uuid4()

    made = [record_reading(smartphones, values(DAY, 56, 60), key=key, by=deputy) for _ in range(2)]

    assert made[0] == made[1]
    assert Reading.objects.count() == 1


def test_a_form_of_one_target_says_nothing_about_another(school_campaign, smartphones, reading, deputy):
    other = Target.objects.get(campaign=school_campaign, number=6)

    with pytest.raises(ReadingRefused, match="một chỉ tiêu khác"):
        record_reading(other, values(DAY, 5, 6), key=reading.key, by=deputy)


@pytest.mark.parametrize(
    ("number", "said", "words"),
    [
        (1, values(DAY, 61, 60), "lớn hơn tổng số"),
        (1, values(DAY, 0, 0), "Tổng số bằng 0"),
        (1, values(DAY, -1, 60), "không thể âm"),
        (1, values(DAY, 1, 10**9), "lớn quá mức"),
        (1, values(DAY, answer=True), "Hãy ghi một số nguyên"),
        (2, values(DAY, 1, 2), "Hãy chọn Có hoặc Chưa"),
        (5, values(DAY, 148, 150, asked=149), "ít hơn số phiếu trả lời"),
        (1, values(date(2022, 11, 13), 5, 6), "ngoài thời gian của kế hoạch"),
        (1, values(date(2026, 1, 1), 5, 6), "ngoài thời gian của kế hoạch"),
        (1, values(date(2199, 1, 1), 5, 6), "chưa đến"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(school_campaign, deputy, it_is, number, said, words):
    it_is(2026, 11, 22, 9)
    target = Target.objects.get(campaign=school_campaign, number=number)

    with pytest.raises(ReadingRefused, match=words):
        record_reading(target, said, key=uuid.uuid4(), by=deputy)

    assert Reading.objects.count() == 0


def test_a_day_has_one_reading_the_next_one_is_a_correction(smartphones, reading, deputy, principal):
    with pytest.raises(ReadingRefused, match="đang chờ duyệt"):
        record_reading(smartphones, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)
    approve_reading(reading, by=principal)
    with pytest.raises(ReadingRefused, match=r"đã được duyệt.*Đính chính"):
        record_reading(smartphones, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)


def test_a_campaign_that_has_ended_takes_no_readings(smartphones, deputy):
    Campaign.objects.filter(pk=smartphones.campaign_id).update(status="closed", number="12/KH-MNTH")

    with pytest.raises(ReadingRefused, match="đã kết thúc"):
        record_reading(smartphones, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)


# Approving


def test_the_principal_approves_and_approving_twice_changes_nothing(smartphones, reading, principal):
    first = approve_reading(reading, by=principal)
    second = approve_reading(reading, by=principal)

    assert (first.approved_by, first.approved_at) == (principal, second.approved_at)
    assert (counting(smartphones), pending(smartphones)) == ([reading], [])


def test_nobody_approves_the_own_reading(smartphones, principal):
    own = record_reading(smartphones, values(DAY, 57, 60), key=uuid.uuid4(), by=principal)

    assert not can_approve_reading(principal, own)
    with pytest.raises(ReadingRefused, match="không duyệt số liệu của chính mình"):
        approve_reading(own, by=principal)


def test_the_database_refuses_it_too(reading):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=reading.pk).update(approved_by=reading.entered_by, approved_at=reading.entered_at)


@pytest.mark.parametrize(
    "wrong",
    [
        {"part": 61},
        {"whole": 0, "part": 0},
        {"whole": None},
        {"answer": True},
        {"value": 3},
        {"asked": 59},
    ],
)
def test_the_database_keeps_no_reading_that_cannot_be(reading, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=reading.pk).update(**wrong)


def test_of_two_people_behind_a_number_one_is_the_principal(school_campaign, smartphones, reading, deputy, principal):
    union = person("union", "school_staff", school_campaign.ward)
    own = record_reading(smartphones, values(date(2022, 12, 21), 57, 60), key=uuid.uuid4(), by=principal)

    assert [can_approve_reading(fresh(one), reading) for one in (principal, deputy, union)] == [True, False, False]
    assert [can_approve_reading(fresh(one), own) for one in (principal, deputy, union)] == [False, True, True]


def test_the_ward_above_sees_and_enters_nothing(school_campaign, smartphones, reading):
    office = [person(kind, kind, school_campaign.ward.parent) for kind in ("clerk", "standing", "chairman")]

    verbs = [(can_record_reading, smartphones), (can_correct_reading, reading), (can_approve_reading, reading)]
    assert [may(one, subject) for one in office for may, subject in verbs] == [False] * 9
    assert [Target.objects.visible_to(one).count() for one in office] == [10, 10, 10]


def test_a_ward_enters_and_approves_for_its_own_targets(plan, school_plan, campaign, clerk, chairman):
    target = Target.objects.create(campaign=campaign, number=99, label="Hộ", text="Hộ", kind="count", measure="hộ")
    target.goals.create(due_on=date(2022, 10, 31), value=900)
    reading = record_reading(target, values(date(2022, 9, 1), value=850), key=uuid.uuid4(), by=clerk)

    assert (can_record_reading(clerk, target), can_record_reading(chairman, target)) == (True, False)
    assert (can_approve_reading(clerk, reading), can_approve_reading(chairman, reading)) == (False, True)


# Correcting


def test_a_correction_is_a_new_reading_and_counts_once_it_is_approved(smartphones, reading, deputy, principal):
    approve_reading(reading, by=principal)
    correction = correct_reading(reading, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)
    before = counting(smartphones)
    approve_reading(correction, by=principal)

    reading.refresh_from_db()
    assert (before, counting(smartphones)) == ([reading], [correction])
    assert (reading.part, reading.is_approved) == (56, True)


def test_a_reading_is_corrected_once(reading, deputy):
    correct_reading(reading, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)

    with pytest.raises(ReadingRefused, match="đã có người đính chính"):
        correct_reading(reading, values(DAY, 58, 60), key=uuid.uuid4(), by=deputy)


def test_what_has_been_corrected_is_not_approved_any_more(reading, deputy, principal):
    correct_reading(reading, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)

    with pytest.raises(ReadingRefused, match="đã có người đính chính"):
        approve_reading(reading, by=principal)


def test_a_correction_may_put_the_day_right_but_not_onto_another_reading(school_campaign, reading, deputy):
    enter(school_campaign, 1, date(2022, 12, 1), 50, 60, by=deputy)

    with pytest.raises(ReadingRefused, match="01/12/2022 đã có số liệu"):
        correct_reading(reading, values(date(2022, 12, 1), 57, 60), key=uuid.uuid4(), by=deputy)
    moved = correct_reading(reading, values(date(2022, 12, 2), 57, 60), key=uuid.uuid4(), by=deputy)

    assert moved.corrects == reading


def test_a_day_is_free_again_once_the_correction_that_leaves_it_is_approved(smartphones, reading, deputy, principal):
    approve_reading(reading, by=principal)
    moved = correct_reading(reading, values(date(2022, 12, 2), 57, 60), key=uuid.uuid4(), by=deputy)

    with pytest.raises(ReadingRefused, match="còn được tính cho đến khi bản đính chính sang ngày khác được duyệt"):
        record_reading(smartphones, values(DAY, 50, 60), key=uuid.uuid4(), by=deputy)
    approve_reading(moved, by=principal)
    other = approve_reading(record_reading(smartphones, values(DAY, 58, 60), key=uuid.uuid4(), by=deputy), by=principal)

    assert counting(smartphones) == [moved, other]


def test_a_correction_onto_a_wrong_day_is_put_back_onto_the_first_one(smartphones, reading, deputy, principal):
    approve_reading(reading, by=principal)
    moved = correct_reading(reading, values(date(2022, 12, 2), 57, 60), key=uuid.uuid4(), by=deputy)

    back = correct_reading(moved, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)
    approve_reading(back, by=principal)

    assert counting(smartphones) == [back]


# What waits


def test_what_waits_is_counted_for_those_who_see_it(school_campaign, reading, deputy, principal, clerk):
    enter(school_campaign, 6, DAY, 5, 6, by=deputy, approved_by=principal)

    seen = [running_targets(one) for one in (principal, deputy, clerk)]
    assert [[one for target in found for one in pending(target)] for found in seen] == [[reading], [reading], []]
