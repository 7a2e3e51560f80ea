"""Around a meeting, before, during and after it: withdrawn, reopened, another seat, another rule."""

from datetime import date

import pytest
from django.contrib.admin import site
from django.urls import reverse

from emulation.kit import clock
from rewards.actions.agendas import add_to_agenda, drop_from_agenda
from rewards.actions.councils import CouncilRefused, change_seat
from rewards.actions.meetings import change_meeting, close_meeting, start_meeting
from rewards.actions.votes import confirm_count, count_ballots, fill_votes
from rewards.admin import VOTING, AwardAdmin
from rewards.models import Award, Meeting, Nomination
from rewards.queries.agendas import ready_for, with_latest_outcome
from rewards.queries.councils import stamp_of
from rewards.queries.meetings import standing_of
from rewards.queries.minutes import standing_to_show
from scoring.actions.phases import reopen_phase
from tests.councils import (
    ALL_BACK,
    AWAY,
    attend,
    conclude,
    eligible_dossier,
    held,
    lines_of,
    make_meeting,
    make_seat,
    seat_values,
)


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.for_page().get(pk=meeting.pk)


def voted(meeting: Meeting, *, by) -> Meeting:
    fill_votes(meeting, None, 9, 0, by=by)
    return conclude(meeting)


def test_a_line_no_longer_confirmed_is_neither_begun_with_nor_closed(council, reviewed, nominated, standing):
    meeting = make_meeting(council, reviewed, by=standing)
    add_to_agenda(meeting, ready_for(meeting).values_list("pk", flat=True), by=standing)
    attend(meeting, by=standing)
    unconfirmed = Nomination.objects.filter(pk=nominated[1].pk)
    unconfirmed.update(confirmed_at=None, confirmed_by=None)

    with pytest.raises(CouncilRefused, match="Dòng 2 không còn được đơn vị xác nhận"):
        start_meeting(meeting, by=standing)
    unconfirmed.update(confirmed_at=clock.now(), confirmed_by=standing)
    meeting = voted(start_meeting(meeting, by=standing), by=standing)
    unconfirmed.update(confirmed_at=None, confirmed_by=None)
    with pytest.raises(CouncilRefused, match="Dòng 2 không còn được đơn vị xác nhận"):
        close_meeting(meeting, by=standing)
    drop_from_agenda(lines_of(meeting)[1], by=standing)

    assert close_meeting(meeting, by=standing).is_closed


def test_results_opened_again_during_the_meeting_are_not_decided_on(
    closed, propose, award_of, council, standing, clerk
):
    propose(5)
    Nomination.objects.update(confirmed_at=clock.now(), confirmed_by=clerk)
    eligible_dossier(closed, award_of(5), list(Nomination.objects.all()), by=standing)
    meeting = voted(held(council, closed, by=standing), by=standing)
    reopen_phase(closed, "Chấm sót một hộ", by=standing)

    with pytest.raises(CouncilRefused, match="lấy từ kết quả đã được mở lại"):
        close_meeting(meeting, by=standing)


def test_whoever_leads_stays_in_the_room_until_the_minutes_are_closed(meeting, standing):
    voted(meeting, by=standing)
    attend(meeting, by=standing, n0=AWAY)

    with pytest.raises(CouncilRefused, match="Người chủ trì phải có mặt"):
        close_meeting(fresh(meeting), by=standing)


def test_a_member_added_during_the_meeting_is_accounted_for(meeting, council, standing):
    voted(meeting, by=standing)
    make_seat(council, "Lường Văn Muộn", by=standing)

    with pytest.raises(CouncilRefused, match="Còn 1 thành viên chưa ghi có mặt hay vắng"):
        close_meeting(fresh(meeting), by=standing)


