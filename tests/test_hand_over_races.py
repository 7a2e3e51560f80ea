"""Two people at one certificate, at one dossier, at one order of calling: everything has its effect once."""

import uuid

import pytest
from django.db import IntegrityError

from emulation.kit import clock
from rewards.actions.ceremonies import announce_ceremony, gather, move_called
from rewards.actions.handovers import hand_over, take_back
from rewards.models import Dossier, DossierLine, DossierMove, HandOver
from tests.rewards.issued import issued, signed
from tests.test_races import at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(phase, unit_of, clerk, standing, chairman):
    decision = signed(phase, 5, by=standing, recorder=chairman)
    return [issued(decision, name, unit=unit_of("8"), by=clerk) for name in ("Sùng A Chử", "Lô Thị Nga")]


@pytest.fixture
def dossier(two, phase, unit_of, clerk, standing):
    """A dossier in the register that holds both nominations."""
    now = clock.now()
    told = {"submitted_at": now, "first_submitted_at": now, "submitted_by": clerk, "due_on": clock.today()}
    made = Dossier.objects.create(
        phase=phase, award=two[0].line.decision.award, unit=unit_of("8"), number=1, has_council=False,
        status="registered", made_by=clerk, accepted_at=now, accepted_by=standing, **told,
    )  # fmt: skip
    for one in two:
        DossierLine.objects.create(dossier=made, nomination=one.line.nomination, added_by=clerk)
    return made


def press(certificate, by):
    return hand_over([certificate], clock.today(), batch=uuid.uuid4(), by=by)


def test_two_people_record_the_same_hand_over_once(two, dossier, clerk, standing):
    press(two[1], clerk)

    outcomes = at_once(lambda: press(two[0], clerk), lambda: press(two[0], standing))

    assert errors_in(outcomes) == []
    assert sorted(found.done for found in outcomes) == [0, 1]
    assert HandOver.objects.filter(certificate=two[0]).count() == 1
    assert [move.verb for move in DossierMove.objects.all()] == ["hand"]


def naive_press(certificate, by):
    """Looks whether it was handed over, then writes that it was."""
    if not HandOver.objects.standing().filter(certificate=certificate).exists():
        HandOver.objects.create(certificate=certificate, handed_on=clock.today(), recorded_by=by)


def test_control_looking_first_ends_in_an_error_for_one_of_them(two, clerk, standing):
    outcomes = at_once(lambda: naive_press(two[0], clerk), lambda: naive_press(two[0], standing), patience=20)

    assert [type(error) for error in errors_in(outcomes)] == [IntegrityError]


def test_two_last_certificates_at_once_move_the_dossier_once(two, dossier, clerk, standing):
    outcomes = at_once(lambda: press(two[0], clerk), lambda: press(two[1], standing))

    assert errors_in(outcomes) == []
    assert sorted(found.dossiers for found in outcomes) == [0, 1]
    assert Dossier.objects.get().status == "handed"
    assert DossierMove.objects.filter(verb="hand").count() == 1


def test_a_hand_over_is_taken_back_once(two, dossier, clerk, standing):
    for one in two:
        press(one, clerk)
    mine = HandOver.objects.filter(certificate=two[0])

    outcomes = at_once(
        lambda: take_back(mine.all(), "Nhầm", by=clerk), lambda: take_back(mine.all(), "Sai", by=standing)
    )

    assert errors_in(outcomes) == []
    assert sorted(outcomes) == [0, 1]
    assert [move.verb for move in DossierMove.objects.all()] == ["hand", "unhand"]


def test_one_who_is_moved_twice_at_once_moves_once(two, phase, clerk, standing):
    values = {"name": "Lễ tổng kết", "starts_at": clock.now(), "place": "Hội trường"}
    ceremony = announce_ceremony(phase, values, key=uuid.uuid4(), by=standing)
    gather(ceremony, by=standing)
    last = two[1].pk

    outcomes = at_once(*[lambda: move_called(ceremony, last, seen=2, to=1, by=clerk)] * 2)

    assert sorted(outcomes) == [False, True]
    assert list(ceremony.lines.order_by("position").values_list("position", "certificate")) == [
        (1, last), (2, two[0].pk),
    ]  # fmt: skip
