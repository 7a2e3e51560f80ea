"""Nhập lần hai, once both entries are there: settling, giving up, counting, and how a phase chooses."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from emulation.choices import PhaseStatus
from emulation.kit import clock
from emulation.kit.audit import AuditEntry
from emulation.models import Household, Phase, Unit
from scoring.actions.household_links import issue_links
from scoring.actions.second_entries import (
    SettingsStale,
    change_second_rules,
    drop_second,
    settle_second,
)
from scoring.actions.self_scores import consent_to_scoring, save_self_score, send_self_sheet
from scoring.actions.sheets import Entry, ScoreConflict, SheetRefused, finish_sheet, record_scores
from scoring.models import HouseholdLink, MemberScore, PaperSheet, ScoreSheet, SecondEntry, SecondEntryRules
from scoring.queries.register import register_rows
from scoring.queries.second_entries import (
    disagreement_of,
    next_to_key_again,
    second_counts,
    second_sheet,
    second_work,
)
from scoring.queries.second_grids import differences_of
from scoring.queries.self_scores import proposal_for
from scoring.queries.sheets import sheet_grid
from scoring.rules import Disagreement
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


# One clerk alone


def test_in_a_ward_of_one_clerk_the_same_person_keys_again_after_the_hours(
    keyed_once, phase, clerk, choose_second, it_is
):
    choose_second(random_percent=100, same_person_hours=24)
    now = clock.now()
    moments = MemberScore.objects.all(), ScoreSheet.objects.all()

    with pytest.raises(SheetRefused):
        key_blind(keyed_once, phase, clerk)
    moments[0].update(entered_at=now - timedelta(hours=25))
    moments[1].update(completed_at=now - timedelta(hours=25))
    entry = key_second(keyed_once, phase, clerk, WRONG, FULL, FULL, FULL)
    settle_second(keyed_once, phase, dict.fromkeys(differing_fields(keyed_once, phase), "first"), {}, by=clerk)

    assert entry.is_same_person
    assert disagreement_of(phase, Unit.objects.all()).same_person == 1
    assert state(keyed_once, phase) == "confirmed"


# Settling


def test_differences_wait_for_a_third_person(keyed_differently, phase, clerk, standing, officer):
    assert state(keyed_differently, phase) == "differing"
    for person in (clerk, standing):
        with pytest.raises(SheetRefused, match="cần người thứ ba"):
            settle_second(
                keyed_differently,
                phase,
                dict.fromkeys(differing_fields(keyed_differently, phase), "first"),
                {},
                by=person,
            )

    settle_second(
        keyed_differently, phase, dict.fromkeys(differing_fields(keyed_differently, phase), "first"), {}, by=officer
    )

    assert state(keyed_differently, phase) == "confirmed"
    assert set(MemberScore.objects.values_list("answers", "version")) == {(FULL, 1)}
    assert PaperSheet.objects.get(household=keyed_differently).confirmed_by == officer


def test_what_is_chosen_by_the_paper_is_written_by_the_verb_of_the_grid(keyed_differently, phase, officer):
    first, second = people_of(keyed_differently, phase)[:2]
    choices = {f"o-{first.pk}-10": "second", f"o-{second.pk}-1": "first"}

    settle_second(keyed_differently, phase, choices, {first.pk: 1, second.pk: 1}, by=officer)

    row = MemberScore.objects.get(member=first)
    assert (row.answers, row.score, row.version, row.entered_by) == (WRONG, 90, 2, officer)
    assert MemberScore.objects.get(member=second).answers == FULL
    assert ScoreSheet.objects.get().status == "complete"
    assert state(keyed_differently, phase) == "confirmed"
    assert in_register(phase) == "confirmed"
    assert AuditEntry.objects.get(verb="đối chiếu hai lần nhập").after == {
        "household": "T08-017", "cells": 2, "taken_second": 1,
    }  # fmt: skip


def test_what_the_paper_says_is_the_reason_for_scoring_otherwise_than_the_phone(
    keyed_once, phase, clerk, standing, officer
):
    first = people_of(keyed_once, phase)[0]
    issue_links(phase, keyed_once.unit, [keyed_once], key=uuid4(), by=clerk)
    link = HouseholdLink.objects.get()
    consent_to_scoring(link, wording=1, may_publish=False)
    save_self_score(link, Entry(first.pk, FULL, 0))
    send_self_sheet(link)
    key_second(keyed_once, phase, standing, WRONG, FULL, FULL, FULL)

    settle_second(keyed_once, phase, {f"o-{first.pk}-10": "second"}, {first.pk: 1}, by=officer)

    assert state(keyed_once, phase) == "confirmed"
    [line] = proposal_for(sheet_grid(keyed_once, phase)).differing
    assert (line.own, line.proposed) == (WRONG, FULL)
    assert (line.reason, line.score.reasoned_by) == ("Theo phiếu giấy, khi đối chiếu hai lần nhập", officer)


def test_a_cell_that_is_not_chosen_is_named(keyed_differently, phase, officer):
    first, second = people_of(keyed_differently, phase)[:2]

    with pytest.raises(SheetRefused, match="Còn 1 ô chưa chọn, ô đầu là tiêu chí 1 của Lô Thị Nga"):
        settle_second(
            keyed_differently, phase, {f"o-{first.pk}-10": "second", f"o-{second.pk}-1": "neither"}, {}, by=officer
        )

    assert MemberScore.objects.get(member=first).answers == FULL


def test_settling_what_has_changed_meanwhile_writes_nothing(keyed_differently, phase, clerk, officer):
    first, second = people_of(keyed_differently, phase)[:2]
    record_scores(keyed_differently, phase, [Entry(first.pk, "0" * 10, 1)], by=clerk)
    finish_sheet(keyed_differently, phase, by=clerk)
    choices = dict.fromkeys(differing_fields(keyed_differently, phase), "second")

    with pytest.raises(ScoreConflict):
        settle_second(keyed_differently, phase, choices, {first.pk: 1, second.pk: 1}, by=officer)

    assert MemberScore.objects.get(member=second).answers == FULL
    assert state(keyed_differently, phase) == "differing"


def test_a_first_entry_mended_by_hand_needs_only_to_be_confirmed(keyed_differently, phase, clerk, officer):
    first, second = people_of(keyed_differently, phase)[:2]
    record_scores(keyed_differently, phase, [Entry(first.pk, WRONG, 1), Entry(second.pk, "0" + "1" * 9, 1)], by=clerk)
    finish_sheet(keyed_differently, phase, by=clerk)

    settle_second(keyed_differently, phase, {}, {}, by=officer)

    assert state(keyed_differently, phase) == "confirmed"
    assert SecondEntry.objects.get().differing == 2  # what was found stays counted


def test_somebody_who_came_later_has_to_be_keyed_twice_too(keyed_differently, phase, clerk, officer):
    new = keyed_differently.members.get(full_name="Sùng Minh Đức")
    keyed_differently.members.filter(pk=new.pk).update(born_on=date(2000, 1, 1))
    record_scores(keyed_differently, phase, [Entry(new.pk, FULL, 0)], by=clerk)
    finish_sheet(keyed_differently, phase, by=clerk)
    choices = dict.fromkeys(differing_fields(keyed_differently, phase), "first")

    with pytest.raises(SheetRefused, match="Sùng Minh Đức chưa được nhập lần hai"):
        settle_second(keyed_differently, phase, choices, {}, by=officer)
    drop_second(keyed_differently, phase, by=officer)

    assert state(keyed_differently, phase) == "waiting"


# Giving up, counting


def test_giving_up_lets_another_begin_and_hides_no_difference(keyed_differently, phase, officer, standing):
    with pytest.raises(SheetRefused, match="cần người thứ ba"):
        drop_second(keyed_differently, phase, by=standing)
    assert drop_second(keyed_differently, phase, by=officer) is True
    assert drop_second(keyed_differently, phase, by=officer) is False

    key_second(keyed_differently, phase, standing)

    assert disagreement_of(phase, Unit.objects.all()) == Disagreement(2, 80, 2, 80, 2, 0)


def test_counts_follow_every_state(make_household, phase, clerk, standing, officer, drawn, unit_of):
    homes = [make_household("8", f"Sùng A {number}", 1970) for number in range(4)]
    for home in homes:
        key_first(home, phase, clerk)
    key_blind(homes[1], phase, standing)
    key_second(homes[2], phase, standing, WRONG)
    key_second(homes[3], phase, standing)

    count = second_counts(phase, [unit_of("8")])[unit_of("8").pk]

    assert (count.needed, count.waiting, count.running, count.differing, count.confirmed) == (4, 1, 1, 1, 1)
    assert count.rate == Disagreement(2, 20, 1, 20, 1, 0)
    units = Unit.objects.filter(pk=unit_of("8").pk)
    assert second_work(clerk, phase, units) == []
    assert second_work(standing, phase, units) == [(unit_of("8"), 2, 0)]
    assert second_work(officer, phase, units) == [(unit_of("8"), 1, 1)]
    assert next_to_key_again(phase, homes[3], standing) == homes[0]
    assert next_to_key_again(phase, homes[0], standing) == homes[1]  # his own unfinished one
    assert next_to_key_again(phase, homes[0], officer) is None


# Settings


def test_the_way_of_choosing_is_changed_with_a_trail_and_a_version(phase, standing):
    values = {"near": "short", "birth_years": 0, "random_percent": 10, "same_person_hours": 48}

    change_second_rules(phase, values, version=0, by=standing)
    change_second_rules(phase, values, version=0, by=standing)  # pressed twice

    entry = AuditEntry.objects.get(verb="đổi cách chọn phiếu nhập lần hai")
    assert entry.before == {"near": "both", "birth_years": 1, "random_percent": 5, "same_person_hours": None}
    assert entry.after == values
    assert SecondEntryRules.objects.get().version == 1


def test_a_stale_change_is_shown_what_stands(phase, standing, clerk, choose_second):
    choose_second(random_percent=7)
    values = {"near": "short", "birth_years": 0, "random_percent": 10, "same_person_hours": None}

    with pytest.raises(SettingsStale) as caught:
        change_second_rules(phase, values, version=0, by=clerk)

    assert caught.value.standing.random_percent == 7


def test_a_closed_phase_keeps_its_way_of_choosing(phase, standing):
    Phase.objects.filter(pk=phase.pk).update(status=PhaseStatus.CLOSED)

    with pytest.raises(SheetRefused, match="đã chốt"):
        change_second_rules(phase, {"random_percent": 10}, version=0, by=standing)
