"""The practice ward and school walked onward: by the portal's own steps, by the right people, each paper with something
in it."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from emulation.kit import clock
from emulation.models import AuditEntry, Campaign, Phase
from rewards.actions.practice_walk import NAMES
from rewards.models import (
    Certificate,
    Decision,
    Dossier,
    DossierSending,
    HandOver,
    Meeting,
    Nomination,
    Posting,
    PrintRun,
    Recusal,
    StandardTick,
)
from scoring.models import Snapshot, UnitApproval


def load(*more) -> str:
    said = StringIO()
    call_command("demo", "--households", "32", *more, stdout=said)
    return said.getvalue()


def test_the_command_offers_the_stages_that_there_are(db):
    with pytest.raises(CommandError, match="'khac'"):
        load("--until", "khac")

    assert NAMES == ["results", "council", "decision", "certificates"]
    assert not Campaign.objects.exists()


def test_until_the_results_the_phase_is_closed_and_nobody_is_proposed(db):
    load("--until", "results")

    phase = Phase.objects.get(campaign__code="dong-tam-2022", number=1)
    assert (phase.status, Snapshot.objects.in_force().filter(phase=phase).count()) == ("closed", 1)
    assert set(UnitApproval.objects.filter(phase=phase).values_list("status", flat=True)) == {"approved"}
    assert not Nomination.objects.exists()


def test_until_the_certificates_every_paper_has_something_in_it(db):
    load("--until", "certificates")

    campaign = Campaign.objects.get(code="dong-tam-2022")
    assert_council_met(campaign)
    assert_decided(campaign)
    assert Counter(Certificate.objects.values_list("status", flat=True)).keys() == {"issued", "replaced", "revoked"}
    assert HandOver.objects.exists()
    assert sorted(one.is_over for one in PrintRun.objects.all()) == [False, True, True, True, True]
    assert not AuditEntry.objects.filter(actor="admin").exists()


def assert_council_met(campaign: Campaign) -> None:
    meeting = Meeting.objects.get(phase__campaign=campaign)
    outcomes = Counter(meeting.lines.values_list("outcome", flat=True))
    assert (meeting.status, outcomes["failed"], set(outcomes)) == ("closed", 1, {"passed", "failed"})
    assert meeting.attendance.filter(presence="written").count() == 1
    assert Recusal.objects.filter(line__meeting=meeting, steps_aside=True).exists()
    assert (meeting.ballots.typed_by.username, meeting.ballots.confirmed_by.username) == ("clerk", "standing")
    assert StandardTick.objects.exclude(unmet_reason="").count() == 1
    assert Dossier.objects.filter(phase__campaign=campaign, status="more").count() == 1
    assert not Dossier.objects.filter(accepted_by=F("submitted_by")).exists()


def assert_decided(campaign: Campaign) -> None:
    signed = Decision.objects.signed().filter(phase__campaign=campaign)
    assert set(Posting.objects.values_list("status", flat=True)) == {"closed"}
    assert set(signed.values_list("kind", "recorded_by__username")) == {("award", "chairman"), ("revoke", "chairman")}
    assert Decision.objects.drafts().filter(phase__campaign=campaign).count() == 1
    above = Campaign.objects.get(code="tuoi-hong-2022").ward.parent_id
    sent = {(one.to_unit_id, one.answered_on, one.dossier.status) for one in DossierSending.objects.all()}
    assert sent == {(above, clock.today(), "signed"), (above, None, "presented")}


def test_where_there_is_data_nothing_is_loaded_again(campaign):
    before = AuditEntry.objects.count()

    assert load("--until", "council", "--if-empty") == ""
    assert AuditEntry.objects.count() == before
