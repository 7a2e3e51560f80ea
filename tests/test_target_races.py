"""Two people at once on one target, on both databases; each guard has a control that loses without it."""

import uuid
from datetime import date

import pytest

from scoring.actions.targets import approve_reading, correct_reading, record_reading, return_reading
from scoring.models import Reading, Target
from tests.schools import person, values
from tests.test_races import SURELY, at_once, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2022, 12, 20)


@pytest.fixture
def smartphones(school_campaign):
    return Target.objects.get(campaign=school_campaign, number=1)


@pytest.fixture
def union(school_campaign):
    return person("union", "school_staff", school_campaign.ward)


def test_of_two_who_measure_one_day_the_second_is_told(smartphones, deputy, union):
    outcomes = at_once(
        lambda: record_reading(smartphones, values(DAY, 56, 60), key=uuid.uuid4(), by=deputy),
        lambda: record_reading(smartphones, values(DAY, 57, 60), key=uuid.uuid4(), by=union),
    )

    assert kinds_of(outcomes) == ["Reading", "ReadingRefused"]
    assert Reading.objects.count() == 1


def naive_entry(target, part, by):
    """Looks whether the day has a reading, and enters one then."""
    if Reading.objects.filter(target=target, measured_on=DAY, correction=None).exists():
        return None
    return Reading.objects.create(target=target, entered_by=by, **values(DAY, part, 60))


def test_control_looking_without_the_lock_gives_the_day_two_readings(smartphones, deputy, union):
    at_once(lambda: naive_entry(smartphones, 56, deputy), lambda: naive_entry(smartphones, 57, union), patience=SURELY)

    assert Reading.objects.count() == 2


def test_a_double_click_enters_one_reading(smartphones, deputy):
    key = uuid.uuid4()

    outcomes = at_once(*[lambda: record_reading(smartphones, values(DAY, 57, 60), key=key, by=deputy)] * 2)

    assert outcomes[0] == outcomes[1]
    assert Reading.objects.count() == 1


def test_of_two_who_correct_one_reading_the_second_is_told(smartphones, deputy, union):
    reading = record_reading(smartphones, values(DAY, 55, 60), key=uuid.uuid4(), by=deputy)

    outcomes = at_once(
        lambda: correct_reading(reading, values(DAY, 56, 60), key=uuid.uuid4(), by=deputy),
        lambda: correct_reading(reading, values(DAY, 57, 60), key=uuid.uuid4(), by=union),
    )

    assert kinds_of(outcomes) == ["Reading", "ReadingRefused"]
    assert Reading.objects.filter(corrects=reading).count() == 1


def test_of_approving_and_sending_back_at_once_one_is_told(smartphones, deputy, principal):
    reading = record_reading(smartphones, values(DAY, 55, 60), key=uuid.uuid4(), by=deputy)

    outcomes = at_once(
        lambda: approve_reading(reading, by=principal),
        lambda: return_reading(reading, "Thiếu danh sách", by=principal),
    )

    assert kinds_of(outcomes) == ["Reading", "ReadingRefused"]
    reading.refresh_from_db()
    assert reading.is_approved != reading.is_returned


def test_control_deciding_without_the_lock_runs_into_the_database(smartphones, deputy, principal):
    reading = record_reading(smartphones, values(DAY, 55, 60), key=uuid.uuid4(), by=deputy)

    def decide(**decision):
        if Reading.objects.filter(pk=reading.pk, approved_at=None, returned_at=None).exists():
            return Reading.objects.filter(pk=reading.pk).update(**decision)
        return None

    outcomes = at_once(
        lambda: decide(approved_at=reading.entered_at, approved_by=principal),
        lambda: decide(returned_at=reading.entered_at, returned_by=principal, return_reason="Thiếu"),
        patience=SURELY,
    )

    assert kinds_of(outcomes) == ["IntegrityError", "int"]
