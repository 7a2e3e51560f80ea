"""No order of presses, by whomever, skips a step of the sign-off or changes what was signed for."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import Phase as HypothesisPhase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from emulation.models import Phase
from scoring.actions.approvals import (
    ApprovalRefused,
    approve_units,
    return_unit,
    sign_unit,
    take_back,
    withdraw_approval,
)
from scoring.actions.phases import PhaseRefused, close_phase, reopen_phase
from scoring.actions.sheets import Entry, SheetRefused, finish_sheet, record_scores
from scoring.models import ApprovalMove, MemberScore, UnitApproval
from scoring.queries.approvals import approvals_of, changed_since, stamps_of

STEPS = {
    ("collecting", "sign"): "signed",
    ("returned", "sign"): "signed",
    ("signed", "take_back"): "collecting",
    ("signed", "return"): "returned",
    ("signed", "approve"): "approved",
    ("approved", "withdraw"): "signed",
}
REASONS = st.sampled_from(["Thiếu phiếu", "Nhà văn hóa chấm sau", "Nhầm tổ", ""])
PEOPLE = st.sampled_from(["officer", "standing", "second"])


class ApprovalMachine(RuleBasedStateMachine):
    """One neighbourhood with one household; the world is rolled back after every run."""

    world: dict  # phase, unit, household, and the people by name
    tried: set  # the verbs that moved something in any run

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @property
    def phase(self) -> Phase:
        return Phase.objects.for_page().get(pk=self.world["phase"].pk)

    @property
    def approval(self) -> UnitApproval:
        return approvals_of(self.phase, [self.world["unit"]])[self.world["unit"].pk]

    def press(self, move, person, **words):
        """Presses a button of the page as it stands; True if anything moved."""
        before, found = ApprovalMove.objects.count(), self.approval
        if found.pk:
            with suppress(ApprovalRefused):
                move(found, seen=found.version, by=self.world[person], **words)
        return ApprovalMove.objects.count() > before

    @rule(person=PEOPLE, explanation=REASONS)
    def sign(self, person, explanation):
        stamp = stamps_of(self.phase, [self.world["unit"]])[self.world["unit"].pk]
        try:
            sign_unit(self.world["unit"], self.phase, stamp=stamp, explanation=explanation, by=self.world[person])
        except ApprovalRefused:
            pass
        else:
            assert explanation or self.approval.is_locked

    @rule(person=PEOPLE)
    def take_back(self, person):
        self.press(lambda found, **rest: take_back(found, **rest), person)

    @rule(person=PEOPLE, reason=REASONS)
    def send_back(self, person, reason):
        assert not self.press(return_unit, person, reason=reason) or reason

    @rule(person=PEOPLE, reason=REASONS)
    def withdraw(self, person, reason):
        assert not self.press(withdraw_approval, person, reason=reason) or reason

    @rule(person=PEOPLE)
    def approve(self, person):
        found = self.approval
        try:
            report = approve_units(self.phase, {found.unit_id: found.version}, by=self.world[person])
        except ApprovalRefused:
            assert not self.phase.is_open
        else:
            assert report.done == [] or found.signed_by != self.world[person]

    @rule(answers=st.sampled_from(["1" * 10, "0" * 10]))
    def score(self, answers):
        member = self.world["household"].members.get()
        standing = MemberScore.objects.filter(member=member).first()
        try:
            entry = Entry(member.pk, answers, standing.version if standing else 0)
            record_scores(self.world["household"], self.phase, [entry], by=self.world["officer"])
            finish_sheet(self.world["household"], self.phase, by=self.world["officer"])
        except SheetRefused:
            assert self.approval.is_locked or not self.phase.is_open
        else:
            assert self.phase.is_open
            assert not self.approval.is_locked

    @rule(closes=st.sampled_from([False, False, True]))
    def close_or_reopen(self, closes):
        if closes:
            close_phase(self.phase, by=self.world["standing"])
        else:
            with suppress(PhaseRefused):
                reopen_phase(self.phase, "Nộp bổ sung", by=self.world["standing"])

    @invariant()
    def the_state_is_what_its_moves_lead_to_step_by_step(self):
        status = "collecting"
        for verb in ApprovalMove.objects.values_list("verb", flat=True):
            status = STEPS[status, verb]
        assert self.approval.status == status

        self.tried.update(ApprovalMove.objects.values_list("verb", flat=True))

    @invariant()
    def what_is_signed_for_stays_what_it_was(self):
        assert changed_since(self.phase, approvals_of(self.phase, [self.world["unit"]])) == set()

    @invariant()
    def nobody_has_approved_a_signature_of_their_own(self):
        found = self.approval
        assert found.approved_by is None or found.approved_by != found.signed_by


@pytest.fixture
def world(phase, unit, make_household, officer_of, standing, make_user, ward):
    home = make_household("8", "Lò Văn Xa", 1980)
    second = make_user("second", "standing", ward)
    officer = officer_of("8")
    return {
        "phase": phase, "unit": unit, "household": home, "officer": officer, "standing": standing, "second": second,
    }  # fmt: skip


def test_no_order_of_presses_skips_a_step(world):
    ApprovalMachine.world, ApprovalMachine.tried = world, set()
    quiet = settings(
        max_examples=12,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[HypothesisPhase.generate],
        derandomize=True,
    )

    run_state_machine_as_test(ApprovalMachine, settings=quiet)

    assert ApprovalMachine.tried == {verb for _, verb in STEPS}
