"""Two people at one decision, or deciding on the same people: one wins, the other is told."""

from threading import Event

import pytest
from django.db import transaction

from emulation.kit import clock
from emulation.kit.rows import stamp_of
from rewards.actions.decisions import DecisionRefused, draft_decision, hold_phase
from rewards.actions.many_nominations import act_on_many
from rewards.actions.nominations import NominationRefused, edit_nomination
from rewards.actions.signatures import hold_lines, record_signature
from rewards.models import Award, Decision, DecisionLine, Dossier, DossierMove, Nomination
from rewards.queries.decidable import decidable
from rewards.queries.decision_content import begun
from tests.rewards.decided import draft_of, without_posting
from tests.rewards.dossiers import complete, dossier_for, press
from tests.rewards.nominated import nominated
from tests.test_races import SURELY, at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def dossier(phase, unit_of, officer, standing) -> Dossier:
    """Two collectives in a presented dossier."""
    unit = unit_of("8")
    Award.objects.filter(campaign=phase.campaign, number=3).update(procedure="simple")
    without_posting(phase.campaign, 3)
    for name in ("Chi hội phụ nữ", "Chi hội nông dân"):
        nominated(phase, 3, unit, name, by=officer)
    made = dossier_for(phase, 3, unit, by=officer)
    walked_simply(made, officer, standing)
    return Dossier.objects.for_page().get(pk=made.pk)


def walked_simply(dossier, officer, office):
    press(complete(dossier, by=officer), "submit", by=officer)
    for verb in ("take_up", "accept", "present"):
        press(dossier, verb, by=office)


def recording(decision: Decision, number: str, by):
    values = {
        "number": number, "decided_on": clock.today(), "on_behalf": "", "signer_title": "CHỦ TỊCH",
        "signer_name": "Nguyễn Ngọc Hà",
    }  # fmt: skip
    seen = {"seen": 0, "seen_total": 760_000 * decision.lines.count()}
    return lambda: record_signature(Decision.objects.get(pk=decision.pk), values, **seen, by=by)


def test_of_two_drafts_about_the_same_people_one_is_made(dossier, clerk, standing):
    chosen = list(decidable(dossier.phase, dossier.award))

    outcomes = at_once(
        *[lambda by=by: draft_decision(dossier.phase, dossier.award, chosen, by=by) for by in (clerk, standing)]
    )

    [refused] = errors_in(outcomes)
    assert isinstance(refused, DecisionRefused)
    assert (Decision.objects.count(), DecisionLine.objects.count()) == (1, 2)


def naive_draft(dossier, chosen, by):
    """Looks who is free, then writes lines that no constraint is asked about."""
    free = [one for one in chosen if not DecisionLine.objects.filter(nomination=one).exists()]
    assert free == chosen
    decision = begun(dossier.phase, dossier.award, made_by=by, written_by=by)
    decision.save()
    for place, one in enumerate(free, start=1):
        said = {"subject_kind": one.subject_kind, "printed_name": one.printed_name, "stands": False}
        DecisionLine.objects.create(decision=decision, nomination=one, position=place, **said)


def test_control_looking_first_and_writing_then_gives_everything_twice(dossier, clerk, standing):
    chosen = list(decidable(dossier.phase, dossier.award))

    outcomes = at_once(*[lambda by=by: naive_draft(dossier, chosen, by) for by in (clerk, standing)], patience=20)

    assert errors_in(outcomes) == []
    assert DecisionLine.objects.count() == 4


def test_of_two_who_record_different_numbers_one_wins(dossier, clerk, standing, make_user, ward):
    decision = draft_of(dossier, by=clerk)
    chairman = make_user("chairman", "chairman", ward)

    outcomes = at_once(recording(decision, "112/QĐ-UBND", standing), recording(decision, "113/QĐ-UBND", chairman))

    [refused] = errors_in(outcomes)
    assert isinstance(refused, DecisionRefused)
    assert DossierMove.objects.filter(verb="sign").count() == 1
    assert Decision.objects.get().is_signed


def test_a_double_click_records_once(dossier, clerk, standing):
    decision = draft_of(dossier, by=clerk)

    outcomes = at_once(*[recording(decision, "112/QĐ-UBND", standing)] * 2)

    assert errors_in(outcomes) == []
    assert DossierMove.objects.filter(verb="sign").count() == 1


def test_one_number_is_recorded_for_one_of_two_decisions(dossier, clerk, standing):
    first, second = decidable(dossier.phase, dossier.award)
    drafts = [draft_decision(dossier.phase, dossier.award, [one], by=clerk) for one in (first, second)]

    outcomes = at_once(*[recording(one, "112/QĐ-UBND", standing) for one in drafts])

    [refused] = errors_in(outcomes)
    assert "đã ghi cho một văn bản khác" in str(refused)
    assert Decision.objects.signed().count() == 1


def test_of_signing_and_withdrawing_at_once_one_wins(dossier, clerk, standing, officer):
    decision = draft_of(dossier, by=clerk)
    everybody = Nomination.objects.filter(phase=dossier.phase)

    outcomes = at_once(
        recording(decision, "112/QĐ-UBND", standing),
        lambda: act_on_many("withdraw", everybody, dossier.phase, reason="Chuyển đi", by=officer),
    )

    is_signed = Decision.objects.get().is_signed
    assert len(errors_in(outcomes)) == (0 if is_signed else 1)
    assert Nomination.objects.standing().count() == (2 if is_signed else 0)


def test_correcting_a_name_while_a_signature_is_recorded_stands_in_nobodys_way(
    dossier, clerk, standing, make_user, ward
):
    decision, one, begun = draft_of(dossier, by=clerk), Nomination.objects.first(), Event()
    said = {"seen": stamp_of(one), "reason": "Gõ nhầm", "by": make_user("other", "standing", ward)}

    def records():
        with transaction.atomic():
            hold_phase(dossier.phase)
            hold_lines(decision)
            begun.set()
            return recording(decision, "112/QĐ-UBND", standing)()

    def corrects():
        begun.wait(SURELY)
        return edit_nomination(one, {"printed_place": "Tổ dân phố số 8"}, **said)

    outcomes = at_once(records, corrects)

    assert [type(one) for one in errors_in(outcomes)] in ([], [NominationRefused])
    assert Decision.objects.get().is_signed
