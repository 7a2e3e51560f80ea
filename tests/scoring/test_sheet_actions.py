"""Saving scores: judged, versioned, repeatable, never overwritten in silence."""

import pytest

from emulation.choices import PhaseStatus
from emulation.models import AuditEntry, Member, Phase
from scoring.actions.sheets import Entry, ScoreConflict, SheetRefused, finish_sheet, record_scores
from scoring.choices import SheetStatus
from scoring.models import MemberScore, ScoreSheet
from scoring.rules import WrongAnswers


@pytest.fixture
def chu(household):
    return household.members.get(full_name="Sùng A Chử")


def test_a_saved_row_is_judged_at_the_write(household, chu, phase, clerk):
    record_scores(household, phase, [Entry(chu.pk, "1111011111", 0)], by=clerk)

    row = MemberScore.objects.get(member=chu)
    assert (row.answers, row.score, row.passed, row.version, row.entered_by) == ("1111011111", 90, True, 1, clerk)


def test_eighty_points_do_not_pass(household, chu, phase, clerk):
    record_scores(household, phase, [Entry(chu.pk, "1111011110", 0)], by=clerk)

    assert MemberScore.objects.get(member=chu).passed is False


def test_a_row_with_an_empty_cell_is_not_judged(household, chu, phase, clerk):
    record_scores(household, phase, [Entry(chu.pk, "111111111.", 0)], by=clerk)

    row = MemberScore.objects.get(member=chu)
    assert (row.score, row.passed) == (90, None)


def test_an_untouched_row_is_not_written(household, chu, phase, clerk):
    record_scores(household, phase, [Entry(chu.pk, "..........", 0)], by=clerk)

    assert not MemberScore.objects.exists()
    assert not ScoreSheet.objects.exists()


def test_the_same_save_twice_has_its_effect_once(household, chu, phase, clerk):
    entry = Entry(chu.pk, "1111111111", 0)
    record_scores(household, phase, [entry], by=clerk)

    record_scores(household, phase, [entry], by=clerk)

    assert MemberScore.objects.get(member=chu).version == 1
    assert AuditEntry.objects.filter(verb="nhập điểm").count() == 1


def test_a_stale_row_is_a_conflict_and_nothing_is_overwritten(household, chu, phase, clerk, standing):
    record_scores(household, phase, [Entry(chu.pk, "1111111111", 0)], by=clerk)

    with pytest.raises(ScoreConflict) as conflict:
        record_scores(household, phase, [Entry(chu.pk, "0000000000", 0)], by=standing)

    assert conflict.value.theirs.entered_by == clerk
    assert MemberScore.objects.get(member=chu).answers == "1111111111"


def test_a_conflict_in_one_row_keeps_nothing_of_the_save(household, chu, phase, clerk, standing):
    nga = household.members.get(full_name="Lô Thị Nga")
    record_scores(household, phase, [Entry(chu.pk, "1111111111", 0)], by=clerk)

    with pytest.raises(ScoreConflict):
        record_scores(household, phase, [Entry(nga.pk, "1" * 10, 0), Entry(chu.pk, "0" * 10, 0)], by=standing)

    assert not MemberScore.objects.filter(member=nga).exists()


def test_a_child_cannot_be_scored(household, phase, clerk):
    child = household.members.get(full_name="Sùng Minh Đức")

    with pytest.raises(SheetRefused, match="không thuộc diện chấm"):
        record_scores(household, phase, [Entry(child.pk, "1" * 10, 0)], by=clerk)


def test_somebody_of_another_household_cannot_be_scored_here(household, make_household, phase, clerk):
    stranger = make_household("1", "Lê Văn Hải", 1970).members.get()

    with pytest.raises(SheetRefused):
        record_scores(household, phase, [Entry(stranger.pk, "1" * 10, 0)], by=clerk)


@pytest.mark.parametrize("answers", ["111", "1" * 11, "111111111x"])
def test_wrong_answers_are_refused_in_words(household, chu, phase, clerk, answers):
    with pytest.raises(WrongAnswers):
        record_scores(household, phase, [Entry(chu.pk, answers, 0)], by=clerk)

    assert not MemberScore.objects.exists()


def test_a_phase_that_is_not_open_takes_no_scores(household, chu, phase, clerk):
    Phase.objects.filter(pk=phase.pk).update(status=PhaseStatus.CLOSED)

    with pytest.raises(SheetRefused, match="không mở để chấm điểm"):
        record_scores(household, phase, [Entry(chu.pk, "1" * 10, 0)], by=clerk)


def test_a_sheet_is_finished_only_when_everybody_is_keyed(household, chu, phase, clerk):
    record_scores(household, phase, [Entry(chu.pk, "1" * 10, 0)], by=clerk)

    with pytest.raises(SheetRefused, match="Lô Thị Nga, Sùng Thị Kiều Hương, Nguyễn Đặng Thuỳ Dương"):
        finish_sheet(household, phase, by=clerk)


def test_finishing_twice_changes_nothing(household, phase, clerk, standing, score):
    score(household)
    finish_sheet(household, phase, by=clerk)

    sheet = finish_sheet(household, phase, by=standing)

    assert (sheet.status, sheet.completed_by) == (SheetStatus.COMPLETE, clerk)
    assert AuditEntry.objects.filter(verb="nhập xong phiếu").count() == 1


def test_a_change_after_finishing_opens_the_sheet_again(household, chu, phase, clerk, score):
    score(household)
    finish_sheet(household, phase, by=clerk)

    sheet = record_scores(household, phase, [Entry(chu.pk, "0111111111", 1)], by=clerk)

    assert (sheet.status, sheet.completed_by) == (SheetStatus.ENTERING, None)


def test_the_trail_names_the_sheet_and_no_answers(household, phase, clerk, score):
    score(household)

    entry = AuditEntry.objects.get(verb="nhập điểm")
    people = list(Member.objects.filter(household=household).eligible_for(phase.campaign).values_list("pk", flat=True))
    assert entry.actor == "clerk"
    assert entry.after == {"household": "T08-017", "members": people}
