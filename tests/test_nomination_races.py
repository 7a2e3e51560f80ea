"""Two people at once on the nominations of one award, on both databases; the guard has a control."""

import uuid

import pytest

from rewards.actions.many_nominations import act_on_many
from rewards.actions.nominations import nominate, propose_by_rule
from rewards.models import Award, Nomination
from rewards.queries.proposals import proposal_of
from scoring.actions.phases import close_phase
from tests.test_races import SURELY, at_once, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def closed(phase, make_household, score, standing):
    for name in ("Sùng A Chử", "Lô Thị Nga"):
        score(make_household("8", name, 1970))
    close_phase(phase, by=standing)
    phase.refresh_from_db()
    return phase


@pytest.fixture
def families(campaign):
    return Award.objects.get(campaign=campaign, number=5)


def test_of_two_who_propose_the_same_list_one_adds_it_and_the_other_nobody(closed, families, standing, clerk):
    seen = proposal_of(families, closed).stamp

    outcomes = at_once(*[lambda by=by: propose_by_rule(families, closed, seen=seen, by=by) for by in (standing, clerk)])

    assert sorted(done.added for done in outcomes) == [0, 2]
    assert Nomination.objects.count() == 2


def naive_position(award, phase, name, by, unit):
    """Looks for the last position, and writes behind it then."""
    position = Nomination.objects.filter(award=award).count() + 1
    return Nomination.objects.create(
        phase=phase, award=award, subject_kind="individual", subject_key=name, printed_name=name, source="unit",
        submitted_by=unit, made_by=by, position=position,
    )  # fmt: skip


def test_control_looking_without_the_lock_gives_two_the_same_place(closed, campaign, standing, clerk, ward):
    award = Award.objects.get(campaign=campaign, number=4)

    at_once(
        lambda: naive_position(award, closed, "Lô Thị Nga", standing, ward),
        lambda: naive_position(award, closed, "Sùng A Chử", clerk, ward),
        patience=SURELY,
    )

    assert list(Nomination.objects.values_list("position", flat=True)) == [1, 1]


def test_two_units_that_propose_at_once_stand_behind_each_other(closed, campaign, standing, clerk, ward):
    award = Award.objects.get(campaign=campaign, number=4)
    said = {"subject_kind": "individual", "submitted_by": ward}
    people = [("Lô Thị Nga", standing), ("Sùng A Chử", clerk)]

    outcomes = at_once(
        *[
            lambda name=name, by=by: nominate(
                award, closed, said | {"subject_key": name, "printed_name": name}, key=uuid.uuid4(), by=by
            )
            for name, by in people
        ]
    )

    assert kinds_of(outcomes) == ["Nomination", "Nomination"]
    assert sorted(Nomination.objects.values_list("position", flat=True)) == [1, 2]


def test_one_person_proposed_by_two_at_once_stands_once(closed, campaign, standing, clerk, ward):
    award = Award.objects.get(campaign=campaign, number=4)
    values = {"subject_kind": "individual", "subject_key": "nga", "printed_name": "Nga", "submitted_by": ward}

    outcomes = at_once(
        *[lambda by=by: nominate(award, closed, values, key=uuid.uuid4(), by=by) for by in (standing, clerk)]
    )

    assert kinds_of(outcomes) == ["Nomination", "NominationRefused"]
    assert Nomination.objects.count() == 1


def test_of_two_who_withdraw_at_once_one_does_it(closed, families, standing, clerk):
    propose_by_rule(families, closed, seen=proposal_of(families, closed).stamp, by=standing)

    outcomes = at_once(
        *[
            lambda by=by: act_on_many("withdraw", Nomination.objects.all(), closed, reason="Nhầm", by=by)
            for by in (standing, clerk)
        ]
    )

    assert sorted(done.done for done in outcomes) == [0, 2]
