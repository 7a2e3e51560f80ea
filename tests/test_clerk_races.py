"""Eight clerks at once: whole stacks over the web, and one row that all of them tick; nothing lost, no error page."""

import pytest
from django.test import Client
from django.urls import reverse

from emulation.models import AuditEntry
from scoring.actions.sheets import Entry, ScoreConflict, record_scores
from scoring.choices import SheetStatus
from scoring.models import MemberScore, OpenSheet, ScoreSheet
from tests.test_races import SURELY, at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)

CLERKS = 8


@pytest.fixture
def clerks(make_user, ward):
    return [make_user(f"clerk-{number}", "clerk", ward, f"Nhân viên {number}") for number in range(CLERKS)]


@pytest.fixture
def stacks(make_household):
    """A stack of two households for each clerk, four people in each."""

    def home(number):
        return make_household("8", *(part for n in range(4) for part in (f"Sùng A {number}-{n}", 1960 + n)))

    return [[home(2 * place), home(2 * place + 1)] for place in range(CLERKS)]


def keyed_answers(place: int, person: int) -> str:
    """What a clerk keys for a person, everybody something else."""
    return f"{place:04b}{person:03b}101"


def key_stack(browser, place, homes, phase) -> list[int]:
    """Does over the web what the grid does with two sheets; the status of every answer."""
    statuses = []

    def post(name, home, values):
        url = reverse(f"scoring:{name}", args=[phase.campaign.code, phase.number, home.pk])
        statuses.append(browser.post(url, values).status_code)

    for home in homes:
        post("sheet_company", home, {})
        for person, member in enumerate(home.members.in_paper_order()):
            answers = keyed_answers(place, person)
            post("sheet_rows", home, {"member": member.pk, "answers": answers[:5] + "." * 5, "version": 0})
            post("sheet_rows", home, {"member": member.pk, "answers": answers, "version": 1})
        post("note_save", home, {"row": member.pk, "number": 5, "text": "Chữ mờ", "ask": "on"})
    return statuses


def test_eight_clerks_key_their_stacks_at_once_and_every_answer_is_there(clerks, stacks, phase):
    browsers = [Client(raise_request_exception=True) for _ in clerks]
    for browser, clerk in zip(browsers, clerks, strict=True):
        browser.force_login(clerk)

    outcomes = at_once(
        *(
            lambda work=work, place=place: key_stack(work[0], place, work[1], phase)
            for place, work in enumerate(zip(browsers, stacks, strict=True))
        )
    )

    assert errors_in(outcomes) == []
    assert outcomes == [([200] + [200, 200] * 4 + [302]) * 2] * CLERKS
    stored = {
        (s.sheet.household_id, s.member.position): s for s in MemberScore.objects.select_related("sheet", "member")
    }
    assert {place: (one.answers, one.version) for place, one in stored.items()} == {
        (home.pk, person + 1): (keyed_answers(place, person), 2)
        for place, homes in enumerate(stacks)
        for home in homes
        for person in range(4)
    }
    assert AuditEntry.objects.filter(verb="nhập điểm").count() == CLERKS * 2 * 4 * 2
    assert ScoreSheet.objects.filter(status=SheetStatus.ENTERING).count() == OpenSheet.objects.count() == CLERKS * 2


def tick(row: str, column: int) -> str:
    return row[:column] + "1" + row[column + 1 :]


def tick_like_the_grid(home, phase, member, column, by):
    """Ticks one cell; whoever is told of a conflict ticks the same cell on top of the other's row."""
    answers, version = "." * 10, 0
    for _ in range(2 * CLERKS):
        try:
            return record_scores(home, phase, [Entry(member.pk, tick(answers, column), version)], by=by)
        except ScoreConflict as conflict:
            answers, version = conflict.theirs.answers, conflict.theirs.version
    raise AssertionError("never let in")


def test_eight_clerks_tick_one_row_at_once_and_all_eight_ticks_are_there(clerks, household, phase):
    chu = household.members.get(full_name="Sùng A Chử")

    outcomes = at_once(
        *(
            lambda column=column, clerk=clerk: tick_like_the_grid(household, phase, chu, column, clerk)
            for column, clerk in enumerate(clerks)
        )
    )

    assert errors_in(outcomes) == []
    assert MemberScore.objects.get().answers == "1" * CLERKS + ".."
    assert MemberScore.objects.get().version == CLERKS


def naive_tick(member, column):
    """Reads the row, ticks the cell, writes the row."""
    row = MemberScore.objects.get(member=member)
    row.answers = tick(row.answers, column)
    row.save()


def test_control_reading_ticking_and_writing_loses_seven_ticks_of_eight(clerks, household, phase):
    chu = household.members.get(full_name="Sùng A Chử")
    record_scores(household, phase, [Entry(chu.pk, "0" * 10, 0)], by=clerks[0])

    outcomes = at_once(*(lambda column=column: naive_tick(chu, column) for column in range(CLERKS)), patience=SURELY)

    assert errors_in(outcomes) == []
    assert MemberScore.objects.get().answers.count("1") == 1
