"""No order of presses, by whomever, skips a step of a dossier, loses a nomination or holds one twice."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import Phase as HypothesisPhase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from rewards.actions.dossier_steps import record_meeting
from rewards.actions.dossiers import DossierRefused, clear_paper, make_dossiers, take_out, waive_paper
from rewards.actions.many_nominations import act_on_many
from rewards.choices import DossierVerb
from rewards.models import AgendaLine, Award, Dossier, DossierLine, DossierMove, Meeting, Nomination
from rewards.queries.dossiers import nominations_of
from tests.rewards.dossiers import complete, meeting_about, press, press_sending
from tests.rewards.nominated import nominated

# Written down once more, by hand: the table of rules is what is tested here.
STEPS = {
    ("draft", "submit"): "submitted",
    ("submitted", "take_back"): "draft",
    ("draft", "drop"): "dropped",
    ("more", "drop"): "dropped",
    ("more", "resubmit"): "vetting",
    ("submitted", "take_up"): "vetting",
    ("vetting", "ask_more"): "more",
    ("vetting", "accept"): "eligible",
    ("eligible", "look_again"): "vetting",
    ("eligible", "meet"): "met",
    ("met", "present"): "presented",
    ("eligible", "present"): "presented",
    ("eligible", "send_up"): "presented",
}
PEOPLE = st.sampled_from(["officer", "standing", "second"])
REASONS = st.sampled_from(["Thiếu chữ ký", "Thiếu dấu", "Sai tên", ""])
ONWARD = {
    "draft": "submit", "submitted": "take_up", "vetting": "accept", "more": "resubmit", "eligible": "present",
    "met": "present",
}  # fmt: skip
BACK = {"submitted": "take_back", "vetting": "ask_more", "eligible": "look_again"}
BY_HAND = ["submit", "take_up", "accept", "resubmit", "present", "take_back", "ask_more", "look_again", "drop"]
BY_PROOF = ["meet", "sign", "register", "hand", "revoke"]


class DossierMachine(RuleBasedStateMachine):
    """The dossiers of one unit for three awards: by the council, by the simple procedure, upward."""

    world: dict  # phase, unit, awards by number, the people by name
    tried: set  # the steps that moved something in any run

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.make()

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @rule()
    def make(self):
        chosen = [(award, self.world["unit"]) for award in self.world["awards"]]
        make_dossiers(self.world["phase"], chosen, by=self.world["officer"])

    def dossiers(self) -> list[Dossier]:
        return list(Dossier.objects.standing().for_page().order_by("pk"))

    def one(self, place) -> Dossier:
        """Some dossier; after all were dropped a new one."""
        if not (found := self.dossiers()):
            self.make()
            found = self.dossiers()
        return found[place % len(found)]

    def go_on(self, place, person):
        """The button that leads on in the state it is in."""
        dossier = self.one(place)
        if dossier.status == "eligible" and dossier.upward_to:
            with suppress(DossierRefused):
                press_sending(dossier, by=self.world[person])
        else:
            self.press(dossier, ONWARD.get(dossier.status, "submit"), "", person)

    @rule(place=st.integers(0, 2), people=st.lists(PEOPLE, min_size=1, max_size=4))
    def go_on_with_everything_there(self, place, people):
        act_on_many("restore", Nomination.objects.all(), self.world["phase"], by=self.world["officer"])
        self.make()
        with suppress(DossierRefused):
            complete(self.one(place), by=self.world["officer"])
        for person in people:
            self.go_on(place, person)

    @rule(place=st.integers(0, 2), person=PEOPLE, reason=REASONS)
    def go_back(self, place, person, reason):
        dossier = self.one(place)
        verb = BACK.get(dossier.status, "take_back")
        moved = self.press(dossier, verb, reason, person)
        assert not moved or reason or verb == "take_back"

    @rule(place=st.integers(0, 2), people=st.lists(PEOPLE, min_size=1, max_size=3))
    def go_there_back_and_there_again(self, place, people):
        self.go_on_with_everything_there(place, people)
        self.go_back(place, people[-1], "Thiếu chữ ký")
        self.go_on(place, "officer")

    @rule(place=st.integers(0, 2), verb=st.sampled_from(BY_HAND), person=PEOPLE, reason=REASONS)
    def press_anything(self, place, verb, person, reason):
        self.press(self.one(place), verb, reason, person)

    @rule(place=st.integers(0, 2), verb=st.sampled_from(BY_PROOF), person=PEOPLE)
    def claim_without_a_proof(self, place, verb, person):
        dossier = self.one(place)
        held = set(nominations_of(dossier).values_list("pk", flat=True))
        decided = set(AgendaLine.objects.filter(meeting__status="closed").values_list("nomination", flat=True))
        moved = self.press(dossier, verb, "Cho nhanh", person)
        assert not moved or (verb == "meet" and held <= decided)

    def press(self, dossier, verb, reason, person) -> bool:
        before = DossierMove.objects.count()
        with suppress(DossierRefused):
            press(dossier, verb, reason, by=self.world[person])
        return DossierMove.objects.count() > before

    @rule(place=st.integers(0, 2))
    def send(self, place):
        with suppress(DossierRefused):
            press_sending(self.one(place), by=self.world["standing"])

    @rule(whole=st.booleans())
    def hold_a_meeting(self, whole):
        """On all that an eligible dossier of the council holds, or on a part of it."""
        places = [place for place, one in enumerate(self.dossiers()) if one.has_council]
        if places:
            self.go_on_with_everything_there(places[0], ["officer", "standing", "second"])
        found = [one for one in self.dossiers() if one.status == "eligible" and one.has_council]
        about = list(nominations_of(found[0]))[: None if whole else 1] if found else []
        if about:
            by, number = self.world["standing"], Meeting.objects.count() + 1
            record_meeting(meeting_about(about, "passed", by=by, number=number), by=by)

    @rule(place=st.integers(0, 2), reason=REASONS, sure=st.sampled_from([False, False, True]))
    def drop(self, place, reason, sure):
        if sure:
            assert not self.press(self.one(place), "drop", reason, "officer") or reason

    @rule(place=st.integers(0, 2), person=PEOPLE, waived=st.sampled_from([True, True, False]))
    def settle_papers(self, place, person, waived):
        dossier = self.one(place)
        for paper in dossier.papers.all():
            with suppress(DossierRefused):
                if waived:
                    waive_paper(paper, "Đã nộp bản giấy", by=self.world[person])
                else:
                    clear_paper(paper, by=self.world[person])

    @rule(act=st.sampled_from(["confirm", "restore", "restore", "unconfirm", "withdraw"]), place=st.integers(0, 5))
    def act_on_a_nomination(self, act, place):
        found = list(Nomination.objects.order_by("pk"))
        chosen = found if act == "confirm" else [found[place % len(found)]]
        keys = Nomination.objects.filter(pk__in=[one.pk for one in chosen])
        act_on_many(act, keys, self.world["phase"], reason="Rút", by=self.world["officer"])

    @rule(place=st.integers(0, 2))
    def take_one_out(self, place):
        dossier = self.one(place)
        if held := nominations_of(dossier).last():
            with suppress(DossierRefused):
                assert take_out(dossier, held, by=self.world["officer"])

    @invariant()
    def each_state_is_what_its_steps_lead_to(self):
        for dossier in Dossier.objects.all():
            status = "draft"
            for verb in dossier.moves.values_list("verb", flat=True):
                status = STEPS[status, verb]
            assert dossier.status == status
        self.tried.update(DossierMove.objects.values_list("verb", flat=True))

    @invariant()
    def every_way_is_kept(self):
        for dossier in Dossier.objects.filter(status="presented"):
            verbs = set(dossier.moves.values_list("verb", flat=True))
            assert ("meet" in verbs) == dossier.has_council
            assert ("send_up" in verbs) == bool(dossier.upward_to)

    @invariant()
    def a_dossier_under_way_is_complete(self):
        for dossier in Dossier.objects.exclude(status__in=["draft", "more", "dropped"]):
            assert not dossier.papers.filter(state="missing").exists()

    @invariant()
    def a_nomination_stands_in_one_dossier_at_most_and_dropped_ones_hold_none(self):
        held = list(DossierLine.objects.held().values_list("nomination", "dossier__status"))
        assert len({one for one, _ in held}) == len(held)
        assert "dropped" not in {status for _, status in held}

    @invariant()
    def nobody_has_accepted_what_they_have_submitted(self):
        assert not [one for one in Dossier.objects.all() if one.accepted_by_id and one.accepted_by == one.submitted_by]


@pytest.fixture
def world(phase, unit_of, officer_of, standing, make_user, ward):
    unit, officer = unit_of("8"), officer_of("8")
    awards = Award.objects.filter(campaign=phase.campaign)
    awards.filter(number=3).update(procedure="simple")
    awards.filter(number=4).update(procedure="simple", upward_to="Ủy ban nhân dân tỉnh")
    for number in (1, 3, 4):
        nominated(phase, number, unit, f"Chi hội {number}", by=officer)
        nominated(phase, number, unit, f"Tổ công tác {number}", by=officer)
    return {
        "phase": phase, "unit": unit, "awards": list(awards.filter(number__in=[1, 3, 4])),
        "officer": officer, "standing": standing, "second": make_user("second", "standing", ward),
    }  # fmt: skip


def test_no_order_of_presses_skips_a_step(world):
    DossierMachine.world, DossierMachine.tried = world, set()
    quiet = settings(
        max_examples=20,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[HypothesisPhase.generate],
        derandomize=True,
    )

    run_state_machine_as_test(DossierMachine, settings=quiet)

    later = {DossierVerb.SIGN, DossierVerb.REGISTER, DossierVerb.HAND, DossierVerb.TAKE_HAND_BACK, DossierVerb.REVOKE}
    assert DossierMachine.tried == {verb.value for verb in set(DossierVerb) - later}
