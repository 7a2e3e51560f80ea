"""Whom a decision may be about."""

import pytest

from emulation.kit import clock
from rewards.facts.decisions import facts_before_decision, given_of
from rewards.models import Nomination
from rewards.queries.decidable import decidable, decidable_above, waiting_counts
from tests.rewards.dossiers import dossier_for, walked


@pytest.fixture
def dossier(propose, standing, clerk):
    """The households that qualify, in a dossier of the ward."""
    propose(5)
    phase = Nomination.objects.first().phase
    return dossier_for(phase, 5, phase.campaign.ward, by=clerk)


def test_only_what_was_presented_is_decided(dossier, clerk, standing):
    walked(dossier, "met", unit=clerk, office=standing)

    waiting = [waiting_counts(dossier.phase, above=up) for up in (False, True)]
    before = [decidable(dossier.phase, dossier.award, presented=some).count() for some in (True, False)]
    walked_on = decidable_above(dossier.phase, dossier.award).count()

    assert (before, walked_on, waiting) == ([0, 5], 0, [{}, {}])


def test_what_was_presented_is_in_the_list(dossier, clerk, standing):
    walked(dossier, "presented", unit=clerk, office=standing)
    gone = Nomination.objects.in_list_order().first()
    Nomination.objects.filter(pk=gone.pk).update(
        status="withdrawn", withdrawn_at=clock.now(), withdrawn_by=standing, withdraw_reason="Chuyển đi"
    )

    names = [one.full_name for one in decidable(dossier.phase, dossier.award)]

    assert waiting_counts(dossier.phase, above=False) == {dossier.award_id: 4}
    assert len(names) == 4
    assert gone.full_name not in names


def test_a_draft_is_printed_before_there_is_a_decision(dossier, clerk, standing):
    walked(dossier, "met", unit=clerk, office=standing)
    nominations = decidable(dossier.phase, dossier.award, presented=False)

    facts = facts_before_decision(dossier.phase, dossier.award, nominations)

    assert facts.given == given_of(dossier.phase, dossier.award)
    assert (facts.letter.number, facts.letter.draft, facts.letter.code) == (None, True, "QĐ-UBND")
    assert facts.awarded.counts == "05 (năm) hộ gia đình"
    assert facts.bases[-1] == "Xét đề nghị của Hội đồng Thi đua - Khen thưởng phường Đồng Tâm"
    assert facts.letter.recipients[0] == "Như Điều 2"
