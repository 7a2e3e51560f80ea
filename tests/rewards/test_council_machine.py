"""No order of presses, by whomever, skips a step of a meeting, confirms one's own count or changes closed minutes."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import Phase as HypothesisPhase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from emulation.actions import PeopleRefused
from rewards.actions.agendas import add_to_agenda, drop_from_agenda
from rewards.actions.meetings import close_meeting, start_meeting, step_back
from rewards.actions.votes import Typed, confirm_count, count_ballots, decide_tie, fill_votes, record_votes
from rewards.models import AgendaLine, BallotCount, DossierLine, Meeting, Nomination
from rewards.queries.meetings import standing_of
from rewards.rules.voting import Ballots
from tests.councils import attend, conclude, lines_of, make_meeting, nominate

PEOPLE = st.sampled_from(["standing", "clerk"])
STEPS = {("preparing", "held"), ("held", "preparing"), ("held", "closed")}


class MeetingMachine(RuleBasedStateMachine):
    """One meeting of nine, two nominations, one of them voted on secretly; rolled back after every run."""

    world: dict
    tried: set  # the steps that were taken in any run

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.status, self.frozen = "preparing", None

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @property
    def meeting(self) -> Meeting:
        return Meeting.objects.for_page().get(pk=self.world["meeting"].pk)

    @rule(person=PEOPLE)
    def add(self, person):
        with suppress(PeopleRefused):
            keys = Nomination.objects.values_list("pk", flat=True)
            added = add_to_agenda(self.meeting, keys, by=self.world[person])
            assert not added or self.status == "preparing"

    @rule(place=st.integers(0, 1))
    def drop(self, place):
        lines = lines_of(self.meeting)
        if len(lines) > place:
            with suppress(PeopleRefused):
                drop_from_agenda(lines[place], by=self.world["standing"])
                assert self.status == "preparing"

    @rule()
    def start(self):
        with suppress(PeopleRefused):
            start_meeting(self.meeting, by=self.world["standing"])

    @rule(person=PEOPLE)
    def begin_again(self, person):
        with suppress(PeopleRefused):
            step_back(self.meeting, by=self.world[person])
            assert not AgendaLine.objects.filter(in_favour__isnull=False).exists()

    @rule(person=PEOPLE, votes=st.sampled_from([(9, 0), (4, 4), (9, 9)]), place=st.integers(0, 1))
    def type_votes(self, person, votes, place):
        lines = lines_of(self.meeting)
        if len(lines) > place:
            with suppress(PeopleRefused):
                typed = {lines[place].pk: Typed(*votes, version=lines[place].version)}
                record_votes(self.meeting, typed, by=self.world[person])
                assert self.status == "held"

    @rule(person=PEOPLE)
    def fill(self, person):
        with suppress(PeopleRefused):
            fill_votes(self.meeting, None, 9, 0, by=self.world[person])

    @rule(person=PEOPLE, totals=st.sampled_from([(9, 9, 9, 0), (9, 9, 8, 1), (9, 8, 9, 0)]))
    def count(self, person, totals):
        before = BallotCount.objects.first()
        with suppress(PeopleRefused):
            version = before.version if before else 0
            count_ballots(self.meeting, Ballots(*totals), version=version, by=self.world[person])

    @rule(person=PEOPLE)
    def confirm_alone(self, person):
        self.confirm(person)

    def confirm(self, person):
        with suppress(PeopleRefused):
            confirm_count(self.meeting, seen=self.meeting.version, by=self.world[person])

    @rule(person=PEOPLE)
    def proceed(self, person):
        """The next presses of people who know what they do; without them a random walk rarely comes to the end."""
        by = self.world[person]
        with suppress(PeopleRefused):
            if self.meeting.is_preparing:
                add_to_agenda(self.meeting, Nomination.objects.values_list("pk", flat=True), by=by)
                start_meeting(self.meeting, by=by)
            elif self.meeting.is_held:
                typed = {line.pk: Typed(5, 4, version=line.version) for line in lines_of(self.meeting)}
                record_votes(self.meeting, typed, by=by)
                before = BallotCount.objects.first()
                count_ballots(self.meeting, Ballots(9, 9, 9, 0), version=before.version if before else 0, by=by)
                self.confirm("clerk" if person == "standing" else "standing")

    @rule(agrees=st.booleans(), place=st.integers(0, 1))
    def decide(self, agrees, place):
        lines = lines_of(self.meeting)
        if len(lines) > place:
            with suppress(PeopleRefused):
                decide_tie(lines[place], agrees, "Vì thành tích", by=self.world["standing"])

    @rule()
    def close(self):
        lacks = standing_of(self.meeting).lacks
        with suppress(PeopleRefused):
            close_meeting(self.meeting, by=self.world["standing"])
            assert lacks == [] or self.status == "closed"

    @invariant()
    def every_step_is_one_of_the_table(self):
        now = self.meeting.status
        if now != self.status:
            assert (self.status, now) in STEPS
            self.tried.add((self.status, now))
            self.status = now

    @invariant()
    def nobody_confirms_what_he_or_she_has_typed(self):
        count = BallotCount.objects.first()
        if count and count.is_confirmed:
            secret = AgendaLine.objects.filter(nomination__award__ballot="secret", in_favour__isnull=False)
            assert count.confirmed_by_id not in {count.typed_by_id, *secret.values_list("typed_by", flat=True)}

    @invariant()
    def closed_minutes_stay_what_they_were(self):
        if self.meeting.is_closed:
            totals = list(AgendaLine.objects.order_by("pk").values_list("in_favour", "against", "outcome"))
            assert all(outcome in ("passed", "failed") for *_, outcome in totals)
            self.frozen = self.frozen or (totals, self.meeting.minutes)
            assert self.frozen == (totals, self.meeting.minutes)


@pytest.fixture
def world(council, reviewed, nominated, secret_award, clerk, standing):
    DossierLine.objects.exclude(nomination=nominated[0]).delete()
    Nomination.objects.exclude(pk=nominated[0].pk).delete()
    nominate(reviewed, secret_award, "Lò Văn Xa", by=clerk)
    meeting = make_meeting(council, reviewed, by=standing)
    attend(meeting, by=standing)
    return {"meeting": conclude(meeting), "standing": standing, "clerk": clerk}


def test_no_order_of_presses_skips_a_step(world):
    MeetingMachine.world, MeetingMachine.tried = world, set()
    quiet = settings(
        max_examples=10,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[HypothesisPhase.generate],
        derandomize=True,
    )

    run_state_machine_as_test(MeetingMachine, settings=quiet)

    assert MeetingMachine.tried == STEPS