def test_a_closed_meeting_shows_what_was_frozen(meeting, council, award, standing):
    meeting = close_meeting(voted(meeting, by=standing), by=standing)
    Award.objects.filter(pk=award.pk).update(vote_base="valid", needed_part=1, needed_whole=1, needs_more=False)
    make_seat(council, "Lường Văn Muộn", by=standing)
    Nomination.objects.update(printed_name="Tên khác")

    shown = standing_to_show(fresh(meeting))

    out = shown.lines[0].outcome
    assert (shown.room.members, len(shown.seats), shown.unsaid) == (9, 10, 0)
    assert (out.state, out.in_favour, out.base, out.needed) == ("passed", 9, 9, 5)
    assert (shown.lines[0].rules.base, shown.lines[0].rules.at_least) == ("members", False)


def test_a_member_who_was_there_does_not_end_before_that_day(meeting, council, standing):
    close_meeting(voted(meeting, by=standing), by=standing)
    seat = council.seats.get(role="deputy")

    with pytest.raises(CouncilRefused, match="đã dự phiên họp ngày 12/09/2022"):
        change_seat(seat, seat_values(seat) | {"ends_on": date(2022, 9, 11)}, stamp=stamp_of(seat), by=standing)


def test_a_meeting_without_a_quorum_takes_no_decision_away(meeting, council, reviewed, standing):
    close_meeting(voted(meeting, by=standing), by=standing)
    again = make_meeting(council, reviewed, by=standing, supplements=fresh(meeting))
    add_to_agenda(again, ready_for(again).values_list("pk", flat=True), by=standing)
    attend(again, by=standing, **{f"n{place}": AWAY for place in range(1, 5)})

    close_meeting(conclude(start_meeting(again, by=standing)), by=standing)

    assert {one.council_outcome for one in with_latest_outcome(Nomination.objects.all())} == {"passed"}


def test_a_supplement_looks_at_the_phase_of_what_it_supplements(meeting, council, reviewed, standing):
    close_meeting(voted(meeting, by=standing), by=standing)
    other = reviewed.campaign.phases.exclude(pk=reviewed.pk).first()

    with pytest.raises(CouncilRefused, match="cùng một đợt"):
        make_meeting(council, other, by=standing, supplements=fresh(meeting))


def test_the_chair_is_not_changed_to_somebody_absent_unnoticed(meeting, council, standing):
    attend(meeting, by=standing, n1=AWAY)
    voted(meeting, by=standing)
    meeting = fresh(meeting)
    change_meeting(meeting, {"chair": council.seats.get(role="deputy")}, stamp=stamp_of(meeting), by=standing)

    assert "Người chủ trì phải có mặt." in standing_of(fresh(meeting)).lacks


def test_a_line_dropped_twice_is_gone_once(logged_in, council, reviewed, nominated, standing):
    meeting = make_meeting(council, reviewed, by=standing)
    add_to_agenda(meeting, ready_for(meeting).values_list("pk", flat=True), by=standing)
    address = reverse("rewards:agenda_drop", args=[meeting.pk, lines_of(meeting)[0].pk])
    client = logged_in(standing)

    said = [client.post(address, follow=True).content.decode() for _ in range(2)]

    assert [words in page for words, page in zip(
        ("đưa vào phiên khác được", "Dòng này không còn trong chương trình họp"), said, strict=True
    )] == [True, True]  # fmt: skip
    assert len(lines_of(meeting)) == 2


def test_nobody_changes_what_makes_a_vote_pass_while_it_is_held(award, meeting, standing):
    admin = AwardAdmin(Award, site)

    held_now = set(VOTING) <= set(admin.get_readonly_fields(None, award))
    close_meeting(voted(meeting, by=standing), by=standing)
    afterwards = set(VOTING) & set(admin.get_readonly_fields(None, award))

    assert (held_now, afterwards) == (True, set())


def test_a_vote_taken_from_a_member_takes_the_confirmation_of_the_count_away(secret_meeting, council, standing, clerk):
    fill_votes(secret_meeting, None, 9, 0, by=standing)
    count_ballots(secret_meeting, ALL_BACK, version=0, by=standing)
    confirm_count(secret_meeting, seen=fresh(secret_meeting).version, by=clerk)
    seat = council.seats.get(role="deputy")

    change_seat(seat, seat_values(seat) | {"votes": False}, stamp=stamp_of(seat), by=standing)

    assert fresh(secret_meeting).ballots.is_confirmed is False
