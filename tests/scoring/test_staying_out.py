"""Households that do not take part: by phone or by hand, what becomes of their sheets, who is still reminded."""

from uuid import uuid4

import pytest

from emulation.kit import clock
from emulation.models import Household, LateEntryGrant, Unit
from scoring.actions.household_links import issue_links
from scoring.actions.rule_changes import change_rules
from scoring.actions.self_scores import BY_PHONE, consent_to_scoring, save_self_score, send_self_sheet
from scoring.actions.sheets import Entry, SheetRefused, finish_sheet, record_scores
from scoring.actions.staying_out import leave_by_phone, leave_phase, return_by_phone, return_to_phase
from scoring.choices import PaperState
from scoring.models import HouseholdLink, MemberScore, ScoreSheet, SelfSheet, StayingOut
from scoring.queries.register import listed_homes, missing_homes, register_rows, unit_counts
from scoring.queries.results import household_counts, phase_result
from scoring.queries.rule_changes import RuleChange
from scoring.queries.second_entries import disagreement_of, second_sheet
from scoring.queries.sheets import missing_sheets, open_work, sheet_table
from scoring.rules import SetChange
from scoring.words.sheets import reminder_words
from tests.offline import fill

MET = "1" * 10


@pytest.fixture
def link(phase, household, clerk):
    issue_links(phase, household.unit, [household], key=uuid4(), by=clerk)
    return HouseholdLink.objects.select_related("phase__campaign__ward", "household__unit").get()


@pytest.fixture
def head(household):
    return household.members.get(full_name="Sùng A Chử")


def eight(household):
    return Unit.objects.filter(pk=household.unit_id)


def test_leaving_by_phone_erases_what_the_household_has_scored_itself(link, household, head):
    consent_to_scoring(link, wording=1, may_publish=False)
    save_self_score(link, Entry(head.pk, MET, 0))
    send_self_sheet(link)

    first, second = leave_by_phone(link), leave_by_phone(link)

    assert first == second
    assert SelfSheet.objects.count() == 0
    assert (StayingOut.objects.get().left_by, StayingOut.objects.get().reason) == (None, "")


def test_by_hand_a_reason_is_asked_for_and_kept_with_its_author(phase, household, clerk):
    with pytest.raises(SheetRefused, match="ghi lý do"):
        leave_phase(household, phase, by=clerk, reason="  ")

    out = leave_phase(household, phase, by=clerk, reason="Chủ hộ báo ngày 2/9")

    assert (out.left_by, StayingOut.objects.get().reason) == (clerk, "Chủ hộ báo ngày 2/9")


def test_nobody_keys_a_household_that_stays_out(phase, household, head, clerk):
    leave_phase(household, phase, by=clerk, reason="Báo không tham gia")

    with pytest.raises(SheetRefused, match="không tham gia"):
        record_scores(household, phase, [Entry(head.pk, MET, 0)], by=clerk)

    assert ScoreSheet.objects.count() == 0


def test_in_the_results_it_is_what_it_is_without_a_sheet(score, phase, household, clerk):
    before = household_counts(phase, [household.unit])
    score(household)
    finish_sheet(household, phase, by=clerk)

    leave_phase(household, phase, by=clerk, reason="Báo không tham gia")

    assert household_counts(phase, [household.unit]) == before
    assert [(unit.counted, unit.passing) for unit in phase_result(phase).units if unit.counted] == [(1, 0)]


def test_an_entered_sheet_is_set_aside_sealed_and_comes_back_to_be_finished_again(score, phase, household, clerk):
    score(household, MET, MET, "1101111111", MET)
    finish_sheet(household, phase, by=clerk)
    rows = list(MemberScore.objects.order_by("member").values_list("member", "answers", "passed", "entered_by"))
    leave_phase(household, phase, by=clerk, reason="Báo không tham gia")
    gone = (ScoreSheet.objects.count(), MemberScore.objects.count())

    back = [return_to_phase(household, phase, by=clerk) for _ in range(2)]

    assert (gone, back) == ((0, 0), [True, False])
    again = list(MemberScore.objects.order_by("member").values_list("member", "answers", "passed", "entered_by"))
    assert again == rows
    assert ScoreSheet.objects.get().status == "entering"
    assert StayingOut.objects.get().kept == ""


