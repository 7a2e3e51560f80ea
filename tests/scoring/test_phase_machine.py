"""No order of opening, scoring, exempting, closing, reopening and changing rules breaks what must always hold."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import Phase as HypothesisPhase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from emulation.actions.deadlines import grant_late_entry
from emulation.choices import PhaseStatus
from emulation.kit import clock
from emulation.models import Member, Phase
from scoring import rules
from scoring.actions.exemptions import ExemptionRefused, exempt_member, lift_exemption
from scoring.actions.phases import PhaseRefused, close_phase, open_phase, reopen_phase
from scoring.actions.rule_changes import RuleChangeRefused, change_rules
from scoring.actions.sheets import Entry, ScoreConflict, SheetRefused, finish_sheet, record_scores
from scoring.choices import ExemptionEffect
from scoring.models import Exemption, MemberScore, ScoreSheet, Snapshot
from scoring.queries.results import phase_result, rules_of
from scoring.queries.rule_changes import RuleChange
from scoring.queries.snapshots import frozen_phase
from scoring.rules import SetChange

PEOPLE = st.integers(0, 3)
ANSWERS = st.text(alphabet="01.-", min_size=10, max_size=10) | st.just("1" * 10)


class PhaseMachine(RuleBasedStateMachine):
    """One phase, one household of four; the world is rolled back after every run."""

    world: dict  # phase, household, standing, clerk

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.printed = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @property
    def phase(self) -> Phase:
        return Phase.objects.for_page().get(pk=self.world["phase"].pk)

    def people(self) -> list[Member]:
        return list(self.world["household"].members.eligible_for(self.phase.campaign).in_paper_order())

    def keyed(self) -> list[Member]:
        """Those who have a row: nobody with an exemption in force."""
        exempt = set(Exemption.objects.in_force(self.phase).values_list("member", flat=True))
        return [member for member in self.people() if member.pk not in exempt]

    @rule()
    def open(self):
        was = self.phase.status
        try:
            open_phase(self.phase, by=self.world["standing"])
        except PhaseRefused:
            assert was != PhaseStatus.PLANNED

    @rule(person=PEOPLE, answers=ANSWERS)
    def score(self, person, answers):
        member = self.people()[person]
        standing = MemberScore.objects.filter(member=member).first()
        entry = Entry(member.pk, answers, standing.version if standing else 0)
        try:
            record_scores(self.world["household"], self.phase, [entry], by=self.world["clerk"])
        except SheetRefused:
            assert not self.phase.is_open or member not in self.keyed()
        else:
            assert self.phase.is_open

    @rule(person=PEOPLE, answers=ANSWERS)
    def score_on_a_stale_page(self, person, answers):
        member = self.people()[person]
        standing = MemberScore.objects.filter(member=member).first()
        try:
            record_scores(self.world["household"], self.phase, [Entry(member.pk, answers, 999)], by=self.world["clerk"])
        except ScoreConflict:
            assert MemberScore.objects.get(member=member).answers == standing.answers
        except SheetRefused:
            assert not self.phase.is_open or member not in self.keyed()

    @rule()
    def finish(self):
        try:
            finish_sheet(self.world["household"], self.phase, by=self.world["clerk"])
        except SheetRefused:
            complete = MemberScore.objects.filter(passed__isnull=False).count()
            assert not self.phase.is_open or complete < 4 or not self.keyed()

    @rule(person=PEOPLE, effect=st.sampled_from(ExemptionEffect.values))
    def exempt(self, person, effect):
        member = self.people()[person]
        had_one = Exemption.objects.in_force(self.phase).filter(member=member).exists()
        try:
            exempt_member(member, self.phase, kind="away", effect=effect, reason="đi làm xa", by=self.world["standing"])
        except ExemptionRefused:
            assert not self.phase.is_open or had_one

    @rule(person=PEOPLE)
    def lift(self, person):
        standing = Exemption.objects.in_force(self.phase).filter(member=self.people()[person]).first()
        if standing is None:
            return
        try:
            lift_exemption(standing, by=self.world["standing"])
        except ExemptionRefused:
            assert not self.phase.is_open

    @rule()
    def close(self):
        try:
            snapshot = close_phase(self.phase, by=self.world["standing"])
        except PhaseRefused:
            assert self.phase.status == PhaseStatus.PLANNED
        else:
            self.printed.setdefault(snapshot.number, frozen_phase(self.phase).passing)

    @rule(reason=st.sampled_from(["", "nộp bổ sung"]))
    def reopen(self, reason):
        was = self.phase.status
        try:
            reopen_phase(self.phase, reason, by=self.world["standing"])
        except PhaseRefused:
            assert was != PhaseStatus.CLOSED or not reason
        else:
            assert was == PhaseStatus.CLOSED

    @rule(pass_mark=st.integers(10, 100))
    def change_the_pass_mark(self, pass_mark):
        found = rules_of(self.phase)
        if found.resident_set.levels.get().pass_mark == pass_mark:
            return
        change = RuleChange({}, SetChange(marks={1: pass_mark}))
        try:
            change_rules(self.phase, change, version=found.version, reason="thử", by=self.world["standing"])
        except RuleChangeRefused:
            assert self.phase.status == PhaseStatus.CLOSED

    @invariant()
    def every_verdict_follows_from_the_answers_and_the_rules_in_force(self):
        criteria = rules_of(self.phase).resident_set.as_rules()
        for score in MemberScore.objects.all():
            verdict = rules.judge(score.answers, criteria)
            assert (score.score, score.passed) == (verdict.points, verdict.passed)

    @invariant()
    def the_result_is_what_a_recount_gives(self):
        passing = MemberScore.objects.filter(passed=True, member__in=self.keyed()).count()
        counted = 4 - Exemption.objects.in_force(self.phase).filter(effect=ExemptionEffect.OUT).count()
        result = phase_result(self.phase)
        assert (result.members, result.passing_members) == (counted, passing)
        assert result.passing == (1 if passing == counted > 0 else 0)

    @invariant()
    def a_snapshot_stays_what_it_was(self):
        snapshots = list(Snapshot.objects.order_by("number"))
        assert [one.number for one in snapshots] == list(range(1, self.phase.closings + 1))
        for one in snapshots:
            passing = [home for home in one.data["households"] if home["passes"]]
            assert len(passing) == len(self.printed[one.number])

    @invariant()
    def one_snapshot_is_in_force_exactly_while_the_phase_is_closed(self):
        in_force = Snapshot.objects.in_force().count()
        assert in_force == (1 if self.phase.status == PhaseStatus.CLOSED else 0)

    @invariant()
    def a_finished_sheet_is_whole(self):
        for sheet in ScoreSheet.objects.handed_in():
            done = set(sheet.scores.filter(passed__isnull=False).values_list("member", flat=True))
            assert {member.pk for member in self.keyed()} <= done


@pytest.fixture
def world(campaign, ward, household, standing, clerk):
    phase = campaign.phases.get(number=1)
    grant_late_entry(phase, ward, until=clock.end_of(date(2099, 12, 31)), reason="Để chạy kiểm thử", by=standing)
    return {"phase": phase, "household": household, "standing": standing, "clerk": clerk}


def test_no_order_of_acts_breaks_the_phase(world):
    PhaseMachine.world = world
    quiet = settings(
        max_examples=8,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[HypothesisPhase.generate],
        derandomize=True,
    )

    run_state_machine_as_test(PhaseMachine, settings=quiet)
