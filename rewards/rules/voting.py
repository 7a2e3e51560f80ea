"""The council's vote on one line: who counts, how many votes are needed, what came out. Exact: nothing is rounded.

The settings are those of an award (domain 1.6). A member who steps aside on a line does not vote on it and leaves the
members present; whether he or she also leaves "all members" is a setting. Written opinions of absent members, where
they count, join the votes and those taking part; they never make a quorum.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..choices import VoteBase

TWO_THIRDS, HALF = Fraction(2, 3), Fraction(1, 2)


@dataclass(frozen=True)
class VotingRules:
    """How an award is voted on; the defaults are those of the ward chairman's giấy khen."""

    quorum: Fraction = TWO_THIRDS  # of all members, at least, in the room
    share: Fraction = HALF
    at_least: bool = False  # the share itself is enough; else it takes more than the share
    base: str = VoteBase.MEMBERS
    secret: bool = False
    chair_breaks_ties: bool = True
    written_count: bool = True
    recused_leave_all: bool = False


@dataclass(frozen=True)
class Room:
    """Who can vote at a meeting; only seats with a vote are counted, so never a secretary without one."""

    members: int
    present: int
    written: int = 0  # absent members who sent an opinion


@dataclass(frozen=True)
class Ballots:
    """The papers of a secret ballot, one for each voter in the room."""

    given_out: int
    returned: int
    valid: int
    invalid: int


@dataclass(frozen=True)
class Line:
    """What was counted on one line; `in_favour` and `against` are of the room, written opinions stand apart."""

    in_favour: int
    against: int
    written_for: int = 0
    written_against: int = 0
    recused: int = 0  # of those present
    recused_written: int = 0  # of those who sent an opinion
    recused_absent: int = 0  # of those who did neither
    chair: bool | None = None  # how the chair decided a tie


class State(StrEnum):
    """How a line stands after the vote."""

    PASSED = "passed"
    FAILED = "failed"
    NO_QUORUM = "no_quorum"
    TIE = "tie"  # the chair decides
    IMPOSSIBLE = "impossible"  # the totals contradict each other


@dataclass(frozen=True)
class Outcome:
    """How a line stands, with the exact numbers that say why."""

    state: State
    in_favour: int
    against: int
    base: int
    needed: int
    quorum: int
    present: int
    flaws: tuple[str, ...] = ()
    by_chair: bool = False

    @property
    def lacking(self) -> int:
        """Votes missing to pass; 0 where there are enough."""
        return max(self.needed - self.in_favour, 0)

    @property
    def absent_too_many(self) -> int:
        """Members missing to the quorum; 0 where there are enough."""
        return max(self.quorum - self.present, 0)


