"""Councils, agendas and the steps of a meeting as their actions keep them."""

import uuid
from datetime import date

import pytest

from emulation.actions import StaleRecord
from emulation.models import AuditEntry, Unit
from rewards.actions.agendas import add_to_agenda, answer_conflicts, drop_from_agenda, set_aside
from rewards.actions.councils import CouncilRefused, add_seat, change_seat, found_council
from rewards.actions.meetings import (
    cancel_meeting,
    change_meeting,
    record_attendance,
    start_meeting,
    step_back,
)
from rewards.actions.votes import (
    Typed,
    fill_votes,
    record_votes,
)
from rewards.models import Council, Meeting, Recusal, Seat
from rewards.queries.agendas import ready_for
from rewards.queries.councils import doubts_of, seats_on, stamp_of
from rewards.queries.meetings import standing_of
from tests.councils import (
    AWAY,
    DAY,
    PRESENT,
    at,
    attend,
    held,
    lines_of,
    make_award,
    make_council,
    make_meeting,
    make_seat,
    nominate,
    seat_values,
)


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.for_page().get(pk=meeting.pk)


# Councils and seats


def test_an_even_number_of_votes_and_missing_roles_are_said(ward, standing):
    council = make_council(ward, by=standing, members=4)

    found = doubts_of(seats_on(council, DAY))

    assert found == [
        "Hội đồng có 4 thành viên có quyền biểu quyết, là số chẵn nên dễ ngang phiếu. Nên có số lẻ, trừ khi quyết định "
        "thành lập ghi khác."
    ]


def test_a_secretary_without_a_vote_is_no_voter(council):
    assert doubts_of(seats_on(council, DAY)) == []
    assert [seat.votes for seat in seats_on(council, DAY)] == [True] * 9 + [False]


def test_the_same_form_twice_makes_one_council_and_one_seat(ward, standing):
    key, values = uuid.uuid4(), {"name": "HĐ", "decision": "1/QĐ", "decided_on": DAY}
    first, again = (found_council(ward, values, key=key, by=standing) for _ in range(2))
    seat = make_seat(first, "Trần Văn Bảy", by=standing)
    twice = add_seat(first, seat_values(seat), key=seat.key, by=standing)

    assert (first, seat) == (again, twice)
    assert (Council.objects.count(), Seat.objects.count()) == (1, 1)


def test_nobody_has_two_seats_in_the_same_days(council, standing):
    with pytest.raises(CouncilRefused, match="đã là thành viên của hội đồng trong thời gian này"):
        make_seat(council, "Lô Thị Nga", by=standing)


def test_a_second_chair_waits_until_the_first_has_ended(council, standing):
    chair = seats_on(council, DAY)[0]
    with pytest.raises(CouncilRefused, match="đã có Chủ tịch trong thời gian này"):
        make_seat(council, "Lò Văn Xa", "chair", by=standing)

    change_seat(chair, seat_values(chair) | {"ends_on": date(2022, 9, 30)}, stamp=stamp_of(chair), by=standing)
    new = make_seat(council, "Lò Văn Xa", "chair", by=standing, starts_on=date(2022, 10, 1))

    assert seats_on(council, date(2022, 10, 1))[0] == new


def test_a_seat_changed_meanwhile_is_not_overwritten(council, standing):
    seat = seats_on(council, DAY)[3]
    old = stamp_of(seat)
    change_seat(seat, seat_values(seat) | {"title": "Trưởng phòng"}, stamp=old, by=standing)

    with pytest.raises(StaleRecord):
        change_seat(seat, seat_values(seat) | {"title": "Phó phòng"}, stamp=old, by=standing)

    assert Seat.objects.get(pk=seat.pk).title == "Trưởng phòng"


# The agenda


def test_only_what_is_confirmed_and_goes_through_the_council_is_ready(council, reviewed, campaign, clerk, standing):
    award, simple = make_award(campaign), make_award(campaign, 91, procedure="simple", name="Khác")
    ready = nominate(reviewed, award, "Lường Thị Chim", by=clerk)
    nominate(reviewed, award, "Mai Văn Phượng", by=clerk, confirmed_at=None, confirmed_by=None)
    nominate(reviewed, simple, "Kiều Thị Bạch", by=clerk)
    meeting = make_meeting(council, reviewed, by=standing)

    assert list(ready_for(meeting)) == ready


def test_a_line_is_put_on_the_agenda_once_and_comes_off_it(council, reviewed, nominated, standing):
    meeting = make_meeting(council, reviewed, by=standing)
    keys = [one.pk for one in nominated]

    first, again = (add_to_agenda(meeting, keys, by=standing) for _ in range(2))
    line = lines_of(meeting)[0]
    for _ in range(2):
        drop_from_agenda(line, by=standing)

    assert (first, again) == (3, 0)
    assert [(one.position, one.nomination_id) for one in lines_of(meeting)] == [(1, keys[1]), (2, keys[2])]
    assert list(ready_for(meeting)) == [nominated[0]]


