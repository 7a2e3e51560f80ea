"""A practice council of a ward or a school, and its meeting from the agenda to closed minutes."""

import uuid
from collections.abc import Sequence
from datetime import date, time, timedelta

from emulation.kit import clock
from emulation.kit.days import moment_of
from emulation.models import Phase, Unit, User

from ..choices import Ballot, Presence
from ..models import Award, Council, Meeting
from ..practice import AWAY, CONCLUSION, DISCUSSION, PracticeProposal
from ..queries.agendas import conflicts, ready_for
from ..queries.councils import seats_on, stamp_of
from ..queries.meetings import LineRow, Standing, standing_of
from ..rules.voting import Ballots
from .agendas import add_to_agenda, answer_conflicts
from .councils import add_seat, found_council
from .meetings import call_meeting, change_meeting, close_meeting, record_attendance, start_meeting
from .practice_nominations import Cast
from .votes import Typed, confirm_count, count_ballots, record_votes

DECISION = "00/QĐ-THỰC HÀNH"
DAYS_AGO = 14  # so that a posting of ten days may follow
FOUNDED_BEFORE = timedelta(days=60)
Seats = Sequence[tuple[str, str, str, bool, str]]


def meeting_day() -> date:
    """A working day about two weeks ago."""
    day = clock.today() - timedelta(days=DAYS_AGO)
    return day - timedelta(days=max(0, day.weekday() - 4))


def found_practice_council(unit: Unit, seats: Seats, *, near: Unit | None, by: User) -> Council:
    """A council with its seats; the last member with a vote works for the unit `near`, if any."""
    since = meeting_day() - FOUNDED_BEFORE
    said = {"name": f"Hội đồng Thi đua - Khen thưởng {unit.name[:1].lower()}{unit.name[1:]}", "decision": DECISION}
    said |= {"decided_on": since, "written_count": True, "recused_leave_all": False}
    council = found_council(unit, said, key=uuid.uuid4(), by=by)
    accounts = {user.username: user for user in User.objects.all()}
    last = [name for name, _, _, votes, _ in seats if votes][-1]
    for name, title, role, votes, account in seats:
        values = {"full_name": name, "title": title, "role": role, "votes": votes, "starts_on": since, "ends_on": None}
        values |= {"unit": near if name == last else None, "household": None, "account": accounts.get(account)}
        add_seat(council, values, key=uuid.uuid4(), by=by)
    return council


def hold_meeting(cast: Cast, council: Council, proposals: Sequence[PracticeProposal], *, place: str) -> Meeting:
    """Everything that is ready, voted on as the proposals say; totals typed by one person, confirmed by another."""
    seats = {seat.role: seat for seat in reversed(seats_on(council, meeting_day()))}
    said = {"phase": cast.phase, "starts_at": moment_of(meeting_day(), time(14)), "place": place, "guests": ""}
    said |= {"chair": seats["chair"], "secretary": seats["secretary"]}
    meeting = call_meeting(council, said, key=uuid.uuid4(), by=cast.office)
    add_to_agenda(meeting, ready_for(meeting).values_list("pk", flat=True), by=cast.office)
    record_attendance(meeting, attendance(council), by=cast.office)
    step_aside(meeting, by=cast.office)
    start_meeting(meeting, by=cast.office)
    vote(meeting, {one.name: one.votes for one in proposals}, cast)
    meeting = Meeting.objects.for_page().get(pk=meeting.pk)
    ended = {"ends_at": moment_of(meeting_day(), time(16, 30)), "discussion": DISCUSSION, "conclusion": CONCLUSION}
    change_meeting(meeting, ended, stamp=stamp_of(meeting), by=cast.office)
    return close_meeting(meeting, by=cast.office)


def attendance(council: Council) -> dict[int, dict]:
    """Everybody is there but one member with a written opinion and one who is ill, where the council has them."""
    said = {}
    for seat in seats_on(council, meeting_day()):
        presence, reason = AWAY.get(seat.full_name, (Presence.PRESENT, ""))
        written = meeting_day() - timedelta(days=1) if presence == Presence.WRITTEN else None
        said[seat.pk] = {"presence": presence, "reason": reason, "written_on": written}
    return said


def step_aside(meeting: Meeting, *, by: User) -> None:
    """Whoever is near to a line does not vote on it."""
    lines = meeting.lines.select_related("nomination__award")
    near = conflicts(lines, seats_on(meeting.council, meeting.day))
    answers = {(line, seat): True for line, seats in near.items() for seat in seats}
    if answers:
        answer_conflicts(meeting, answers, by=by)


def vote(meeting: Meeting, agreeing: dict[str, int | None], cast: Cast) -> None:
    """The maker types every total; the office compares and confirms those of the secret ballot."""
    found = standing_of(meeting)
    record_votes(meeting, {row.line.pk: typed(found, row, agreeing) for row in found.lines}, by=cast.maker)
    if any(row.rules.secret for row in found.lines):
        there = found.room.present
        count_ballots(meeting, Ballots(there, there, there, 0), version=0, by=cast.maker)
        confirm_count(meeting, seen=Meeting.objects.get(pk=meeting.pk).version, by=cast.office)


def typed(found: Standing, row: LineRow, agreeing: dict[str, int | None]) -> Typed:
    """Everybody who votes agrees, or as many as the proposal says; a written opinion agrees with an open line."""
    aside = sum(found.is_there(seat.pk) for seat in row.aside)
    voters = found.room.present - aside
    asked = agreeing.get(row.line.nomination.printed_name)
    in_favour = voters if asked is None else asked
    written = 0 if row.rules.secret else found.room.written
    return Typed(in_favour, voters - in_favour, written, 0, row.line.version)


def vote_secretly(phase: Phase, number: int) -> None:
    """An award of the practice ward is voted on by papers, so that both ways are seen; settings, not a step."""
    Award.objects.given_in(phase).filter(number=number).update(ballot=Ballot.SECRET)
