"""Who comes or goes while a phase is open changes whom the sheet asks for; a closed phase stays as it was."""

import uuid
from datetime import date

import pytest

from emulation.actions import add_member, move_household, record_presence, undo_presence
from emulation.models import HouseholdEvent, Member
from emulation.queries.people import stamp_of, whole_stamp
from scoring.actions.phases import close_phase
from scoring.actions.sheets import Entry, finish_sheet, record_scores
from scoring.queries.deadlines import sheet_counts
from scoring.queries.people import finished_sheets
from scoring.queries.results import phase_result, rules_of, with_result
from scoring.queries.sheets import missing_sheets, open_work, sheet_grid, unit_progress

DAY = date(2022, 9, 1)
MAI = {
    "full_name": "Sùng Thị Mai", "relation": "child", "born_on": date(1999, 3, 2), "is_birth_year_only": False,
    "gender": "female", "citizen_id": "", "phone": "",
}  # fmt: skip


@pytest.fixture
def finished(household, phase, score, clerk):
    """The household with a finished sheet."""
    score(household)
    finish_sheet(household, phase, by=clerk)
    return household


def leave(name, by, presence="moved_out"):
    member = Member.objects.select_related("household").get(full_name=name)
    return record_presence(member, presence, on=DAY, stamp=stamp_of(member), key=uuid.uuid4(), by=by)


def rows(home, phase):
    return [row.name for row in sheet_grid(home, phase).rows]


def status(home, phase):
    return with_result(type(home).objects.filter(pk=home.pk), rules_of(phase)).get().sheet_status


def test_who_moved_out_is_no_longer_on_the_sheet_which_stays_finished(finished, phase, clerk):
    leave("Lô Thị Nga", clerk)

    assert "Lô Thị Nga" not in rows(finished, phase)
    assert status(finished, phase) == "complete"
    assert phase_result(phase).members == 3


def test_undoing_brings_the_person_back_with_the_answers_that_were_keyed(finished, phase, clerk):
    leave("Lô Thị Nga", clerk)

    undo_presence(HouseholdEvent.objects.get(), by=clerk)

    assert phase_result(phase).passing_members == 4
    assert status(finished, phase) == "complete"


def test_who_moves_in_makes_a_finished_sheet_open_again_everywhere(finished, phase, clerk):
    unit = finished.unit

    add_member(finished, MAI, key=uuid.uuid4(), by=clerk)

    assert status(finished, phase) == "entering"
    assert sheet_grid(finished, phase).is_finished is False
    assert list(missing_sheets(phase, type(finished).objects.all())) == [finished]
    assert open_work(phase, type(unit).objects.filter(pk=unit.pk)) == [(unit, 0, 1)]
    assert unit_progress(phase, unit) == (0, 1)
    assert sheet_counts(phase, [unit], None)[unit.pk].finished == 0


def test_keyed_and_finished_again_it_counts_again(finished, phase, clerk):
    mai = add_member(finished, MAI, key=uuid.uuid4(), by=clerk)

    record_scores(finished, phase, [Entry(mai.pk, "1" * 10, 0)], by=clerk)
    finish_sheet(finished, phase, by=clerk)

    assert [sheet.household for sheet in finished_sheets(phase)] == [finished]
    assert phase_result(phase).passing_members == 5


def test_a_closed_phase_knows_nothing_of_who_comes_later(finished, phase, clerk, standing):
    snapshot = close_phase(phase, by=standing)
    before = snapshot.data

    add_member(finished, MAI, key=uuid.uuid4(), by=clerk)
    leave("Lô Thị Nga", clerk, "deceased")

    assert type(snapshot).objects.get(pk=snapshot.pk).data == before
    assert status(finished, phase) == "complete"
    assert sheet_grid(finished, phase).is_finished


def test_a_household_takes_its_sheet_to_another_neighbourhood(finished, phase, unit_of, clerk):
    before = {unit.count.name: unit.count.passing for unit in phase_result(phase).units}

    move_household(finished, unit_of("14"), on=DAY, stamp=whole_stamp(finished), key=uuid.uuid4(), by=clerk)

    after = {unit.count.name: unit.count.passing for unit in phase_result(phase).units}
    assert (before["Tổ dân phố số 8"], before["Tổ dân phố số 14"]) == (1, 0)
    assert (after["Tổ dân phố số 8"], after["Tổ dân phố số 14"]) == (0, 1)


def test_a_move_after_the_closing_leaves_the_snapshot_in_the_old_neighbourhood(
    finished, phase, unit_of, clerk, standing
):
    snapshot = close_phase(phase, by=standing)

    move_household(finished, unit_of("14"), on=DAY, stamp=whole_stamp(finished), key=uuid.uuid4(), by=clerk)

    frozen = type(snapshot).objects.get(pk=snapshot.pk).data["households"]
    assert [home["unit"] for home in frozen] == [unit_of("8").code]