def test_what_is_on_one_agenda_is_on_no_other_until_that_meeting_is_cancelled(council, reviewed, nominated, standing):
    one, other = (make_meeting(council, reviewed, by=standing) for _ in range(2))
    add_to_agenda(one, [nominated[0].pk], by=standing)

    before = add_to_agenda(other, [nominated[0].pk], by=standing)
    cancel_meeting(one, by=standing)

    assert before == 0
    assert add_to_agenda(other, [nominated[0].pk], by=standing) == 1


def test_conflicts_are_proposed_by_name_household_and_unit(council, reviewed, award, clerk, standing, household):
    unit = Unit.objects.neighbourhoods().get(label="8")
    near = make_seat(council, "Sùng Thị Kiều Hương", by=standing, unit=unit, household=household)
    family = {"subject_kind": "household", "household": household.pk}
    nominate(reviewed, award, "LÔ THỊ NGA", by=clerk)
    nominate(reviewed, award, "Sùng A Chử", by=clerk, **family)
    nominate(reviewed, award, "Tổ dân phố số 8", by=clerk, subject_kind="collective", unit=unit)
    nominate(reviewed, award, "Phạm Thu Trang", by=clerk)  # the secretary, who has no vote
    meeting = held(council, reviewed, by=standing)

    found = [[(seat.full_name, ground.value) for seat, ground in row.unanswered] for row in standing_of(meeting).lines]

    assert found == [[(near.full_name, "unit")], [(near.full_name, "household")], [("Lô Thị Nga", "name")], []]


def test_an_answered_conflict_keeps_the_member_from_the_vote(council, reviewed, award, clerk, standing):
    nominate(reviewed, award, "Lô Thị Nga", by=clerk)
    meeting = held(council, reviewed, by=standing)
    (line,) = lines_of(meeting)
    seat = Seat.objects.get(full_name="Lô Thị Nga")

    changed = [answer_conflicts(meeting, {(line.pk, seat.pk): True}, by=standing) for _ in range(2)]
    record_votes(meeting, {line.pk: Typed(5, 4)}, by=standing)

    assert changed == [1, 0]
    (row,) = standing_of(fresh(meeting)).lines
    assert row.aside == (seat,)
    assert row.outcome.flaws == (
        "Đồng ý và không đồng ý cộng lại là 9, nhiều hơn 8 người được biểu quyết (đã trừ 1 người không biểu quyết dòng "
        "này).",
    )


def test_whoever_asks_may_step_aside_until_the_line_is_counted(meeting, standing):
    line, seat = lines_of(meeting)[0], seats_on(meeting.council, DAY)[5]

    for _ in range(2):
        set_aside(line, seat, True, by=standing)
    record_votes(meeting, {line.pk: Typed(8, 0)}, by=standing)

    assert Recusal.objects.get().ground == "own_wish"
    with pytest.raises(CouncilRefused, match="đã ghi số phiếu"):
        set_aside(line, seat, False, by=standing)


# Steps


def test_a_meeting_begins_only_with_an_agenda_and_everybody_accounted_for(council, reviewed, nominated, standing):
    meeting = make_meeting(council, reviewed, by=standing)
    with pytest.raises(CouncilRefused, match="Còn 10 thành viên chưa ghi"):
        start_meeting(meeting, by=standing)

    add_to_agenda(meeting, [nominated[0].pk], by=standing)
    attend(meeting, by=standing, n0=AWAY)

    with pytest.raises(CouncilRefused, match="chủ trì phải có mặt"):
        start_meeting(meeting, by=standing)


def test_a_meeting_goes_back_while_nothing_is_counted(meeting, standing):
    back = [step_back(meeting, by=standing).status for _ in range(2)]
    start_meeting(meeting, by=standing)
    fill_votes(meeting, None, 9, 0, by=standing)

    assert back == ["preparing", "preparing"]
    with pytest.raises(CouncilRefused, match="Đã ghi số phiếu"):
        step_back(meeting, by=standing)


def test_the_day_is_kept_once_the_meeting_has_begun(meeting, standing):
    values = {"starts_at": at(15, day=date(2022, 9, 13)), "place": meeting.place}

    with pytest.raises(CouncilRefused, match="ngày họp được giữ nguyên"):
        change_meeting(meeting, values, stamp=stamp_of(fresh(meeting)), by=standing)


def test_attendance_is_written_again_only_where_it_differs(meeting, standing):
    before = AuditEntry.objects.count()
    said = {seat.pk: PRESENT for seat in seats_on(meeting.council, DAY)}

    record_attendance(meeting, said, by=standing)

    assert AuditEntry.objects.count() == before
