"""Two people at once around the second entry: one begins it, and nothing is confirmed that is being changed."""

from threading import Event, Thread

import pytest
from django.db import transaction

from emulation.kit import clock
from emulation.models import AuditEntry
from scoring.actions.second_entries import finish_second, record_second, settle_second
from scoring.actions.sheets import Entry, SheetRefused, record_scores
from scoring.models import MemberScore, ScoreSheet, SecondEntry, SecondEntryRules, SecondScore
from scoring.queries.second_entries import second_sheet
from scoring.queries.second_grids import differences_of
from tests.scoring.second_keyed import FULL, WRONG, key_blind, key_first, key_second, people_of
from tests.test_races import SOON, SURELY, Meeting, at_once, errors_in, in_thread, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def keyed_once(household, phase, clerk, standing):
    """A sheet of four that waits for its second entry."""
    usual = {"near": "none", "birth_years": 0, "random_percent": 100}
    SecondEntryRules.objects.create(phase=phase, changed_by=standing, **usual)
    key_first(household, phase, clerk)
    return household


# Two people begin the same second entry


def test_of_two_people_beginning_a_second_entry_one_begins_and_the_other_is_told(keyed_once, phase, standing, officer):
    head = people_of(keyed_once, phase)[0].pk

    outcomes = at_once(
        lambda: record_second(keyed_once, phase, [Entry(head, FULL, 0)], by=standing),
        lambda: record_second(keyed_once, phase, [Entry(head, WRONG, 0)], by=officer),
    )

    assert kinds_of(outcomes) == ["SecondEntry", "SheetRefused"]
    entry, line = SecondEntry.objects.get(), SecondScore.objects.get()
    assert (line.entry, line.entered_by) == (entry, entry.begun_by)
    assert AuditEntry.objects.filter(verb="nhập lần hai").count() == 1


def test_one_person_sending_two_first_rows_at_once_keeps_both(keyed_once, phase, standing):
    people = people_of(keyed_once, phase)[:2]

    outcomes = at_once(
        *(lambda pk=one.pk: record_second(keyed_once, phase, [Entry(pk, FULL, 0)], by=standing) for one in people)
    )

    assert errors_in(outcomes) == []
    assert SecondEntry.objects.count() == 1
    assert set(SecondScore.objects.values_list("member", flat=True)) == {one.pk for one in people}


def naive_begin(home, phase, by):
    """Looks whether somebody has begun, and begins where nobody has."""
    if not SecondEntry.objects.live().filter(sheet__household=home).exists():
        sheet = ScoreSheet.objects.get(household=home, phase=phase)
        return SecondEntry.objects.create(sheet=sheet, reasons="drawn", begun_by=by)
    return None


def test_control_looking_first_and_beginning_then_ends_in_an_error(keyed_once, phase, standing, officer):
    outcomes = at_once(
        *(lambda by=by: naive_begin(keyed_once, phase, by) for by in (standing, officer)), patience=SURELY
    )

    assert kinds_of(errors_in(outcomes)) == ["IntegrityError"]


# The first entry is changed while the second one is being finished


def finish_during_a_change(finish, home, phase, by, patience=SOON):
    """One person changes the first entry and commits when finish(has_looked) has looked, or cannot; what came of it."""
    head, outcomes = people_of(home, phase)[0], [None, None]
    changed, has_looked = Event(), Event()

    def change():
        with transaction.atomic():
            record_scores(home, phase, [Entry(head.pk, WRONG, 1)], by=by)
            changed.set()
            has_looked.wait(patience)

    def finish_meanwhile():
        changed.wait(SURELY)
        return finish(has_looked)

    unhindered = Meeting(1, SOON).before_first_write
    threads = [
        Thread(target=in_thread, args=(call, outcomes, place, unhindered()))
        for place, call in enumerate([change, finish_meanwhile])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SURELY)
    return outcomes[1]


def test_a_sheet_is_not_confirmed_while_its_first_entry_is_being_changed(keyed_once, phase, clerk, standing):
    key_blind(keyed_once, phase, standing)

    outcome = finish_during_a_change(lambda _: finish_second(keyed_once, phase, by=standing), keyed_once, phase, clerk)

    assert isinstance(outcome, SheetRefused)
    assert SecondEntry.objects.get().settled_at is None


def naive_finish(home, phase, by, has_looked):
    """Compares both entries without holding the sheet, and confirms where they agree."""
    entry = SecondEntry.objects.select_related("sheet").get(sheet__household=home)
    found = differences_of(home, phase, entry)
    has_looked.set()
    if found.differences:
        raise SheetRefused("Hai lần nhập lệch nhau.")
    SecondEntry.objects.filter(pk=entry.pk).update(
        finished_at=clock.now(), cells=found.cells, differing=0, settled_at=clock.now(), settled_by=by
    )
    return "confirmed"


def test_control_comparing_without_holding_confirms_what_is_being_changed(keyed_once, phase, clerk, standing):
    key_blind(keyed_once, phase, standing)

    outcome = finish_during_a_change(
        lambda has_looked: naive_finish(keyed_once, phase, standing, has_looked), keyed_once, phase, clerk, SURELY
    )

    assert outcome == "confirmed"
    assert ScoreSheet.objects.get().status == "entering"


# Two people settle the same differences


def test_of_two_people_settling_the_same_differences_one_decides(keyed_once, phase, standing, officer, make_user, ward):
    key_second(keyed_once, phase, standing, WRONG, FULL, FULL, FULL)
    third = make_user("clerk-2", "clerk", ward, "Hoàng Thị Ba")
    head = people_of(keyed_once, phase)[0].pk
    field, seen = f"o-{head}-10", {head: MemberScore.objects.get(member=head).version}

    outcomes = at_once(
        lambda: settle_second(keyed_once, phase, {field: "second"}, seen, by=officer),
        lambda: settle_second(keyed_once, phase, {field: "first"}, seen, by=third),
    )

    assert kinds_of(outcomes) == ["SecondEntry", "SheetRefused"]
    assert second_sheet(keyed_once, phase).state == "confirmed"
    assert AuditEntry.objects.filter(verb="đối chiếu hai lần nhập").count() == 1


def naive_settle(home, by):
    """Reads that both entries differ, and confirms."""
    entry = SecondEntry.objects.get(sheet__household=home)
    if entry.settled_at:
        raise SheetRefused("Đã đối chiếu.")
    entry.settled_at, entry.settled_by = clock.now(), by
    entry.save()
    return entry


def test_control_reading_and_confirming_lets_both_believe_they_decided(
    keyed_once, phase, standing, officer, make_user, ward
):
    key_second(keyed_once, phase, standing, WRONG, FULL, FULL, FULL)
    third = make_user("clerk-2", "clerk", ward, "Hoàng Thị Ba")

    outcomes = at_once(*(lambda by=by: naive_settle(keyed_once, by) for by in (officer, third)), patience=SURELY)

    assert kinds_of(outcomes) == ["SecondEntry", "SecondEntry"]
