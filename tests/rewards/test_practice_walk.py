"""The practice ward and school walked onward: by the portal's own steps, by the right people, each paper with something
in it."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from emulation.models import AuditEntry, Campaign, Phase
from rewards.actions.practice_walk import NAMES
from rewards.models import Dossier, DossierSending, Meeting, Nomination, Recusal, StandardTick
from scoring.models import Snapshot, UnitApproval


def load(*more) -> str:
    said = StringIO()
    call_command("demo", "--households", "32", *more, stdout=said)
    return said.getvalue()


def test_the_command_offers_the_stages_that_there_are(db):
    with pytest.raises(CommandError, match="'khac'"):
        load("--until", "khac")

    assert NAMES[:2] == ["results", "council"]
    assert not Campaign.objects.exists()


def test_until_the_results_the_phase_is_closed_and_nobody_is_proposed(db):
    load("--until", "results")

    phase = Phase.objects.get(campaign__code="dong-tam-2022", number=1)
    assert (phase.status, Snapshot.objects.in_force().filter(phase=phase).count()) == ("closed", 1)
    assert set(UnitApproval.objects.filter(phase=phase).values_list("status", flat=True)) == {"approved"}
    assert not Nomination.objects.exists()


def test_until_the_council_every_way_has_something_to_look_at(db):
    load("--until", "council")

    campaign = Campaign.objects.get(code="dong-tam-2022")
    meeting = Meeting.objects.get(phase__campaign=campaign)
    ward = Counter(Dossier.objects.filter(phase__campaign=campaign).values_list("status", flat=True))
    outcomes = Counter(meeting.lines.values_list("outcome", flat=True))
    assert ward == {"met": ward.total() - 1, "more": 1}
    assert (meeting.status, outcomes["failed"], set(outcomes)) == ("closed", 1, {"passed", "failed"})
    assert meeting.attendance.filter(presence="written").count() == 1
    assert Recusal.objects.filter(line__meeting=meeting, steps_aside=True).exists()
    assert StandardTick.objects.exclude(unmet_reason="").count() == 1
    assert set(DossierSending.objects.values_list("to_unit", "dossier__status")) == {
        (Campaign.objects.get(code="tuoi-hong-2022").ward.parent_id, "presented")
    }
    assert set(Meeting.objects.values_list("status", flat=True)) == {"closed"}
    assert not Dossier.objects.filter(accepted_by=F("submitted_by")).exists()
    assert (meeting.ballots.typed_by.username, meeting.ballots.confirmed_by.username) == ("clerk", "standing")
    assert not AuditEntry.objects.filter(actor="admin").exists()


def test_where_there_is_data_nothing_is_loaded_again(campaign):
    before = AuditEntry.objects.count()

    assert load("--until", "council", "--if-empty") == ""
    assert AuditEntry.objects.count() == before
