"""Two people at one dossier, or making dossiers of the same nominations: one wins, the other is told."""

import pytest

from rewards.actions.dossier_steps import record_meeting, take_step
from rewards.actions.dossiers import DossierRefused, make_dossiers
from rewards.models import Award, Dossier, DossierLine, DossierMove
from tests.rewards.dossiers import dossier_for, meeting_about, press, walked
from tests.rewards.nominated import nominated
from tests.test_races import at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unit(unit_of):
    return unit_of("8")


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def vetted(phase, unit, officer, standing):
    """A dossier that the standing office is vetting."""
    nominated(phase, 3, unit, "Chi hội phụ nữ", by=officer)
    return walked(dossier_for(phase, 3, unit, by=officer), "vetting", unit=officer, office=standing)


def test_of_accepting_and_asking_for_more_at_once_one_wins(vetted, standing, make_user, ward):
    second = make_user("second", "standing", ward)
    seen = vetted.version

    outcomes = at_once(
        lambda: take_step(vetted, "accept", seen=seen, by=standing),
        lambda: take_step(Dossier.objects.get(), "ask_more", "Thiếu chữ ký", seen=seen, by=second),
    )

    [refused] = errors_in(outcomes)
    assert isinstance(refused, DossierRefused)
    assert DossierMove.objects.count() == 3
    assert Dossier.objects.get().status == DossierMove.objects.last().status


def naive_step(verb, status, by):
    """Looks at the state, then writes the next one."""
    dossier = Dossier.objects.get()
    assert dossier.status == "vetting"
    return DossierMove.objects.create(dossier=dossier, verb=verb, reason="Vì sao", status=status, made_by=by)


def test_control_looking_first_and_writing_then_moves_it_both_ways(vetted, standing):
    outcomes = at_once(
        lambda: naive_step("accept", "eligible", standing),
        lambda: naive_step("ask_more", "more", standing),
        patience=20,
    )

    assert errors_in(outcomes) == []
    assert DossierMove.objects.count() == 4


def test_a_double_click_takes_one_step(vetted, standing):
    seen = vetted.version

    outcomes = at_once(*[lambda: take_step(Dossier.objects.get(), "accept", seen=seen, by=standing)] * 2)

    assert errors_in(outcomes) == []
    assert DossierMove.objects.filter(verb="accept").count() == 1


def test_two_people_who_make_dossiers_of_the_same_nominations_make_one(phase, unit, officer, clerk):
    nominated(phase, 3, unit, "Chi hội phụ nữ", by=officer)
    award = Award.objects.get(campaign=phase.campaign, number=3)

    outcomes = at_once(*[lambda by=by: make_dossiers(phase, [(award, unit)], by=by) for by in (officer, clerk)])

    assert errors_in(outcomes) == []
    assert sorted(one.nominations for one in outcomes) == [0, 1]
    assert (Dossier.objects.count(), DossierLine.objects.count()) == (1, 1)


def test_minutes_taken_over_twice_at_once_are_one_step(vetted, standing):
    press(vetted, "accept", by=standing)
    meeting = meeting_about([line.nomination for line in vetted.lines.all()], "passed", by=standing)

    outcomes = at_once(*[lambda: record_meeting(meeting, by=standing)] * 2)

    assert errors_in(outcomes) == []
    assert DossierMove.objects.filter(verb="meet").count() == 1
