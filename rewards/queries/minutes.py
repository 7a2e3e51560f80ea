"""What the minutes say, as plain data: read from the meeting as it stands, frozen with it when it is closed."""

from dataclasses import asdict, replace
from fractions import Fraction

from emulation.choices import UnitKind
from emulation.kit import clock
from emulation.models import Issuer

from ..models import BallotCount, Meeting, Seat
from ..rules.voting import Outcome, Room, State, VotingRules, quorum_of
from .meetings import LineRow, SeatRow, Standing, standing_of


def record_of(found: Standing) -> dict:
    """All that papers of the meeting say; nothing of it is read from the tables again once it is frozen."""
    meeting = found.meeting
    council, campaign = meeting.council, meeting.phase.campaign
    issuer = Issuer.objects.filter(campaign=campaign).first()
    return {
        "council": council.name,
        "decision": council.decision,
        "decided_on": f"{council.decided_on:%Y-%m-%d}",
        "unit": council.unit.name,
        "agency": issuer.agency if issuer else council.unit.name.upper(),
        "place_name": campaign.place,
        "campaign": campaign.name,
        "phase": meeting.phase.name,
        "is_school": council.unit.kind == UnitKind.SCHOOL,
        "practice": campaign.ward.is_practice or council.unit.is_practice,
        "number": meeting.number,
        "supplements": supplements(meeting),
        "starts_at": moment(meeting.starts_at),
        "ends_at": moment(meeting.ends_at),
        "place": meeting.place,
        "chair": person(meeting.chair),
        "secretary": person(meeting.secretary),
        "guests": meeting.guests,
        "tellers": meeting.tellers,
        "discussion": meeting.discussion,
        "conclusion": meeting.conclusion,
        "seats": [seat_record(row) for row in found.seats],
        "room": asdict(found.room),
        "written_count": council.written_count,
        "recused_leave_all": council.recused_leave_all,
        "ballots": ballot_record(found.ballots),
        "settings": settings_of(found.lines),
        "lines": [line_record(row) for row in found.lines],
    }


def standing_to_show(meeting: Meeting) -> Standing:
    """The meeting as its page shows it: once it is closed the frozen numbers, whatever settings and seats became."""
    found = standing_of(meeting)
    if not meeting.is_closed:
        return found
    record = meeting.minutes
    settings = {one["award"]: one for one in record["settings"]}
    lines = {one["position"]: one for one in record["lines"]}
    return replace(
        found,
        room=Room(**record["room"]),
        seats=[row for row in found.seats if row.attendance],
        lines=[frozen_row(row, lines[row.line.position], settings, record) for row in found.lines],
    )


def frozen_row(row: LineRow, line: dict, settings: dict, record: dict) -> LineRow:
    rules, room = rules_in(settings[line["award"]], record), record["room"]
    quorum = quorum_of(room["members"], rules.quorum)
    numbers = (line[name] for name in ("in_favour", "against", "base", "needed"))
    out = Outcome(State(line["state"]), *numbers, quorum, room["present"], by_chair=line["by_chair"])
    return replace(row, rules=rules, outcome=out, unanswered=())


def rules_in(one: dict, record: dict) -> VotingRules:
    """The settings of a vote as the record keeps them."""
    return VotingRules(
        quorum=Fraction(*one["quorum"]),
        share=Fraction(*one["share"]),
        at_least=one["at_least"],
        base=one["base"],
        secret=one["secret"],
        chair_breaks_ties=one["chair_breaks_ties"],
        written_count=record["written_count"],
        recused_leave_all=record["recused_leave_all"],
    )


def moment(value) -> str:
    """A moment in Ho Chi Minh time, to the minute."""
    return f"{clock.local(value):%Y-%m-%dT%H:%M}" if value else ""


def supplements(meeting: Meeting) -> dict | None:
    other = meeting.supplements
    return {"number": other.number, "starts_at": moment(other.starts_at)} if other else None


def person(seat: Seat) -> dict:
    return {"name": seat.full_name, "title": seat.title, "role": seat.get_role_display()}


def seat_record(row: SeatRow) -> dict:
    said = row.attendance
    return person(row.seat) | {
        "votes": row.seat.votes,
        "presence": row.presence or "",
        "reason": said.reason if said else "",
        "written_on": f"{said.written_on:%Y-%m-%d}" if said and said.written_on else "",
    }


def ballot_record(ballots: BallotCount | None) -> dict | None:
    if ballots is None:
        return None
    return asdict(ballots.as_totals()) | {
        "typed_by": str(ballots.typed_by),
        "confirmed_by": str(ballots.confirmed_by) if ballots.confirmed_by else "",
    }


def settings_of(lines: list[LineRow]) -> list[dict]:
    """How each award was voted on, once each."""
    found = {row.line.nomination.award: row.rules for row in lines}
    return [{"award": str(award)} | settings_record(rules) for award, rules in found.items()]


def settings_record(rules: VotingRules) -> dict:
    return {
        "quorum": [rules.quorum.numerator, rules.quorum.denominator],
        "share": [rules.share.numerator, rules.share.denominator],
        "at_least": rules.at_least,
        "base": str(rules.base),
        "secret": rules.secret,
        "chair_breaks_ties": rules.chair_breaks_ties,
    }


def line_record(row: LineRow) -> dict:
    line, one, out = row.line, row.line.nomination, row.outcome
    counted = {} if out is None else {
        "in_favour": out.in_favour, "against": out.against, "base": out.base, "needed": out.needed,
        "state": out.state.value, "by_chair": out.by_chair,
    }  # fmt: skip
    return {
        "position": line.position,
        "kind": one.subject_kind,
        "name": one.full_name,
        "place": one.printed_place,
        "award": str(one.award),
        "secret": row.rules.secret,
        "written_for": line.written_for,
        "written_against": line.written_against,
        "chair_reason": line.chair_reason,
        "aside": [seat.full_name for seat in row.aside],
        "counted": line.is_counted,
        **counted,
    }
