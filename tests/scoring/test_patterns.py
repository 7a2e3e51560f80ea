"""What deserves a second look: each shape where it is and not where it is not, notes, and who sees the list."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.kit import clock
from emulation.kit.fields import fingerprint
from emulation.models import AuditEntry, Member
from scoring.actions.patterns import PatternRefused, note_pattern
from scoring.actions.sheets import finish_sheet
from scoring.choices import PatternKind
from scoring.models import OfflineUpload, PatternNote, ScoreSheet
from scoring.queries.patterns import open_patterns, patterns
from scoring.rules.patterns import runs, rushes

START = datetime(2022, 9, 5, 1, tzinfo=clock.now().tzinfo)


def seconds(*offsets):
    return [START + timedelta(seconds=offset) for offset in offsets]


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        ("", []),
        ("111", [range(3)]),
        ("110111", [range(3, 6)]),
        ("1111011110111", [range(4), range(5, 9), range(10, 13)]),
        ("0110110", []),
    ],
)
def test_rows_of_flags(flags, found):
    assert runs([flag == "1" for flag in flags], least=3) == found


@pytest.mark.parametrize(
    ("moments", "found"),
    [
        ([0, 10, 20], [range(3)]),
        ([0, 30, 60], [range(3)]),  # exactly the time is still too fast
        ([0, 30, 61], []),
        ([0, 10, 20, 30, 300, 310, 320], [range(4), range(4, 7)]),
        ([0, 10], []),
    ],
)
def test_moments_too_near_to_each_other(moments, found):
    assert rushes(seconds(*moments), least=3, within=timedelta(minutes=1)) == found


# Against the database


@pytest.fixture
def homes(make_household):
    """So many households of one person each: homes("8", 12)."""

    def make(label, count, born=1970):
        return [make_household(label, f"Lê Văn {label}-{n}", date(born, 3, n % 28 + 1)) for n in range(count)]

    return make


def kinds(phase):
    return [(one.kind, one.place, len(one.homes)) for one in patterns(phase)]


def test_a_neighbourhood_that_passes_as_a_whole(homes, score, phase):
    for home in homes("8", 10):
        score(home, "1111111110")
    for home in homes("14", 9):
        score(home, "1111111110")

    assert kinds(phase) == [(PatternKind.WHOLE_UNIT, "Tổ dân phố số 8", 0)]


def test_a_row_of_sheets_with_full_marks_where_a_missing_one_does_not_break_it(homes, score, phase):
    made = homes("8", 24)
    for place, home in enumerate(made):
        if place not in (3, 4):  # no sheet
            score(home, "1111111110" if place == 12 else "1" * 10)

    rows = [one for one in patterns(phase) if one.kind == PatternKind.FULL_RUN]

    # 0–11 without 3 and 4, then 13–23
    assert [one.homes for one in rows] == [
        tuple(home.pk for home in made[:12] if home not in made[3:5]),
        tuple(home.pk for home in made[13:]),
    ]
    assert rows[0].labels[0] == f"Lê Văn 8-0 ({made[0].code})"


def test_rows_do_not_reach_over_the_border_of_a_neighbourhood(homes, score, phase):
    for home in [*homes("8", 6), *homes("14", 6)]:
        score(home)

    assert PatternKind.FULL_RUN not in [kind for kind, *_ in kinds(phase)]


def finished(homes, score, phase, clerk, gap):
    """Finishes sheets with so many seconds in between."""
    for place, home in enumerate(homes):
        score(home, "1111101111")
        finish_sheet(home, phase, by=clerk)
        at = START + timedelta(seconds=gap * place)
        ScoreSheet.objects.filter(household=home).update(completed_at=at)


@pytest.mark.parametrize(("gap", "found"), [(2, True), (6, True), (7, False)])
def test_sheets_finished_faster_than_anybody_reads(homes, score, phase, clerk, gap, found):
    finished(homes("8", 11), score, phase, clerk, gap)

    rushed = [one for one in patterns(phase) if one.kind == PatternKind.RUSH]

    assert [(one.place, len(one.homes), one.author) for one in rushed] == (
        [("Nguyễn Thị Kiều Ngọc Hưởng", 11, clerk.pk)] if found else []
    )


def test_what_came_with_a_workbook_was_not_keyed_in_a_rush(homes, score, phase, clerk, unit):
    finished(homes("8", 11), score, phase, clerk, gap=1)
    OfflineUpload.objects.create(
        phase=phase,
        unit=unit,
        file_name="to-8.xlsx",
        sha256="0" * 64,
        uploaded_by=clerk,
        saved_by=clerk,
        saved_at=START,
    )

    assert PatternKind.RUSH not in [kind for kind, *_ in kinds(phase)]


def test_one_citizen_id_on_two_sheets(make_household, score, phase):
    for label, name in (("8", "Lý A Páo"), ("14", "Lý A Pao")):
        number = "015070000123"
        score(make_household(label, name, 1970, citizen_id=number, citizen_id_hash=fingerprint(number)))

    assert kinds(phase) == [(PatternKind.TWICE, "Lý A Páo", 2)]


def test_one_name_and_whole_day_of_birth_on_two_sheets_but_not_a_year_alone(make_household, score, phase):
    for label in ("8", "14"):
        score(make_household(label, "Lý A Páo", date(1970, 3, 5)))
        score(make_household(label, "Lê Văn Hải", date(1971, 1, 1)))
    Member.objects.filter(full_name="Lê Văn Hải").update(is_birth_year_only=True)

    assert kinds(phase) == [(PatternKind.TWICE, "Lý A Páo", 2)]


def test_the_same_two_people_are_told_once(make_household, score, phase):
    for label in ("8", "14"):
        number = "015070000123"
        day = date(1970, 3, 5)
        score(make_household(label, "Lý A Páo", day, citizen_id=number, citizen_id_hash=fingerprint(number)))

    assert kinds(phase) == [(PatternKind.TWICE, "Lý A Páo", 2)]


# Notes


@pytest.fixture
def doubt(homes, score, phase, clerk):
    """Sheets the clerk has finished in a rush."""
    finished(homes("8", 11), score, phase, clerk, gap=1)
    return next(one for one in patterns(phase) if one.kind == PatternKind.RUSH)


def test_what_was_looked_at_goes_to_the_end_and_counts_no_more(doubt, phase, standing):
    before = open_patterns(phase)

    note_pattern(phase, doubt.key, words="Đã so 5 phiếu, đúng", by=standing)

    last = patterns(phase)[-1]
    assert (last.key, last.note.words, open_patterns(phase)) == (doubt.key, "Đã so 5 phiếu, đúng", before - 1)


def test_a_row_that_has_grown_is_to_be_looked_at_anew(doubt, phase, standing, clerk, make_household, score):
    note_pattern(phase, doubt.key, words="Đã xem", by=standing)
    finished([make_household("8", "Lê Văn Thêm", 1970)], score, phase, clerk, gap=1)
    ScoreSheet.objects.filter(household__head_name="Lê Văn Thêm").update(completed_at=START + timedelta(seconds=11))

    assert [one.note for one in patterns(phase) if one.kind == PatternKind.RUSH] == [None]


def test_a_second_note_takes_the_place_of_the_first(doubt, phase, standing):
    for words in ("Đã xem", "Đã xem lại với tổ trưởng"):
        note_pattern(phase, doubt.key, words=words, by=standing)

    assert PatternNote.objects.get().words == "Đã xem lại với tổ trưởng"


@pytest.mark.parametrize(
    ("key", "words", "refusal"),
    [("", "Đã xem", "không còn như lúc"), ("rush:1:2-3:4", "Đã xem", "không còn như lúc"), (None, "  ", "Hãy ghi")],
)
def test_what_is_not_there_or_not_said_is_refused(doubt, phase, standing, key, words, refusal):
    with pytest.raises(PatternRefused, match=refusal):
        note_pattern(phase, doubt.key if key is None else key, words=words, by=standing)


def test_nobody_notes_what_is_about_the_own_keying(doubt, phase, clerk):
    with pytest.raises(PatternRefused, match="do chính bạn nhập"):
        note_pattern(phase, doubt.key, words="Đúng cả", by=clerk)


def test_the_trail_does_not_repeat_the_words(doubt, phase, standing):
    note_pattern(phase, doubt.key, words="Hộ ông Páo đúng", by=standing)

    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after) == ("ghi điều đã xem", {"kind": "rush", "sheets": 11})


# The page


def test_the_page_shows_words_sheets_and_a_place_for_the_note(doubt, phase, logged_in, standing):
    client, place = logged_in(standing), reverse("scoring:patterns", args=["dong-tam-2022", 1])

    page = client.get(place).text
    after = client.post(place + "ghi/", {"key": doubt.key, "words": "Đã so 5 phiếu"}, follow=True).text

    assert "Nguyễn Thị Kiều Ngọc Hưởng hoàn thành 11 phiếu, có lúc hơn mười phiếu trong 60 giây." in page
    assert "Lê Văn 8-0" in page
    assert "Đã ghi điều đã xem." in after
    assert "Đã so 5 phiếu" in after


def test_the_list_costs_the_same_for_few_and_for_many(homes, score, phase, clerk):
    costs = []
    for label in ("8", "14"):
        finished(homes(label, 12), score, phase, clerk, gap=1)
        for name in ("Lý A Páo", "Lý A Tủa"):
            Member.objects.filter(household__unit__label=label).filter(full_name__endswith="-1").update(full_name=name)
        with CaptureQueriesContext(connection) as captured:
            patterns(phase)
        costs.append(len(captured))

    assert costs[0] == costs[1]
