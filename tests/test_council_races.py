"""Two people close the minutes at once, one confirms the ballots while another types: nothing falls between."""

import pytest
from django.db import connection, transaction  # noqa: F401 (a skipif asks for the connection)

from emulation.kit import audit, clock
from emulation.models import AuditEntry, Phase
from rewards.actions.councils import CouncilRefused
from rewards.actions.meetings import close_meeting
from rewards.actions.votes import Typed, confirm_count, count_ballots, fill_votes, record_votes
from rewards.models import AgendaLine, BallotCount, Meeting
from tests.councils import ALL_BACK, conclude, held, lines_of, make_award, make_council, nominate
from tests.test_closing_races import while_saving
from tests.test_races import at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)
CLOSING = "phiên họp: khóa biên bản"


@pytest.fixture
def meeting(ward, campaign, standing, clerk):
    """A meeting with one line of a secret ballot, all typed by the standing office."""
    phase = Phase.objects.for_page().get(campaign=campaign, number=1)
    nominate(phase, make_award(campaign, ballot="secret"), "Lường Thị Chim", by=clerk)
    meeting = held(make_council(ward, by=standing), phase, by=standing)
    fill_votes(meeting, None, 9, 0, by=standing)
    count_ballots(meeting, ALL_BACK, version=0, by=standing)
    return conclude(meeting)


@pytest.fixture
def confirmed(meeting, clerk):
    confirm_count(meeting, seen=meeting.version, by=clerk)
    return meeting


def naive_close(meeting: Meeting, by) -> None:
    """Looks whether the minutes are open and closes them, without holding the meeting."""
    fresh = Meeting.objects.get(pk=meeting.pk)
    assert fresh.is_held
    Meeting.objects.filter(pk=fresh.pk).update(status="closed", closed_at=clock.now(), closed_by=by)
    audit.record(CLOSING, fresh, by=by)


def test_of_two_people_who_close_the_minutes_at_once_one_does(confirmed, standing, chairman):
    outcomes = at_once(*(lambda by=by: close_meeting(confirmed, by=by) for by in (standing, chairman)))

    assert errors_in(outcomes) == []
    assert outcomes[0].closed_by == outcomes[1].closed_by
    assert AuditEntry.objects.filter(verb=CLOSING).count() == 1


def test_control_without_holding_the_meeting_it_is_closed_twice(confirmed, standing, chairman):
    outcomes = at_once(*(lambda by=by: naive_close(confirmed, by) for by in (standing, chairman)), patience=5)

    assert errors_in(outcomes) == []
    assert AuditEntry.objects.filter(verb=CLOSING).count() == 2


def retyped(meeting: Meeting, by):
    (line,) = lines_of(meeting)
    return lambda: record_votes(meeting, {line.pk: Typed(2, 7, version=line.version)}, by=by)


def naive_confirm(meeting: Meeting, by) -> None:
    """Looks at the version and confirms, without holding the meeting."""
    assert Meeting.objects.get(pk=meeting.pk).version == meeting.version
    BallotCount.objects.filter(meeting=meeting).update(confirmed_at=clock.now(), confirmed_by=by)


def test_a_total_typed_meanwhile_is_never_confirmed_unseen(meeting, standing, clerk):
    outcomes = while_saving(retyped(meeting, standing), lambda: confirm_count(meeting, seen=meeting.version, by=clerk))

    assert [type(one) for one in outcomes] == [int, CouncilRefused]
    assert BallotCount.objects.get().is_confirmed is False


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets nobody else write meanwhile")
def test_control_without_holding_the_meeting_it_is_confirmed_unseen(meeting, standing, clerk):
    outcomes = while_saving(retyped(meeting, standing), lambda: naive_confirm(meeting, clerk))

    assert errors_in(outcomes) == []
    assert BallotCount.objects.get().is_confirmed is True
    assert AgendaLine.objects.get().in_favour == 2


def test_a_vote_typed_while_the_minutes_are_closed_is_refused(confirmed, standing):
    outcomes = while_saving(lambda: close_meeting(confirmed, by=standing), retyped(confirmed, standing))

    assert [type(one) for one in outcomes] == [Meeting, CouncilRefused]
    assert AgendaLine.objects.get().in_favour == 9
