"""Councils: who sits on one on a day, what is unusual about it, and how it votes on an award."""

from fractions import Fraction

from django.db.models import Max, Model

from emulation.kit.fields import fingerprint

from ..choices import Ballot, SeatRole, TieBreak
from ..models import Award, Council, Seat
from ..rules.meetings import council_doubts
from ..rules.voting import VotingRules


def stamp_of(record: Model) -> str:
    """What a form carries to notice that somebody changed the record meanwhile; it tells nothing of the values."""
    columns = [field.attname for field in record._meta.concrete_fields if field.attname != "version"]
    said = [f"{name}={getattr(record, name)}" for name in columns]
    return fingerprint("|".join(said))[:32]


def seats_on(council: Council, day) -> list[Seat]:
    """Who sits on the council on a day, the chair first."""
    return list(council.seats.on(day).in_order().select_related("unit", "account"))


def doubts_of(seats: list[Seat]) -> list[str]:
    """What is unusual about the seats of a council, in sentences."""
    roles = [seat.role for seat in seats]
    voters = sum(seat.votes for seat in seats)
    return council_doubts(voters, roles.count(SeatRole.CHAIR), roles.count(SeatRole.SECRETARY))


def rules_of(award: Award, council: Council) -> VotingRules:
    """How this council votes on an award: the award's own settings, and two of the council's."""
    return VotingRules(
        quorum=Fraction(award.quorum_part, award.quorum_whole),
        share=Fraction(award.needed_part, award.needed_whole),
        at_least=not award.needs_more,
        base=award.vote_base,
        secret=award.ballot == Ballot.SECRET,
        chair_breaks_ties=award.tie_break == TieBreak.CHAIR,
        written_count=council.written_count,
        recused_leave_all=council.recused_leave_all,
    )


def next_number(council: Council) -> int:
    """The number a new meeting of the council is offered; cancelled ones keep theirs."""
    return (council.meetings.aggregate(last=Max("number"))["last"] or 0) + 1
