"""Two people at one posting: drawn up and closed once; nothing that was objected is closed over."""

import uuid
from threading import Event

import pytest
from django.db import transaction

from emulation.kit import clock
from emulation.models import AuditEntry
from rewards.actions.decisions import draft_decision, hold_phase
from rewards.actions.nominations import nominate
from rewards.actions.postings import PostingRefused, draw_up_posting
from rewards.models import Award, Decision, Objection, Posting, PostingLine
from rewards.queries.decidable import decidable
from tests.rewards.dossiers import press
from tests.rewards.postings import closed, met_dossier, objected, posted
from tests.test_races import SURELY, at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def met(phase, unit_of, officer_of, standing, it_is):
    it_is(2026, 10, 12, 9)
    return met_dossier(phase, unit_of("8"), "Chi hội phụ nữ", unit_by=officer_of("8"), office=standing)


@pytest.fixture
def over(met, phase, standing, it_is):
    """A posting whose last day was yesterday."""
    posting = posted(phase, by=standing)
    it_is(2026, 10, 23, 9)
    return posting


def test_two_people_draw_up_one_list(met, phase, standing, make_user, ward):
    second = make_user("second", "standing", ward)
    award = Award.objects.get(campaign=phase.campaign, number=3)

    outcomes = at_once(*[lambda by=by: draw_up_posting(phase, award, by=by) for by in (standing, second)])

    assert errors_in(outcomes) == []
    assert sorted(one.added for one in outcomes) == [0, 1]
    assert (Posting.objects.count(), PostingLine.objects.count()) == (1, 1)


def test_two_people_close_it_once(over, standing, make_user, ward):
    second = make_user("second", "standing", ward)

    outcomes = at_once(*[lambda by=by: closed(Posting.objects.get(), by=by) for by in (standing, second)])

    assert errors_in(outcomes) == []
    assert AuditEntry.objects.filter(verb="niêm yết: kết thúc niêm yết").count() == 1


def test_of_objecting_and_closing_at_once_the_closing_waits_or_the_objection_comes_afterwards(over, clerk, standing):
    day = over.ends_on

    outcomes = at_once(
        lambda: objected(Posting.objects.get(), by=clerk, received_on=day),
        lambda: closed(Posting.objects.get(), by=standing),
    )

    posting, objection = Posting.objects.get(), Objection.objects.get()
    refused = [one for one in errors_in(outcomes) if isinstance(one, PostingRefused)]
    assert errors_in(outcomes) == refused
    assert posting.is_closed != bool(refused)
    assert not posting.is_closed or AuditEntry.objects.about(objection).get().pk > last_step(posting).pk


def last_step(posting: Posting) -> AuditEntry:
    return AuditEntry.objects.about(posting).order_by("-pk").first()


def naive_close(by):
    """Looks whether anything waits, then closes without keeping the row meanwhile."""
    posting = Posting.objects.get()
    assert not posting.objections.unanswered().exists()
    now = clock.now()
    return Posting.objects.filter(pk=posting.pk).update(status="closed", closed_at=now, closed_by=by)


def naive_objection(by):
    posting = Posting.objects.get()
    assert posting.is_posted
    said = {"received_on": posting.ends_on, "way": "phone", "content": "Sai", "received_by": by, "number": 1}
    return Objection.objects.create(posting=posting, **said)


def test_control_looking_first_closes_over_an_objection(over, clerk, standing):
    outcomes = at_once(lambda: naive_objection(clerk), lambda: naive_close(standing), patience=20)

    assert errors_in(outcomes) == []
    assert Posting.objects.get().is_closed
    assert Objection.objects.unanswered().count() == 1


# Several who write about one award


def draws_up(award, phase, unit, by):
    return draw_up_posting(phase, award, by=by)


def nominates(award, phase, unit, by):
    said = {"subject_kind": "collective", "subject_key": "name:doan|", "printed_name": "Đoàn", "submitted_by": unit}
    return nominate(award, phase, said, key=uuid.uuid4(), by=by)


@pytest.mark.parametrize("writes", [draws_up, nominates])
def test_who_writes_about_an_award_waits_for_a_draft_without_standing_in_its_way(met, clerk, standing, writes):
    phase, award, begun = met.phase, press(met, "present", by=standing).award, Event()

    def drafts():
        with transaction.atomic():
            hold_phase(phase)
            begun.set()
            return draft_decision(phase, award, list(decidable(phase, award)), by=clerk)

    def comes_meanwhile():
        begun.wait(SURELY)
        return writes(award, phase, met.unit, standing)

    outcomes = at_once(drafts, comes_meanwhile)

    assert errors_in(outcomes) == []
    assert Decision.objects.count() == 1
