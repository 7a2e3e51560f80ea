"""A neighbourhood signs while an answer is being saved, two people move it at once: nothing falls between."""

import pytest
from django.db import connection, transaction  # noqa: F401 (a skipif asks for the connection)

from emulation.models import Phase
from scoring.actions.approvals import ApprovalRefused, approve_units, sign_unit, take_back
from scoring.actions.exemptions import exempt_member, settle_exemption
from scoring.actions.sheets import Entry, SheetRefused, finish_sheet, record_scores
from scoring.models import ApprovalMove, MemberScore, ScoreSheet, UnitApproval
from scoring.queries.approvals import approvals_of, changed_since, lock_words, stamps_of
from tests.test_closing_races import while_saving
from tests.test_races import at_once, errors_in, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unit(unit_of):
    return unit_of("8")


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def late(make_household):
    """A second household of neighbourhood 8, whose first answer comes at the last moment."""
    return make_household("8", "Lò Văn Xa", 1980)


@pytest.fixture
def ready(household, late, phase, score, clerk):
    """Neighbourhood 8 with one sheet finished and one to come."""
    score(household)
    finish_sheet(household, phase, by=clerk)
    return late.members.get()


@pytest.fixture
def sign(phase, unit, officer):
    """Signs for the figures somebody looked at before."""
    return lambda stamp: sign_unit(unit, phase, stamp=stamp, explanation="Một hộ đi vắng", by=officer)


def save(home, phase, member, by):
    return lambda: record_scores(home, phase, [Entry(member.pk, "1" * 10, 0)], by=by)


def naive_save(home, phase, member, by):
    """Looks whether the neighbourhood is open, and saves, without holding the phase."""
    assert Phase.objects.get(pk=phase.pk).is_open
    assert lock_words(phase, home.unit) == ""
    sheet = ScoreSheet.objects.create(household=home, phase=phase)
    return MemberScore.objects.create(
        sheet=sheet, member=member, answers="1" * 10, score=100, passed=True, entered_by=by
    )


def test_a_signature_waits_for_the_answer_that_is_being_saved_and_sees_it(ready, late, phase, unit, sign, clerk):
    seen = stamps_of(phase, [unit])[unit.pk]

    outcomes = while_saving(save(late, phase, ready, clerk), lambda: sign(seen))

    assert [type(one) for one in outcomes] == [ScoreSheet, ApprovalRefused]
    assert "Số liệu của tổ vừa thay đổi" in str(outcomes[1])
    assert ApprovalMove.objects.count() == 0


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets nobody else write meanwhile")
def test_control_saving_without_holding_the_phase_changes_what_was_signed_for(ready, late, phase, unit, sign, clerk):
    seen = stamps_of(phase, [unit])[unit.pk]

    outcomes = while_saving(lambda: naive_save(late, phase, ready, clerk), lambda: sign(seen))

    assert errors_in(outcomes) == []
    assert changed_since(phase, approvals_of(phase, [unit])) == {unit.pk}


def test_an_answer_that_comes_while_somebody_signs_is_refused(ready, late, phase, unit, sign, clerk):
    seen = stamps_of(phase, [unit])[unit.pk]

    outcomes = while_saving(lambda: sign(seen), save(late, phase, ready, clerk))

    assert [type(one) for one in outcomes] == [UnitApproval, SheetRefused]
    assert changed_since(phase, approvals_of(phase, [unit])) == set()


def test_a_double_click_signs_once(ready, phase, unit, sign):
    seen = stamps_of(phase, [unit])[unit.pk]

    outcomes = at_once(lambda: sign(seen), lambda: sign(seen))

    assert errors_in(outcomes) == []
    assert list(ApprovalMove.objects.values_list("verb", flat=True)) == ["sign"]


def test_of_approving_and_taking_back_at_once_one_wins_and_the_other_is_told(
    ready, phase, unit, sign, officer, standing
):
    approval = sign(stamps_of(phase, [unit])[unit.pk])

    outcomes = at_once(
        lambda: take_back(approval, seen=1, by=officer),
        lambda: approve_units(phase, {unit.pk: 1}, by=standing).done or ApprovalRefused("skipped"),
    )

    assert len([one for one in outcomes if isinstance(one, ApprovalRefused)]) == 1
    assert ApprovalMove.objects.count() == 2
    assert UnitApproval.objects.get().status in ("collecting", "approved")


def naive_take_back(approval, by):
    """Looks at the state, then writes the next one."""
    status = UnitApproval.objects.get(pk=approval.pk).status
    assert status == "signed"
    return ApprovalMove.objects.create(approval=approval, verb="take_back", made_by=by)


def test_control_looking_first_and_writing_then_moves_it_twice(ready, phase, unit, sign, officer):
    approval = sign(stamps_of(phase, [unit])[unit.pk])

    outcomes = at_once(*[lambda: naive_take_back(approval, officer)] * 2, patience=20)

    assert errors_in(outcomes) == []
    assert ApprovalMove.objects.filter(verb="take_back").count() == 2


def test_a_decision_that_is_being_written_is_counted_before_the_approval(
    ready, household, phase, unit, sign, clerk, standing
):
    nga = household.members.get(full_name="Lô Thị Nga")
    proposal = exempt_member(nga, phase, kind="ill", effect="council", reason="nằm viện", by=clerk)
    sign(stamps_of(phase, [unit])[unit.pk])

    outcomes = while_saving(
        lambda: settle_exemption(proposal, effect="out", by=standing),
        lambda: approve_units(phase, {unit.pk: 1}, by=standing),
    )

    assert errors_in(outcomes) == []
    assert outcomes[1].done == [unit]
    assert kinds_of(outcomes) == ["ApproveReport", "Exemption"]
