"""No order of presses decides what was not presented, gives anybody something twice, or changes what was signed."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import Phase as HypothesisPhase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from rewards.actions.decisions import (
    DecisionRefused,
    add_lines,
    draft_decision,
    draft_later,
    drop_decision,
    take_line_out,
    update_list,
)
from rewards.actions.dossier_steps import record_meeting
from rewards.actions.dossiers import DossierRefused
from rewards.actions.many_nominations import act_on_many
from rewards.actions.signatures import hash_of
from rewards.models import AgendaLine, Award, Decision, DecisionLine, Dossier, DossierLine, Meeting, Nomination
from rewards.queries.decidable import decidable
from rewards.queries.decisions import addable, lines_in_force
from rewards.queries.dossiers import nominations_of
from tests.rewards.decided import signed
from tests.rewards.dossiers import complete, dossier_for, meeting_about, press
from tests.rewards.nominated import nominated

PEOPLE = st.sampled_from(["clerk", "standing", "chairman"])
PLACES = st.integers(0, 5)
LATER = ["amend", "amend", "replace", "revoke"]
WAY = ["submit", "take_up", "accept", "meet", "present"]


class DecisionMachine(RuleBasedStateMachine):
    """Two dossiers of three collectives, one through the council, one without; drafts, signatures, later papers."""

    world: dict
    seen: set  # what happened in any run

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.number = 100
        self.frozen: dict[int, tuple] = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    def dossier(self, place) -> Dossier:
        found = list(Dossier.objects.for_page().order_by("pk"))
        return found[place % len(found)]

    def decision(self, place, **only) -> Decision | None:
        found = list(Decision.objects.for_page().filter(**only).order_by("pk"))
        return found[place % len(found)] if found else None

    @rule(place=PLACES, steps=st.integers(1, 5))
    def walk_a_dossier_on(self, place, steps):
        dossier = self.dossier(place)
        for _ in range(steps):
            self.step(dossier)

    def step(self, dossier):
        officer, office = self.world["officer"], self.world["standing"]
        dossier.refresh_from_db()
        with suppress(DossierRefused):
            match dossier.status:
                case "draft":
                    press(complete(dossier, by=officer), "submit", by=officer)
                case "submitted":
                    press(dossier, "take_up", by=office)
                case "vetting":
                    press(dossier, "accept", by=office)
                case "eligible" if dossier.has_council:
                    self.hold_a_meeting(dossier)
                case "eligible" | "met":
                    press(dossier, "present", by=office)

    def hold_a_meeting(self, dossier):
        """The last one of three fails."""
        office, about = self.world["standing"], list(nominations_of(dossier))
        if not about:
            return
        meeting = meeting_about(about, "passed", by=office, number=Meeting.objects.count() + 1)
        AgendaLine.objects.filter(meeting=meeting, nomination=about[-1]).update(outcome="failed")
        record_meeting(meeting, by=office)

    @rule(place=PLACES, size=st.integers(1, 3))
    def go_all_the_way(self, place, size):
        act_on_many("restore", Nomination.objects.all(), self.world["phase"], by=self.world["officer"])
        act_on_many("confirm", Nomination.objects.all(), self.world["phase"], by=self.world["officer"])
        self.walk_a_dossier_on(place, 5)
        self.draft(place, "clerk", size, honest=True)
        self.record(Decision.objects.drafts().count() - 1, "standing", taken=False)

    @rule(place=PLACES, kind=st.sampled_from(LATER), many=st.booleans())
    def write_and_record_a_later_paper(self, place, kind, many):
        self.write_a_later_paper(place, "clerk", kind, many)
        self.record(Decision.objects.drafts().count() - 1, "chairman", taken=False)

    @rule(place=PLACES, person=PEOPLE, size=st.integers(1, 3), honest=st.booleans())
    def draft(self, place, person, size, honest):
        dossier = self.dossier(place)
        found = decidable(dossier.phase, dossier.award) if honest else Nomination.objects.filter(award=dossier.award)
        with suppress(DecisionRefused):
            draft_decision(dossier.phase, dossier.award, list(found.order_by("pk"))[:size], by=self.world[person])

    @rule(place=PLACES, person=PEOPLE, taken=st.booleans())
    def record(self, place, person, taken):
        if not (decision := self.decision(place, status="draft")):
            return
        self.number += not taken
        with suppress(DecisionRefused):
            done = signed(decision, by=self.world[person], number=f"{self.number}/QĐ-UBND")
            self.frozen[done.pk] = self.picture(done)
            self.seen.add(done.kind)

    @rule(place=PLACES, person=PEOPLE, kind=st.sampled_from(LATER), many=st.booleans())
    def write_a_later_paper(self, place, person, kind, many):
        if not (decision := self.decision(place, status="signed")):
            return
        lines = list(lines_in_force(decision).values_list("pk", flat=True))[: None if many else 1]
        with suppress(DecisionRefused):
            draft_later(decision, kind, "Khai không đúng", lines, by=self.world[person])

    @rule(place=PLACES, what=st.sampled_from(["drop", "take_out", "add", "update"]), person=PEOPLE)
    def change_any_decision(self, place, what, person):
        by = self.world[person]
        if not (decision := self.decision(place)):
            return
        line = decision.lines.first()
        with suppress(DecisionRefused):
            match what:
                case "drop":
                    drop_decision(decision, by=by)
                case "take_out" if line:
                    take_line_out(decision, line.pk, by=by)
                case "add":
                    add_lines(decision, list(addable(decision)[:1]), by=by)
                case "update":
                    update_list(decision, by=by)

    @rule(act=st.sampled_from(["withdraw", "restore", "unconfirm", "confirm"]), place=PLACES)
    def act_on_a_nomination(self, act, place):
        found = list(Nomination.objects.order_by("pk"))
        chosen = Nomination.objects.filter(pk=found[place % len(found)].pk)
        act_on_many(act, chosen, self.world["phase"], reason="Rút", by=self.world["officer"])

    @rule(place=PLACES)
    def rename(self, place):
        found = list(Nomination.objects.order_by("pk"))
        Nomination.objects.filter(pk=found[place % len(found)].pk).update(printed_name=f"Tên khác {self.number}")

    @rule(place=PLACES, verb=st.sampled_from(["sign", "revoke"]))
    def claim_without_a_proof(self, place, verb):
        with suppress(DossierRefused):
            press(self.dossier(place), verb, "Cho nhanh", by=self.world["standing"])

    def picture(self, decision) -> tuple:
        names = decision.lines.order_by("position").values_list("printed_name", "amount")
        return hash_of(Decision.objects.get(pk=decision.pk).content), tuple(names), decision.number

    @invariant()
    def nobody_is_given_anything_twice(self):
        held = list(DecisionLine.objects.standing().values_list("nomination", flat=True))
        assert len(held) == len(set(held))
        roots = DecisionLine.objects.filter(decision__status="signed", replaces=None)
        given = list(roots.exclude(decision__kind="revoke").values_list("nomination", flat=True))
        assert len(given) == len(set(given))

    @invariant()
    def only_what_was_passed_and_presented_is_in_force(self):
        for line in DecisionLine.objects.in_force().select_related("nomination"):
            held = DossierLine.objects.held().get(nomination=line.nomination)
            assert held.dossier.status in ("presented", "signed")
            assert line.nomination.is_standing
            assert line.nomination.is_confirmed
            verbs = list(held.dossier.moves.values_list("verb", flat=True))
            assert [verb for verb in verbs if verb in WAY] == [
                verb for verb in WAY if verb != "meet" or held.dossier.has_council
            ]

    @invariant()
    def a_dossier_is_signed_when_its_decisions_are_and_revoked_when_they_are(self):
        for dossier in Dossier.objects.filter(status__in=["signed", "revoked"]):
            held = DossierLine.objects.held().filter(dossier=dossier).values("nomination")
            lines = DecisionLine.objects.filter(nomination__in=held, decision__status="signed")
            assert lines.exists()
            assert (dossier.status == "signed") == lines.in_force().exists()

    @invariant()
    def what_was_signed_stays_as_it_was(self):
        for pk, before in self.frozen.items():
            decision = Decision.objects.get(pk=pk)
            assert self.picture(decision) == before
            assert decision.content_sha256 == before[0]
            assert decision.recorded_by_id not in (decision.made_by_id, decision.written_by_id)


@pytest.fixture
def world(phase, unit_of, officer_of, standing, clerk, make_user, ward):
    unit, officer = unit_of("8"), officer_of("8")
    awards = Award.objects.filter(campaign=phase.campaign)
    awards.update(posting_days=0)
    awards.filter(number=3).update(procedure="simple")
    for number in (1, 3):
        for name in ("Chi hội", "Tổ công tác", "Ban công tác"):
            nominated(phase, number, unit, f"{name} {number}", by=officer)
        dossier_for(phase, number, unit, by=officer)
    return {
        "phase": phase, "officer": officer, "standing": standing, "clerk": clerk,
        "chairman": make_user("chairman", "chairman", ward),
    }  # fmt: skip


def test_no_order_of_presses_decides_wrongly(world):
    DecisionMachine.world, DecisionMachine.seen = world, set()
    quiet = settings(
        max_examples=15,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[HypothesisPhase.generate],
        derandomize=True,
    )

    run_state_machine_as_test(DecisionMachine, settings=quiet)

    assert DecisionMachine.seen == {"award", "amend", "replace", "revoke"}
