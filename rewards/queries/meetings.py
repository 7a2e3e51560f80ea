"""A meeting as it stands: who is there, how every line came out, what is missing. A fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ..choices import Presence, RecusalGround
from ..models import AgendaLine, Attendance, BallotCount, Meeting, Recusal, Seat
from ..rules import meetings as rules
from ..rules.voting import Ballots, Line, Outcome, Room, State, VotingRules, outcome
from .agendas import conflicts
from .councils import rules_of, seats_on


@dataclass(frozen=True)
class SeatRow:
    """A member of the council on the day of the meeting, with where he or she was."""

    seat: Seat
    attendance: Attendance | None

    @property
    def presence(self) -> str | None:
        return self.attendance.presence if self.attendance else None

    def as_facts(self) -> rules.SeatFacts:
        return rules.SeatFacts(self.seat.pk, self.seat.votes, self.presence)


@dataclass(frozen=True)
class LineRow:
    """A line with its settings, who does not vote on it, and how it stands; no outcome while nothing is counted."""

    line: AgendaLine
    rules: VotingRules
    aside: tuple[Seat, ...]
    unanswered: tuple[tuple[Seat, RecusalGround], ...]
    outcome: Outcome | None

    @property
    def withdrawn(self) -> bool:
        return not self.line.nomination.is_standing

    @property
    def is_fit(self) -> bool:
        return self.line.nomination.is_fit

    def as_facts(self) -> rules.LineFacts:
        one = self.line.nomination
        return rules.LineFacts(
            self.line.position, self.outcome, len(self.unanswered),
            withdrawn=self.withdrawn, unconfirmed=not one.is_confirmed, unmatched=one.is_unmatched,
        )  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """Everything a page of the meeting says."""

    meeting: Meeting
    seats: list[SeatRow]
    room: Room
    ballots: BallotCount | None
    lines: list[LineRow]

    @property
    def is_secret(self) -> bool:
        """Whether ballots have to be counted; without a quorum none are given out."""
        return any(row.rules.secret and not is_without_quorum(row) for row in self.lines)

    @property
    def has_written(self) -> bool:
        """Whether written opinions are to be counted apart."""
        return self.room.written > 0 and self.meeting.council.written_count

    @property
    def unsaid(self) -> int:
        """Members of whom nobody has said where they were."""
        return sum(row.attendance is None for row in self.seats)

    @property
    def unanswered(self) -> int:
        return sum(len(row.unanswered) for row in self.lines)

    def is_there(self, seat_id: int) -> bool:
        return any(row.seat.pk == seat_id and row.presence == Presence.PRESENT for row in self.seats)

    @property
    def people(self) -> rules.People:
        there = self.is_there(self.meeting.chair_id), self.is_there(self.meeting.secretary_id)
        return rules.People(self.room, self.unsaid, *there)

    @property
    def starting_refusal(self) -> str:
        """Why the meeting cannot begin; "" where it can."""
        return rules.starting_refusal([row.as_facts() for row in self.lines], self.people)

    @property
    def lacks(self) -> list[str]:
        """What is missing before the minutes can be closed."""
        return rules.closing_lacks(
            rules.Closing(
                lines=tuple(row.as_facts() for row in self.lines),
                people=self.people,
                has_end=self.meeting.ends_at is not None,
                has_conclusion=bool(self.meeting.conclusion),
                is_secret=self.is_secret,
                is_confirmed=self.ballots is not None and self.ballots.is_confirmed,
            )
        )


def is_without_quorum(row: LineRow) -> bool:
    return row.outcome is not None and row.outcome.state == State.NO_QUORUM


def seat_rows(meeting: Meeting) -> list[SeatRow]:
    """Who sits on the council on the day of the meeting, the chair first."""
    said = {one.seat_id: one for one in meeting.attendance.all()}
    return [SeatRow(seat, said.get(seat.pk)) for seat in seats_on(meeting.council, meeting.day)]


def ballots_of(meeting: Meeting) -> BallotCount | None:
    return BallotCount.objects.filter(meeting=meeting).select_related("typed_by", "confirmed_by").first()


BESIDE = ("nomination__award", "nomination__snapshot", "typed_by", "decided_by")


def standing_of(meeting: Meeting, lines: QuerySet[AgendaLine] | None = None) -> Standing:
    """The meeting as it stands, with all its lines or those chosen."""
    seats, ballots = seat_rows(meeting), ballots_of(meeting)
    room = rules.room_of([row.as_facts() for row in seats])
    chosen = meeting.lines.all() if lines is None else lines
    found = list(chosen.select_related(*BESIDE).defer("nomination__snapshot__packed"))
    totals = ballots.as_totals() if ballots else None
    return Standing(meeting, seats, room, ballots, line_rows(meeting, found, seats, room, totals))


def line_rows(
    meeting: Meeting, lines: Sequence[AgendaLine], seats: list[SeatRow], room: Room, ballots: Ballots | None
) -> list[LineRow]:
    people = {row.seat.pk: row for row in seats}
    near = conflicts(lines, [row.seat for row in seats])
    answers: dict[int, list[Recusal]] = {}
    for one in Recusal.objects.filter(line__meeting=meeting):
        answers.setdefault(one.line_id, []).append(one)
    return [
        line_row(meeting, line, people, near.get(line.pk, {}), answers.get(line.pk, []), room, ballots)
        for line in lines
    ]


def line_row(meeting, line, people: dict[int, SeatRow], near: dict, answers, room, ballots) -> LineRow:
    aside = [people[one.seat_id] for one in answers if one.steps_aside and one.seat_id in people]
    aside = [row for row in aside if row.seat.votes]
    answered = {one.seat_id for one in answers}
    settings = rules_of(line.nomination.award, meeting.council)
    counted = line_totals(line, [row.presence for row in aside])
    quorum_is_there = room.present >= outcome(settings, room, Line(0, 0), ballots).quorum
    return LineRow(
        line=line,
        rules=settings,
        aside=tuple(row.seat for row in aside),
        unanswered=tuple((people[pk].seat, ground) for pk, ground in near.items() if pk not in answered),
        outcome=outcome(settings, room, counted, ballots) if line.is_counted or not quorum_is_there else None,
    )


def line_totals(line: AgendaLine, aside: list[str | None]) -> Line:
    """What was counted on a line, as the plain data that `rules` decides with."""
    return Line(
        in_favour=line.in_favour or 0,
        against=line.against or 0,
        written_for=line.written_for,
        written_against=line.written_against,
        recused=aside.count(Presence.PRESENT),
        recused_written=aside.count(Presence.WRITTEN),
        recused_absent=len(aside) - aside.count(Presence.PRESENT) - aside.count(Presence.WRITTEN),
        chair=line.chair_agrees,
    )
