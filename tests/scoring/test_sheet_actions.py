"""Saving scores: judged, versioned, repeatable, never overwritten in silence."""

from datetime import date

import pytest

from emulation.actions import grant_late_entry, revoke_late_entry
from emulation.choices import PhaseStatus
from emulation.kit import clock
from emulation.models import AuditEntry, LateEntryGrant, Member, Phase
from scoring.actions.phases import open_phase
from scoring.actions.practice import make_practice_ward
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


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ((2022, 8, 30, 23, 59, 59, 999999), "“Hộ tự chấm điểm” mở lúc 00:00 ngày 31/8/2022"),
        ((2022, 9, 8), "Đã hết hạn nhập phiếu lúc 24:00 ngày 07/9/2022 .* hãy đề nghị thường trực thi đua khen thưởng"),
    ],
)
def test_outside_of_the_windows_nothing_is_written_or_finished(household, chu, phase_on_time, clerk, it_is, now, words):
    it_is(*now)

    with pytest.raises(SheetRefused, match=words):
        record_scores(household, phase_on_time, [Entry(chu.pk, "1" * 10, 0)], by=clerk)
    with pytest.raises(SheetRefused, match=words):
        finish_sheet(household, phase_on_time, by=clerk)

    assert not ScoreSheet.objects.exists()


@pytest.mark.parametrize("now", [(2022, 8, 31), (2022, 9, 4, 12), (2022, 9, 7, 23, 59, 59, 999999)])
def test_inside_the_windows_scores_are_written(household, chu, phase_on_time, clerk, it_is, now):
    it_is(*now)

    assert record_scores(household, phase_on_time, [Entry(chu.pk, "1" * 10, 0)], by=clerk)


def test_days_of_grace_keep_the_window_open(household, chu, phase_on_time, clerk, it_is):
    phase_on_time.steps.filter(kind="collection").update(grace_days=2)
    it_is(2022, 9, 9, 23, 59)
    assert record_scores(household, phase_on_time, [Entry(chu.pk, "1" * 10, 0)], by=clerk)

    it_is(2022, 9, 10)
    with pytest.raises(SheetRefused, match="24:00 ngày 09/9/2022"):
        record_scores(household, phase_on_time, [Entry(chu.pk, "0" * 10, 1)], by=clerk)


def test_leave_lets_only_its_own_unit_in_until_it_is_revoked(
    household, chu, make_household, phase_on_time, clerk, standing, it_is
):
    other = make_household("1", "Lê Văn Hải", 1970)
    it_is(2022, 9, 10)
    until = clock.end_of(date(2022, 9, 12))
    grant, _ = grant_late_entry(phase_on_time, household.unit, until=until, reason="Mất điện", by=standing)

    assert record_scores(household, phase_on_time, [Entry(chu.pk, "1" * 10, 0)], by=clerk)
    with pytest.raises(SheetRefused, match="Đã hết hạn"):
        record_scores(other, phase_on_time, [Entry(other.members.get().pk, "1" * 10, 0)], by=clerk)

    revoke_late_entry(grant, by=standing)
    with pytest.raises(SheetRefused, match="Đã hết hạn"):
        record_scores(household, phase_on_time, [Entry(chu.pk, "0" * 10, 1)], by=clerk)


def test_a_phase_without_windows_takes_scores_at_any_time(household, chu, campaign, standing, clerk):
    second = open_phase(Phase.objects.for_page().get(campaign=campaign, number=2), by=standing)

    assert record_scores(household, second, [Entry(chu.pk, "1" * 10, 0)], by=clerk)


def test_the_practice_ward_may_be_keyed_today_by_an_explicit_grant(db):
    campaign, _ = make_practice_ward(households=16, seed=1)

    grant = LateEntryGrant.objects.get()
    assert (grant.unit, grant.reason) == (campaign.ward, "Dữ liệu thực hành: mở để tập nhập phiếu")
    assert clock.last_day_before(grant.until) == date(2099, 12, 31)


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
    people = list(
        Member.objects.filter(household=household)
        .eligible_for(phase.campaign)
        .in_paper_order()
        .values_list("pk", flat=True)
    )
    assert entry.actor == "clerk"
    assert entry.after == {"household": "T08-017", "members": people}
