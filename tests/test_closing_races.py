"""Closing a phase, or changing its rules, while an answer is being saved: no answer falls between."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction  # noqa: F401 (a skipif asks for the connection)

from emulation.models import Phase
from scoring.actions.phases import close_phase
from scoring.actions.rule_changes import change_rules
from scoring.actions.sheets import Entry, record_scores
from scoring.models import MemberScore, ScoreSheet, Snapshot
from scoring.queries.rule_changes import RuleChange
from scoring.rules import SetChange
from tests.test_races import SOON, SURELY, Meeting, errors_in, in_thread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chu(household):
    return household.members.get(full_name="Sùng A Chử")


def while_saving(save, call):
    """Lets a call come while a save is done and not yet committed; returns both outcomes."""
    saved, called, outcomes = Event(), Event(), [None, None]

    def save_slowly():
        with transaction.atomic():
            result = save()
            saved.set()
            called.wait(5 * SOON)
        return result

    def call_meanwhile():
        saved.wait(SURELY)
        result = call()
        called.set()
        return result

    unhindered = Meeting(1, SOON).before_first_write
    threads = [
        Thread(target=in_thread, args=(one, outcomes, place, unhindered()))
        for place, one in enumerate([save_slowly, call_meanwhile])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SURELY)
    return outcomes


def frozen_answers():
    (home,) = Snapshot.objects.get().data["households"]
    return [scores[0] for *_, scores in home["people"] if scores]


def save_of(household, phase, chu, by):
    return lambda: record_scores(household, phase, [Entry(chu.pk, "1111111100", 0)], by=by)


def naive_save(household, phase, chu, by):
    """Looks whether the phase is open, and saves, without holding it."""
    assert Phase.objects.get(pk=phase.pk).is_open
    sheet, _ = ScoreSheet.objects.get_or_create(phase=phase, household=household)
    return MemberScore.objects.create(
        sheet=sheet, member=chu, answers="1111111100", score=80, passed=False, entered_by=by
    )


def test_a_phase_closes_with_the_answer_that_is_being_saved(household, phase, chu, clerk, standing):
    outcomes = while_saving(save_of(household, phase, chu, clerk), lambda: close_phase(phase, by=standing))

    assert errors_in(outcomes) == []
    assert frozen_answers() == ["1111111100"]


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets nobody else write meanwhile")
def test_control_saving_without_holding_the_phase_keeps_an_answer_out_of_the_snapshot(
    household, phase, chu, clerk, standing
):
    outcomes = while_saving(lambda: naive_save(household, phase, chu, clerk), lambda: close_phase(phase, by=standing))

    assert errors_in(outcomes) == []
    assert frozen_answers() == []


def test_an_answer_that_is_being_saved_is_judged_by_the_new_rules(household, phase, chu, clerk, standing):
    change = RuleChange({}, SetChange(marks={1: 80}))

    outcomes = while_saving(
        save_of(household, phase, chu, clerk),
        lambda: change_rules(phase, change, version=1, reason="Hội đồng họp lại", by=standing),
    )

    assert errors_in(outcomes) == []
    assert MemberScore.objects.get().passed is True
