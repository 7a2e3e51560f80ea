"""Two people at once in one staff grid, on both databases; the guard has a control that loses without it."""

import uuid

import pytest

from scoring.actions.sheets import Entry
from scoring.actions.staff_items import add_item, move_item
from scoring.actions.staff_ticks import record_counted_reading, record_ticks
from scoring.models import Reading, StaffItem, StaffTick
from tests.schools import person
from tests.staff import DAY, columns_of, hire, line_of, tick
from tests.test_races import SURELY, at_once, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def union(staff_campaign):
    return person("union", "school_staff", staff_campaign.ward)


@pytest.fixture
def an(staff_campaign):
    return hire(staff_campaign, "Trần Thị An")[0]


def test_of_two_who_answer_for_one_person_the_second_sees_both(staff_campaign, an, deputy, union):
    columns = columns_of(staff_campaign)

    outcomes = at_once(
        lambda: record_ticks(staff_campaign, columns, [Entry(an.pk, "1...", 0)], on=DAY, by=deputy),
        lambda: record_ticks(staff_campaign, columns, [Entry(an.pk, "0...", 0)], on=DAY, by=union),
    )

    assert kinds_of(outcomes) == ["ScoreConflict", "list"]
    assert StaffTick.objects.count() == 1


def naive_tick(campaign, member, answer, by):
    """Looks whether the line is as it was, and writes then."""
    if line_of(campaign, member).version:
        return None
    item = StaffItem.objects.get(campaign=campaign, number=1)
    return StaffTick.objects.create(item=item, member=member, since=DAY, answer=answer, entered_by=by)


def test_control_looking_without_the_lock_overwrites_in_silence(staff_campaign, an, deputy, union):
    at_once(
        lambda: naive_tick(staff_campaign, an, "1", deputy),
        lambda: naive_tick(staff_campaign, an, "0", union),
        patience=SURELY,
    )

    assert StaffTick.objects.count() == 2


def test_two_who_press_at_once_record_one_reading(staff_campaign, an, deputy, union):
    tick(staff_campaign, (an, "1..."), by=deputy)
    item, said = StaffItem.objects.get(campaign=staff_campaign, number=1), {"confidence": "slow", "comment": ""}

    outcomes = at_once(
        lambda: record_counted_reading(item, said, on=DAY, key=uuid.uuid4(), by=deputy),
        lambda: record_counted_reading(item, said, on=DAY, key=uuid.uuid4(), by=union),
    )

    assert outcomes[0] == outcomes[1]
    assert Reading.objects.count() == 1


def test_items_added_and_moved_at_once_have_each_their_number(staff_campaign, deputy, union):
    first = StaffItem.objects.get(campaign=staff_campaign, number=1)
    values = {"label": "Chữ ký số", "text": "", "target": None}

    at_once(
        lambda: move_item(first, to=4, by=deputy),
        lambda: add_item(staff_campaign, values, key=uuid.uuid4(), by=union),
    )

    assert list(StaffItem.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]
