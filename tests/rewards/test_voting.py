"""The council's vote as a table of cases, and against somebody who counts on fingers."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rewards.choices import VoteBase
from rewards.rules.voting import (
    Ballots,
    Line,
    Room,
    State,
    VotingRules,
    outcome,
    quorum_of,
    votes_needed,
)

USUAL = VotingRules()
TWO_THIRDS = VotingRules(share=Fraction(2, 3), at_least=True)
NINETY = VotingRules(share=Fraction(9, 10), at_least=True)


@pytest.mark.parametrize(
    ("base", "share", "at_least", "needed"),
    [
        (10, Fraction(1, 2), False, 6),
        (9, Fraction(1, 2), False, 5),
        (10, Fraction(1, 2), True, 5),
        (9, Fraction(1, 2), True, 5),
        (7, Fraction(2, 3), True, 5),
        (9, Fraction(2, 3), True, 6),
        (9, Fraction(2, 3), False, 7),
        (1000, Fraction(9, 10), True, 900),
        (1001, Fraction(9, 10), True, 901),
        (1, Fraction(1, 2), False, 1),
        (0, Fraction(1, 2), False, 1),
        (0, Fraction(1, 2), True, 1),
        (7, Fraction(1), True, 7),
        (7, Fraction(1), False, 8),  # more than all: never
    ],
)
def test_votes_needed(base, share, at_least, needed):
    assert votes_needed(base, share, at_least) == needed


@pytest.mark.parametrize(("members", "quorum"), [(7, 5), (9, 6), (10, 7), (11, 8), (1, 1), (0, 1)])
def test_two_thirds_of_all_members_must_be_there(members, quorum):
    assert quorum_of(members, Fraction(2, 3)) == quorum


# rules, members/present/written, for/against, more of the line: state, base, needed
CASES = {
    "odd, one more than half": (USUAL, (9, 9), (5, 4), {}, State.PASSED, 9, 5),
    "odd, one too few": (USUAL, (9, 9), (4, 5), {}, State.FAILED, 9, 5),
    "even, one more than half": (USUAL, (10, 10), (6, 4), {}, State.PASSED, 10, 6),
    "even, equal: the chair decides": (USUAL, (10, 10), (5, 5), {}, State.TIE, 10, 6),
    "the chair is for it": (USUAL, (10, 10), (5, 5), {"chair": True}, State.PASSED, 10, 6),
    "the chair is against it": (USUAL, (10, 10), (5, 5), {"chair": False}, State.FAILED, 10, 6),
    "equal, and one vote more would not be enough": (USUAL, (10, 8), (4, 4), {}, State.FAILED, 10, 6),
    "equal, and the chair decides no ties": (
        VotingRules(chair_breaks_ties=False), (10, 10), (5, 5), {}, State.FAILED, 10, 6,
    ),
    "nobody voted is no tie": (USUAL, (1, 1), (0, 0), {}, State.FAILED, 1, 1),
    "at least half is half": (VotingRules(at_least=True), (10, 10), (5, 5), {}, State.PASSED, 10, 5),
    "absent members count among all members": (USUAL, (9, 6), (4, 2), {}, State.FAILED, 9, 5),
    "and not among those present": (VotingRules(base=VoteBase.PRESENT), (9, 6), (4, 2), {}, State.PASSED, 6, 4),
    "whoever abstains is present": (VotingRules(base=VoteBase.PRESENT), (9, 6), (3, 1), {}, State.FAILED, 6, 4),
    "and casts no valid vote": (VotingRules(base=VoteBase.VALID), (9, 6), (3, 1), {}, State.PASSED, 4, 3),
    "no quorum, however many are for it": (USUAL, (9, 5), (5, 0), {}, State.NO_QUORUM, 9, 5),
    "written opinions make no quorum": (USUAL, (9, 5, 4), (5, 0), {"written_for": 4}, State.NO_QUORUM, 9, 5),
    "written opinions join the votes": (USUAL, (9, 6, 2), (4, 2), {"written_for": 1}, State.PASSED, 9, 5),
    "and not where they do not count": (
        VotingRules(written_count=False), (9, 6, 2), (4, 2), {"written_for": 1}, State.FAILED, 9, 5,
    ),
    "a written opinion takes part": (
        VotingRules(base=VoteBase.PRESENT), (9, 6, 2), (4, 2), {"written_against": 2}, State.TIE, 8, 5,
    ),
    "and does not where it does not count": (
        VotingRules(base=VoteBase.PRESENT, written_count=False), (9, 6, 2), (4, 2), {}, State.PASSED, 6, 4,
    ),
    "a written opinion is a valid vote": (
        VotingRules(base=VoteBase.VALID), (9, 6, 1), (3, 2), {"written_against": 1}, State.TIE, 6, 4,
    ),
    "whoever steps aside stays among all members": (USUAL, (9, 9), (4, 4), {"recused": 1}, State.TIE, 9, 5),
    "unless the setting takes him out": (
        VotingRules(recused_leave_all=True), (9, 9), (5, 3), {"recused": 1}, State.PASSED, 8, 5,
    ),
    "an absent one too": (
        VotingRules(recused_leave_all=True), (9, 7), (4, 3), {"recused_absent": 2}, State.PASSED, 7, 4,
    ),
    "and leaves those present anyway": (
        VotingRules(base=VoteBase.PRESENT), (9, 7), (4, 2), {"recused": 1}, State.PASSED, 6, 4,
    ),
    "whose opinion is set aside takes no part": (
        VotingRules(base=VoteBase.PRESENT), (9, 6, 2), (4, 3), {"recused_written": 1}, State.IMPOSSIBLE, 7, 4,
    ),
    "two thirds of seven": (TWO_THIRDS, (7, 7), (5, 2), {}, State.PASSED, 7, 5),
    "four of seven are not two thirds": (TWO_THIRDS, (7, 7), (4, 3), {}, State.FAILED, 7, 5),
    "equal votes are too few for two thirds": (TWO_THIRDS, (10, 10), (5, 5), {}, State.FAILED, 10, 7),
    "899 of 1000 are not 90 percent": (NINETY, (1000, 1000), (899, 101), {}, State.FAILED, 1000, 900),
    "900 of 1000 are": (NINETY, (1000, 1000), (900, 100), {}, State.PASSED, 1000, 900),
    "more votes than people": (USUAL, (9, 6), (5, 2), {}, State.IMPOSSIBLE, 9, 5),
    "a vote of somebody who steps aside": (USUAL, (9, 9), (5, 4), {"recused": 1}, State.IMPOSSIBLE, 9, 5),
    "more opinions than were sent": (USUAL, (9, 6, 1), (4, 2), {"written_for": 2}, State.IMPOSSIBLE, 9, 5),
    "more people than members": (USUAL, (9, 9, 1), (5, 4), {}, State.IMPOSSIBLE, 9, 5),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_line(case):
    rules, room, votes, more, state, base, needed = case

    found = outcome(rules, Room(*room), Line(*votes, **more))

    assert (found.state, found.base, found.needed) == (state, base, needed)


def test_what_is_lacking_is_said_in_votes_and_in_people():
    few, absent = outcome(USUAL, Room(9, 9), Line(3, 6)), outcome(USUAL, Room(9, 4), Line(4, 0))

    assert (few.lacking, few.absent_too_many) == (2, 0)
    assert (absent.lacking, absent.absent_too_many) == (1, 2)


def test_a_tie_that_the_chair_decided_says_so():
    found = outcome(USUAL, Room(10, 10), Line(5, 5, chair=True))

    assert (found.state, found.by_chair) == (State.PASSED, True)


SECRET = VotingRules(secret=True)
VALID = VotingRules(secret=True, base=VoteBase.VALID)


@pytest.mark.parametrize(
    ("rules", "ballots", "votes", "state", "base"),
    [
        (SECRET, (9, 9, 9, 0), (5, 4), State.PASSED, 9),
        (SECRET, (9, 8, 7, 1), (5, 2), State.PASSED, 9),
        (VALID, (9, 8, 7, 1), (4, 3), State.PASSED, 7),
        (VALID, (9, 8, 8, 0), (4, 4), State.TIE, 8),
        (VALID, (9, 8, 8, 0), (4, 3), State.FAILED, 8),  # one ballot left the line empty: 4 of 8 is not more than half
        (SECRET, (8, 8, 8, 0), (5, 3), State.IMPOSSIBLE, 9),
        (SECRET, (9, 10, 10, 0), (5, 4), State.IMPOSSIBLE, 9),
        (SECRET, (9, 9, 7, 1), (5, 2), State.IMPOSSIBLE, 9),
        (SECRET, (9, 9, 7, 2), (5, 3), State.IMPOSSIBLE, 9),
        (SECRET, None, (5, 4), State.IMPOSSIBLE, 9),
    ],
)
def test_a_secret_ballot(rules, ballots, votes, state, base):
    found = outcome(rules, Room(9, 9), Line(*votes), Ballots(*ballots) if ballots else None)

    assert (found.state, found.base) == (state, base)


def test_totals_that_contradict_each_other_are_said_in_words():
    found = outcome(SECRET, Room(9, 8), Line(5, 4), Ballots(9, 10, 7, 2))

    assert found.flaws == (
        "Đồng ý và không đồng ý cộng lại là 9, nhiều hơn 8 người được biểu quyết.",
        "Đồng ý và không đồng ý cộng lại là 9, nhiều hơn 7 phiếu hợp lệ.",
        "Phát ra 9 phiếu nhưng có 8 thành viên có mặt được bỏ phiếu.",
        "Thu vào 10 phiếu, nhiều hơn 9 phiếu phát ra.",
        "Hợp lệ 7 cộng không hợp lệ 2 là 9, không bằng 10 phiếu thu vào.",
    )


# Against a naive count


@st.composite
def meetings(draw):
    """People of a meeting, each with what he or she did: the rules are asked for totals, the fingers count people."""
    people = st.sampled_from(["for", "against", "abstains", "absent", "writes for", "writes against", "steps aside"])
    share = draw(st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(9, 10)]))
    rules = VotingRules(
        quorum=draw(st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(1)])),
        share=share,
        at_least=draw(st.booleans()),
        base=draw(st.sampled_from(VoteBase)),
        chair_breaks_ties=draw(st.booleans()),
        written_count=draw(st.booleans()),
        recused_leave_all=draw(st.booleans()),
    )
    return rules, draw(st.lists(people, min_size=1, max_size=14))


def counted_on_fingers(rules: VotingRules, people: list[str]) -> str:
    room = [one for one in people if one in ("for", "against", "abstains", "steps aside")]
    if len(room) < rules.quorum * len(people):
        return "no_quorum"
    opinions = [one for one in people if one.startswith("writes") and rules.written_count]
    voters = [one for one in room if one != "steps aside"] + opinions
    in_favour = [one for one in voters if one.endswith("for")]
    against = [one for one in voters if one.endswith("against")]
    whole = {
        VoteBase.MEMBERS: [one for one in people if one != "steps aside" or not rules.recused_leave_all],
        VoteBase.PRESENT: voters,
        VoteBase.VALID: in_favour + against,
    }[rules.base]

    def enough(votes: int) -> bool:
        if not votes:
            return False
        return votes >= rules.share * len(whole) if rules.at_least else votes > rules.share * len(whole)

    if enough(len(in_favour)):
        return "passed"
    is_tie = in_favour and len(in_favour) == len(against) and enough(len(in_favour) + 1)
    return "tie" if is_tie and rules.chair_breaks_ties else "failed"


@given(meetings())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no failure
def test_the_rules_agree_with_counting_on_fingers(meeting):
    rules, people = meeting
    room = [one for one in people if one in ("for", "against", "abstains", "steps aside")]

    found = outcome(
        rules,
        Room(len(people), len(room), sum(one.startswith("writes") for one in people)),
        Line(
            people.count("for"), people.count("against"), people.count("writes for"), people.count("writes against"),
            people.count("steps aside"),
        ),
    )  # fmt: skip

    expected = counted_on_fingers(rules, people) if room else "no_quorum"
    assert found.state == expected