def test_what_other_rules_allow_no_more_does_not_come_back_and_is_keyed_anew(score, phase, household, clerk, standing):
    score(household, "-" + "1" * 9, MET, MET, MET)
    leave_phase(household, phase, by=clerk, reason="Báo không tham gia")
    change = RuleChange({}, residents=SetChange(na_policy="not_allowed"))
    change_rules(phase, change, version=1, reason="Thường trực thống nhất", by=standing)

    return_to_phase(household, phase, by=clerk)

    assert list(MemberScore.objects.values_list("answers", flat=True)) == [MET] * 3


def test_leaving_and_coming_back_hides_no_difference_of_the_second_entry(keyed_differently, phase, clerk):
    units = eight(keyed_differently)
    before = disagreement_of(phase, units)

    for _ in range(2):
        leave_phase(keyed_differently, phase, by=clerk, reason="Báo không tham gia")
        return_to_phase(keyed_differently, phase, by=clerk)
    finish_sheet(keyed_differently, phase, by=clerk)

    assert (before.differing, disagreement_of(phase, units)) == (2, before)
    assert second_sheet(keyed_differently, phase).state == "waiting"


def test_who_left_by_phone_comes_back_by_phone_and_may_score_again(link, head):
    leave_by_phone(link)
    with pytest.raises(SheetRefused, match="không tham gia"):
        consent_to_scoring(link, wording=1, may_publish=False)

    return_by_phone(link)

    consent_to_scoring(link, wording=1, may_publish=False)
    assert save_self_score(link, Entry(head.pk, MET, 0)) is True


def test_nobody_comes_back_once_the_window_is_shut(link, phase, household, clerk):
    leave_phase(household, phase, by=BY_PHONE)
    LateEntryGrant.objects.update(revoked_at=clock.now(), revoked_by=clerk)

    for call in (lambda: return_by_phone(link), lambda: return_to_phase(household, phase, by=clerk)):
        with pytest.raises(SheetRefused, match="hết hạn"):
            call()


def test_no_list_of_who_is_missing_names_it(phase, household, make_household, clerk):
    other = make_household("8", "Hoàng Thị Nhất", 1980)
    leave_phase(household, phase, by=clerk, reason="Báo không tham gia")
    units, homes = eight(household), Household.objects.filter(unit=household.unit)

    assert list(missing_sheets(phase, homes)) == list(missing_homes(phase, units)) == [other]
    assert [row["pk"] for row in sheet_table(phase, homes, "missing")] == [other.pk]
    assert open_work(phase, units) == [(household.unit, 1, 0)]
    assert "Sùng A Chử" not in reminder_words(phase, household.unit, with_names=True, until=None)
    assert unit_counts(phase, units)[household.unit_id].missing == 1


def test_the_register_and_the_sheet_list_say_that_it_does_not_take_part(phase, household, make_household, clerk):
    make_household("8", "Hoàng Thị Nhất", 1980)
    leave_phase(household, phase, by=clerk, reason="Báo không tham gia")
    homes = listed_homes(phase, eight(household))

    _, rows = register_rows(phase, homes, "", None)
    _, filtered = register_rows(phase, homes, PaperState.OUT, None)

    assert {row.household.code: row.state for row in rows}[household.code] == PaperState.OUT
    assert [row.household for row in filtered] == [household]
    assert [row["pk"] for row in sheet_table(phase, homes, "out")] == [household.pk]


def test_a_workbook_from_before_the_leaving_leaves_the_household_out_by_name(
    download, compared, phase, household, clerk
):
    book = download()
    fill(book, 4, "x")
    leave_phase(household, phase, by=clerk, reason="Báo không tham gia")

    plan = compared(book)

    assert plan.differences == []
    assert "Sùng A Chử" in str(plan)
