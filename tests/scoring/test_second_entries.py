"""Nhập lần hai: which sheets wait, who may key them blind, comparing, settling, and what ends a confirmation."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.choices import PhaseStatus
from emulation.kit import clock
from emulation.kit.audit import AuditEntry
from emulation.models import Household, Phase
from scoring.actions.register import mark_sheets
from scoring.actions.second_entries import (
    finish_second,
    record_second,
)
from scoring.actions.sheets import Entry, ScoreConflict, SheetRefused, finish_sheet, record_scores
from scoring.models import MemberScore, PaperSheet, ScoreSheet, SecondEntry, SecondEntryRules, SecondScore
from scoring.queries.register import register_rows
from scoring.queries.second_entries import (
    choice_of,
    draw_of,
    second_sheet,
    second_sheets,
)
from scoring.queries.second_grids import differences_of
from scoring.rules import WrongAnswers
from tests.scoring.second_keyed import FULL, WRONG, key_blind, key_first, key_second, people_of


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


def state(home, phase):
    return second_sheet(home, phase).state


def in_register(phase):
    """The state of the only household in the register of sheets."""
    return register_rows(phase, Household.objects.in_walking_order(), "", None)[1][0].state


def differing_fields(home, phase):
    return [one.field for one in differences_of(home, phase, SecondEntry.objects.get(dropped_at=None)).differences]


# Which sheets


def test_a_sheet_waits_once_its_first_entry_is_finished_and_one_tick_could_turn_it(make_household, phase, clerk):
    homes = [make_household("8", name, 1970) for name in ("Sùng A Chử", "Lô Thị Nga", "Hoàng Văn Nhất")]
    SecondEntryRules.objects.create(phase=phase, random_percent=0, changed_by=clerk)
    key_first(homes[0], phase, clerk, WRONG)
    key_first(homes[1], phase, clerk, FULL)
    record_scores(homes[2], phase, [Entry(homes[2].members.get().pk, WRONG, 0)], by=clerk)  # not finished

    found = second_sheets(phase, Household.objects.all())

    assert [(one.household, one.state, one.reasons) for one in found] == [(homes[0], "waiting", ("near",))]


def test_without_settings_the_defaults_choose(phase, clerk, make_household):
    home = make_household("8", "Sùng A Chử", 1970)
    key_first(home, phase, clerk, "1" * 8 + "00")

    assert "near" in second_sheet(home, phase).reasons


@pytest.mark.parametrize(
    ("born", "years", "expected"),
    [
        (date(2004, 8, 31), 1, True),  # eighteen on the very day
        (date(2003, 9, 1), 1, True),
        (date(2003, 8, 31), 1, False),  # a year later he would still be old enough
        (date(2005, 8, 31), 1, True),  # born a year earlier he would be old enough
        (date(2005, 9, 1), 1, False),
        (date(2003, 8, 31), 2, True),
        (date(2004, 8, 31), 0, False),
    ],
)
def test_a_birth_year_that_decides_about_somebody_chooses_the_sheet(
    make_household, phase, clerk, choose_second, born, years, expected
):
    choose_second(birth_years=years)
    home = make_household("8", "Sùng A Chử", 1970, "Sùng Minh Đức", born)
    key_first(home, phase, clerk)

    assert second_sheet(home, phase).reasons == (("age",) if expected else ())


def test_the_draw_stays_as_it_is_whatever_else_comes(make_household, phase, clerk, choose_second):
    choose_second(random_percent=40)
    homes = [make_household("8", f"Sùng A {number}", 1970) for number in range(30)]
    for home in homes[:20]:
        key_first(home, phase, clerk)
    before = {one.household for one in second_sheets(phase, Household.objects.all())}

    for home in homes[20:]:
        key_first(home, phase, clerk)
    choose_second(random_percent=0)
    choose_second(random_percent=40)

    after = {one.household for one in second_sheets(phase, Household.objects.all())}
    assert after & set(homes[:20]) == before


def test_the_draw_hangs_on_the_key_of_the_installation(household, phase, settings):
    before = draw_of(phase, household.pk)
    settings.FIELD_KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpBQkNERUY="

    assert draw_of(phase, household.pk) != before


def test_choosing_costs_the_same_with_one_sheet_and_with_ten(
    make_household, phase, clerk, drawn, django_assert_num_queries
):
    key_first(make_household("8", "Sùng A Chử", 1970), phase, clerk)
    with CaptureQueriesContext(connection) as captured:
        second_sheets(phase, Household.objects.all())

    for number in range(9):
        key_first(make_household("8", f"Sùng A {number}", 1970), phase, clerk)

    with django_assert_num_queries(len(captured)):
        assert len(second_sheets(phase, Household.objects.all())) == 10


def test_what_each_way_would_take_is_counted(make_household, phase, clerk, choose_second):
    choose_second(near="short", birth_years=1)
    for answers in (FULL, WRONG, "1" * 8 + "00"):
        key_first(make_household("8", "Sùng A Chử", 1970), phase, clerk, answers)
    key_first(make_household("8", "Sùng A Chử", 1970, "Sùng Minh Đức", date(2005, 1, 1)), phase, clerk)

    found = choice_of(phase)

    assert (found.finished, found.loses, found.gains, found.near_age, found.drawn, found.needed) == (4, 1, 1, 1, 0, 2)


# Keying blind


def test_both_entries_alike_confirm_the_sheet_here_and_in_the_register(keyed_once, phase, standing, clerk):
    entry = key_second(keyed_once, phase, standing)

    assert (entry.cells, entry.differing, entry.settled_by) == (40, 0, standing)
    assert state(keyed_once, phase) == "confirmed"
    assert PaperSheet.objects.get(household=keyed_once).confirmed_by == standing
    assert in_register(phase) == "confirmed"
    assert ScoreSheet.objects.get().completed_by == clerk  # the first entry is as it was


def test_nothing_of_the_trail_tells_an_answer(keyed_once, phase, standing):
    key_second(keyed_once, phase, standing)

    told = [
        (one.verb, one.after) for one in AuditEntry.objects.filter(subject_type="scoring.scoresheet").order_by("pk")
    ]
    assert told[2:] == [
        ("nhập lần hai", {"household": "T08-017", "members": [one.pk for one in people_of(keyed_once, phase)]}),
        ("nhập xong lần hai", {"household": "T08-017", "cells": 40, "differing": 0}),
    ]


def test_who_keyed_any_row_first_does_not_key_it_again(household, phase, clerk, officer, standing, drawn):
    people = people_of(household, phase)
    record_scores(household, phase, [Entry(people[0].pk, FULL, 0)], by=officer)
    record_scores(household, phase, [Entry(one.pk, FULL, 0) for one in people[1:]], by=clerk)
    finish_sheet(household, phase, by=clerk)

    for person in (clerk, officer):
        with pytest.raises(SheetRefused, match="Bạn đã nhập phiếu này lần một"):
            key_blind(household, phase, person)

    assert key_second(household, phase, standing).differing == 0


def test_who_only_finished_the_sheet_does_not_key_it_again_either(household, phase, clerk, officer, score, drawn):
    score(household)
    finish_sheet(household, phase, by=officer)

    with pytest.raises(SheetRefused, match="Bạn đã nhập phiếu này lần một"):
        key_blind(household, phase, officer)


def test_a_second_person_leaves_a_running_entry_to_who_began_it(keyed_once, phase, standing, officer):
    key_blind(keyed_once, phase, standing)

    with pytest.raises(SheetRefused, match="Vũ Thị Hiệp đang nhập lần hai phiếu này"):
        key_blind(keyed_once, phase, officer)

    assert SecondEntry.objects.get().begun_by == standing


def test_the_second_person_does_not_touch_the_first_entry_while_keying(keyed_once, phase, standing):
    key_blind(keyed_once, phase, standing, WRONG, FULL, FULL, FULL)
    head = people_of(keyed_once, phase)[0]

    with pytest.raises(SheetRefused, match="Bạn đang nhập lần hai phiếu này"):
        record_scores(keyed_once, phase, [Entry(head.pk, WRONG, 1)], by=standing)

    assert MemberScore.objects.get(member=head).answers == FULL


def test_the_same_row_twice_is_kept_once_and_another_tab_is_a_conflict_with_oneself(keyed_once, phase, standing):
    head = people_of(keyed_once, phase)[0]
    for _ in range(2):
        record_second(keyed_once, phase, [Entry(head.pk, WRONG, 0)], by=standing)

    with pytest.raises(ScoreConflict) as caught:
        record_second(keyed_once, phase, [Entry(head.pk, "0" * 10, 0)], by=standing)

    assert caught.value.theirs == SecondScore.objects.get()
    assert (SecondScore.objects.get().version, SecondScore.objects.get().answers) == (1, WRONG)


def test_wrong_answers_and_lines_of_others_are_refused(keyed_once, phase, standing, make_household):
    stranger = make_household("8", "Hoàng Văn Nhất", 1980).members.get()
    head = people_of(keyed_once, phase)[0]

    with pytest.raises(WrongAnswers):
        record_second(keyed_once, phase, [Entry(head.pk, "2" * 10, 0)], by=standing)
    with pytest.raises(SheetRefused, match="không thuộc diện chấm"):
        record_second(keyed_once, phase, [Entry(stranger.pk, FULL, 0)], by=standing)

    assert not SecondEntry.objects.exists()


def test_a_second_entry_with_a_gap_is_not_finished(keyed_once, phase, standing):
    people = people_of(keyed_once, phase)
    record_second(keyed_once, phase, [Entry(people[0].pk, FULL, 0)], by=standing)

    with pytest.raises(SheetRefused, match="còn thiếu câu trả lời của Lô Thị Nga, Sùng Thị Kiều Hương, Nguyễn Đặng"):
        finish_second(keyed_once, phase, by=standing)


def test_a_sheet_nobody_chose_is_not_keyed_twice(household, phase, clerk, standing, choose_second):
    choose_second()
    key_first(household, phase, clerk)

    with pytest.raises(SheetRefused, match="không chờ nhập lần hai"):
        key_blind(household, phase, standing)


def test_nothing_is_keyed_twice_in_a_closed_phase(keyed_once, phase, standing):
    Phase.objects.filter(pk=phase.pk).update(status=PhaseStatus.CLOSED)

    with pytest.raises(SheetRefused, match="không mở để chấm điểm"):
        key_blind(keyed_once, phase, standing)


def test_a_first_entry_opened_again_is_waited_for(keyed_once, phase, standing, officer):
    key_blind(keyed_once, phase, standing)
    head = people_of(keyed_once, phase)[0]
    record_scores(keyed_once, phase, [Entry(head.pk, WRONG, 1)], by=officer)

    with pytest.raises(SheetRefused, match="Phiếu lần một vừa được mở lại để sửa"):
        finish_second(keyed_once, phase, by=standing)
    finish_sheet(keyed_once, phase, by=officer)

    assert finish_second(keyed_once, phase, by=standing).differing == 1


# What ends a confirmation


def test_a_change_after_the_confirmation_ends_it(keyed_once, phase, standing, clerk):
    key_second(keyed_once, phase, standing)
    head = people_of(keyed_once, phase)[0]

    record_scores(keyed_once, phase, [Entry(head.pk, WRONG, 1)], by=clerk)
    finish_sheet(keyed_once, phase, by=clerk)

    assert state(keyed_once, phase) == "waiting"
    assert in_register(phase) == "entered"
    assert key_second(keyed_once, phase, standing, WRONG, FULL, FULL, FULL).differing == 0


def test_saving_the_same_again_does_not(keyed_once, phase, standing, clerk):
    key_second(keyed_once, phase, standing)
    head = people_of(keyed_once, phase)[0]

    record_scores(keyed_once, phase, [Entry(head.pk, FULL, 1)], by=clerk)

    assert state(keyed_once, phase) == "confirmed"


def test_who_leaves_the_household_takes_nothing_away_from_it(keyed_once, phase, standing):
    key_second(keyed_once, phase, standing)

    keyed_once.members.filter(full_name="Lô Thị Nga").update(presence="moved_out")

    assert state(keyed_once, phase) == "confirmed"


# The register


def test_a_sheet_that_waits_is_not_confirmed_by_hand(keyed_once, phase, standing, unit_of):
    report = mark_sheets(phase, unit_of("8"), "confirm", homes=None, day=clock.today(), by=standing)

    assert dict(report.skipped) == {"còn phải nhập lần hai": 1}