def quorum_of(members: int, quorum: Fraction) -> int:
    """How many members must be in the room: 2/3 of 7 is 5. At least one: an empty room decides nothing."""
    return max(-(-quorum.numerator * members // quorum.denominator), 1)


def votes_needed(base: int, share: Fraction, at_least: bool) -> int:
    """The fewest votes that pass: more than 1/2 of 10 is 6, of 9 is 5; at least 2/3 of 7 is 5; 0 never passes."""
    if at_least:
        return max(-(-share.numerator * base // share.denominator), 1)
    return share.numerator * base // share.denominator + 1


def room_flaws(room: Room) -> list[str]:
    """What cannot be of the people in the room, in Vietnamese sentences."""
    if room.present + room.written > room.members:
        return [
            f"Có mặt {room.present}, gửi ý kiến bằng văn bản {room.written}: nhiều hơn {room.members} thành viên "
            "có quyền biểu quyết."
        ]
    return []


def ballot_flaws(ballots: Ballots, room: Room) -> list[str]:
    """What contradicts itself in the totals of a secret ballot, in Vietnamese sentences."""
    found = []
    if ballots.given_out != room.present:
        found.append(f"Phát ra {ballots.given_out} phiếu nhưng có {room.present} thành viên có mặt được bỏ phiếu.")
    if ballots.returned > ballots.given_out:
        found.append(f"Thu vào {ballots.returned} phiếu, nhiều hơn {ballots.given_out} phiếu phát ra.")
    if ballots.valid + ballots.invalid != ballots.returned:
        found.append(
            f"Hợp lệ {ballots.valid} cộng không hợp lệ {ballots.invalid} là {ballots.valid + ballots.invalid}, "
            f"không bằng {ballots.returned} phiếu thu vào."
        )
    return found


def line_flaws(rules: VotingRules, room: Room, line: Line, ballots: Ballots | None) -> list[str]:
    """What contradicts itself in the totals of a line, in Vietnamese sentences."""
    found, cast = [], line.in_favour + line.against
    voters = room.present - line.recused
    if cast > voters:
        aside = f" (đã trừ {line.recused} người không biểu quyết dòng này)" if line.recused else ""
        found.append(f"Đồng ý và không đồng ý cộng lại là {cast}, nhiều hơn {voters} người được biểu quyết{aside}.")
    if rules.secret and ballots and cast > ballots.valid:
        found.append(f"Đồng ý và không đồng ý cộng lại là {cast}, nhiều hơn {ballots.valid} phiếu hợp lệ.")
    written, opinions = line.written_for + line.written_against, room.written - line.recused_written
    if written > opinions:
        found.append(f"Ý kiến bằng văn bản cộng lại là {written}, nhiều hơn {opinions} ý kiến được tính.")
    return found


def base_of(rules: VotingRules, room: Room, line: Line, ballots: Ballots | None) -> int:
    """The whole that the share is taken of."""
    written = line.written_for + line.written_against if rules.written_count else 0
    match rules.base:
        case VoteBase.MEMBERS:
            aside = line.recused + line.recused_written + line.recused_absent
            return room.members - (aside if rules.recused_leave_all else 0)
        case VoteBase.PRESENT:
            taking_part = room.written - line.recused_written if rules.written_count else 0
            return room.present - line.recused + taking_part
        case _:
            if rules.secret and ballots:  # whoever steps aside leaves this line of the paper blank
                return min(ballots.valid, room.present - line.recused) + written
            return line.in_favour + line.against + written


def secret_flaws(rules: VotingRules, room: Room, ballots: Ballots | None) -> list[str]:
    """What contradicts itself in the papers of a line that is voted on secretly."""
    if not rules.secret:
        return []
    return ballot_flaws(ballots, room) if ballots else ["Chưa ghi số phiếu phát ra, thu vào, hợp lệ."]


def outcome(rules: VotingRules, room: Room, line: Line, ballots: Ballots | None = None) -> Outcome:
    """How a line stands: without a quorum nothing is decided; then whether the totals can be, the votes, the chair.

    A tie is as many votes for as against where one vote more would pass, so that the chair's is the one that decides;
    with a share such as 2/3 equal votes are not a tie but too few.
    """
    in_favour = line.in_favour + (line.written_for if rules.written_count else 0)
    against = line.against + (line.written_against if rules.written_count else 0)
    base = base_of(rules, room, line, ballots)
    needed = votes_needed(base, rules.share, rules.at_least)
    numbers = (in_favour, against, base, needed, quorum_of(room.members, rules.quorum), room.present)
    if flaws := room_flaws(room):
        return Outcome(State.IMPOSSIBLE, *numbers, tuple(flaws))
    if room.present < quorum_of(room.members, rules.quorum):
        return Outcome(State.NO_QUORUM, *numbers)
    if flaws := line_flaws(rules, room, line, ballots) + secret_flaws(rules, room, ballots):
        return Outcome(State.IMPOSSIBLE, *numbers, tuple(flaws))
    if in_favour >= needed:
        return Outcome(State.PASSED, *numbers)
    if rules.chair_breaks_ties and in_favour == against > 0 and in_favour + 1 >= needed:
        if line.chair is None:
            return Outcome(State.TIE, *numbers)
        return Outcome(State.PASSED if line.chair else State.FAILED, *numbers, by_chair=True)
    return Outcome(State.FAILED, *numbers)
