"""Two people at once about one initiative, on both databases; the guard has a control that loses without it."""

import uuid

import pytest

from emulation.kit import clock
from scoring.actions.initiatives import approve_initiative, change_initiative, record_initiative
from scoring.models import Initiative
from tests.initiatives import written
from tests.test_races import SURELY, at_once, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)

CHANGED = written(effect="Mượn 60 lượt một tuần")


@pytest.fixture
def library(school_campaign, deputy):
    return record_initiative(school_campaign, written(), [], key=uuid.uuid4(), by=deputy)


def test_nobody_approves_words_that_somebody_changes_meanwhile(library, deputy, principal):
    outcomes = at_once(
        lambda: change_initiative(library, CHANGED, [], seen=1, by=deputy),
        lambda: approve_initiative(library, seen=1, by=principal),
    )

    assert kinds_of(outcomes) == ["Initiative", "InitiativeRefused"]
    library.refresh_from_db()
    assert (library.effect == CHANGED["effect"]) != (library.state == "approved")


def test_control_without_the_lock_words_are_approved_that_nobody_has_read(library, deputy, principal):
    def change():
        if Initiative.objects.get(pk=library.pk).is_waiting:
            Initiative.objects.filter(pk=library.pk).update(effect=CHANGED["effect"], version=2)

    def approve():
        if Initiative.objects.get(pk=library.pk).version == 1:
            Initiative.objects.filter(pk=library.pk).update(approved_by=principal, approved_at=clock.now())

    at_once(change, approve, patience=SURELY)

    library.refresh_from_db()
    assert (library.effect, library.state) == (CHANGED["effect"], "approved")


def test_a_double_click_writes_one(school_campaign, deputy):
    key = uuid.uuid4()

    outcomes = at_once(*[lambda: record_initiative(school_campaign, written(), [], key=key, by=deputy)] * 2)

    assert outcomes[0] == outcomes[1]
    assert Initiative.objects.count() == 1


def test_of_two_who_write_the_same_name_the_second_is_told(school_campaign, deputy, principal):
    outcomes = at_once(
        *[
            lambda by=by: record_initiative(school_campaign, written(), [], key=uuid.uuid4(), by=by)
            for by in (deputy, principal)
        ]
    )

    assert kinds_of(outcomes) == ["Initiative", "InitiativeRefused"]
