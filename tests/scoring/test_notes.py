"""Notes on cells: one a cell, never overwritten in silence, never in the trail or an export; questions are settled."""

import json

import pytest
from django.urls import reverse

from emulation.actions.people import grant_role
from emulation.models import AuditEntry, Household, Member
from scoring.actions.members import MemberMerge, merge_members, pair_stamp
from scoring.actions.notes import NoteConflict, NoteOrder, join_notes, settle_note, write_note
from scoring.actions.phases import close_phase
from scoring.actions.sheets import SheetRefused
from scoring.models import CellNote
from scoring.queries.notes import notes_of, open_questions
from tests.policy.answers import words_in
from tests.test_races import at_once, kinds_of

WORDS = "Bà nội nằm viện, cháu ký hộ"


@pytest.fixture
def chu(household):
    return household.members.get(full_name="Sùng A Chử")


@pytest.fixture
def note(household, phase, chu, clerk):
    """A note on Sùng A Chử, criterion 5: note("Chữ mờ", ask=True, version=…)."""

    def write(text=WORDS, *, ask=False, version=0, number=5, row=None, by=clerk):
        order = NoteOrder(chu.pk if row is None else row, number, text, ask, version)
        return write_note(household, phase, order, by=by)

    return write


def url(name, phase, household, *more):
    return reverse(f"scoring:{name}", args=[phase.campaign.code, phase.number, household.pk, *more])


def typed(chu, text=WORDS, **more):
    return {"row": chu.pk, "number": 5, "text": text, **more}


JSON = {"headers": {"accept": "application/json"}}


def test_a_note_stands_on_its_cell_with_who_and_when(note, household, phase, clerk, it_is):
    moment = it_is(2022, 9, 5, 10)

    note("  Bà nội   nằm viện, cháu ký hộ ")

    (found,) = notes_of(household, phase)
    assert (found.text, found.number, found.ask, found.written_by, found.written_at) == (
        WORDS, 5, False, clerk, moment,
    )  # fmt: skip


def test_the_same_note_twice_is_one_note_and_one_line_of_the_trail(note):
    first = note(ask=True)

    again = note(ask=True)

    assert (again, again.version) == (first, 1)
    assert AuditEntry.objects.filter(verb="ghi chú").count() == 1


def test_a_note_is_changed_and_taken_away_by_its_version(note):
    note()

    changed = note("Đã sửa trên phiếu", version=1)
    assert (changed.text, changed.version) == ("Đã sửa trên phiếu", 2)
    assert note("", version=2) is None
    assert note("", version=2) is None

    assert not CellNote.objects.exists()


def test_a_stale_note_is_a_conflict_and_overwrites_nothing(note, standing):
    note()

    for text in ("Khác", ""):
        with pytest.raises(NoteConflict) as conflict:
            note(text, by=standing)
        assert conflict.value.theirs.text == WORDS

    assert CellNote.objects.get().text == WORDS


def test_changing_a_note_that_was_taken_away_meanwhile_is_a_conflict(note):
    with pytest.raises(NoteConflict) as conflict:
        note("Sửa lại", version=3)

    assert conflict.value.theirs is None


@pytest.mark.parametrize(("number", "member"), [(11, "Sùng A Chử"), (5, "Sùng Minh Đức")])
def test_a_cell_that_is_not_on_the_sheet_takes_no_note(note, household, number, member):
    person = household.members.get(full_name=member)

    with pytest.raises(SheetRefused, match="Hãy tải lại trang"):
        note(number=number, row=person.pk)


def test_a_household_without_a_line_of_its_own_has_no_note_there(note):
    with pytest.raises(SheetRefused):
        note(row=0)


def test_no_note_is_written_once_the_phase_is_closed(note, phase, standing):
    close_phase(phase, by=standing)

    with pytest.raises(SheetRefused):
        note()


def test_a_question_is_settled_once_and_asked_anew_when_the_note_changes(note, household, clerk, standing):
    asked = note(ask=True)

    settle_note(asked, household, by=standing)
    again = settle_note(asked, household, by=clerk)
    assert (again.settled_by, again.is_open_question, again.version) == (standing, False, 2)
    assert AuditEntry.objects.filter(verb="đã hỏi lại hộ").count() == 1

    assert note("Vẫn chưa rõ", ask=True, version=2).is_open_question


def test_a_note_without_a_question_is_not_settled(note, household, clerk):
    settled = settle_note(note(), household, by=clerk)

    assert settled.settled_at is None


def test_the_trail_and_the_exports_hold_no_word_of_a_note(note, household, phase, logged_in, clerk):
    asked = note(ask=True)
    settle_note(asked, household, by=clerk)
    note("", version=2)
    note(WORDS, ask=True)
    place = [phase.campaign.code, phase.number]

    books = [
        words_in(logged_in(clerk).get(reverse("scoring:sheets_workbook", args=place), {"q": "Sùng", "state": "ask"})),
        words_in(logged_in(clerk).get(reverse("scoring:offline_book", args=[*place, household.unit_id]))),
    ]

    trail = json.dumps(list(AuditEntry.objects.values("verb", "subject", "before", "after")), ensure_ascii=False)
    assert "T08-017" in trail
    assert "T08-017" in books[0]
    assert [text for text in (trail, *books) if "nằm viện" in text] == []


def test_households_to_ask_again_are_counted_once_each(note, phase, unit_of, make_household, clerk):
    note(ask=True)
    note(ask=True, number=6)
    note(number=7)
    other = make_household("14", "Hoàng Văn Nhất", 1980)
    write_note(other, phase, NoteOrder(other.members.get().pk, 1, "Hỏi", True, 0), by=clerk)
    units = [unit_of("8"), unit_of("14")]

    counts = open_questions(phase, type(units[0]).objects.filter(pk__in=[unit.pk for unit in units]))

    assert sorted((unit.label, count) for unit, count in counts) == [("14", 1), ("8", 1)]


def test_the_list_shows_and_filters_who_is_to_be_asked(note, household, phase, make_household, logged_in, clerk):
    make_household("8", "Hoàng Văn Nhất", 1980)
    asked = note(ask=True)
    page = reverse("scoring:sheets", args=[phase.campaign.code, phase.number])
    browser, query = logged_in(clerk), {"to": household.unit_id, "state": "ask"}

    before = browser.get(page, query)
    settle_note(asked, household, by=clerk)
    after = browser.get(page, query)

    assert [row["code"] for row in before.context["rows"]] == ["T08-017"]
    assert before.text.count("? hỏi lại hộ</span>") == 1
    assert list(after.context["rows"]) == []


def test_the_plain_form_writes_settles_and_takes_away(household, chu, phase, logged_in, clerk):
    browser = logged_in(clerk)

    saved = browser.post(url("note_save", phase, household), typed(chu, ask="on"), follow=True)
    assert "Đã lưu ghi chú." in saved.text
    assert f'data-note="{WORDS}" data-note-version="1" data-note-ask' in saved.text
    settled = browser.post(url("note_settle", phase, household, CellNote.objects.get().pk), follow=True)
    assert "đã hỏi lại lúc" in settled.text
    gone = browser.post(url("note_save", phase, household), typed(chu, "", version=2), follow=True)

    assert "Đã bỏ ghi chú." in gone.text
    assert WORDS not in gone.text


def test_the_grid_gets_the_note_and_the_list_drawn_anew(household, chu, phase, logged_in, clerk):
    answer = logged_in(clerk).post(url("note_save", phase, household), typed(chu, "<b>Hỏi</b>", ask="on"), **JSON)

    said = answer.json()
    assert (said["text"], said["ask"], said["version"]) == ("<b>Hỏi</b>", True, 1)
    assert "Sùng A Chử, tiêu chí 5" in said["list"]
    assert "&lt;b&gt;Hỏi" in said["list"]
    assert "<b>Hỏi" not in said["list"]


def test_a_conflict_names_both_notes(note, household, chu, phase, logged_in, standing):
    note()

    answer = logged_in(standing).post(url("note_save", phase, household), typed(chu, "Khác"), **JSON)

    assert (answer.status_code, answer.json()["version"]) == (409, 1)
    assert "Hưởng đã ghi chú ô này lúc" in answer.json()["problem"]
    assert WORDS in answer.json()["problem"]
    assert "“Khác” chưa được lưu" in answer.json()["problem"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"row": "999999"}, "Ô này không có trên phiếu"),
        ({"number": "77"}, "Ô này không có trên phiếu"),
        ({"text": "x" * 301}, "dài quá 300 ký tự"),
    ],
)
def test_a_forged_note_is_an_ordinary_error(household, chu, phase, logged_in, clerk, more, words):
    browser = logged_in(clerk)

    plain = browser.post(url("note_save", phase, household), typed(chu) | more, follow=True)
    answer = browser.post(url("note_save", phase, household), typed(chu) | more, **JSON)

    assert words in plain.text
    assert (answer.status_code, words in answer.json()["problem"]) == (400, True)
    assert not CellNote.objects.exists()


def test_a_note_of_another_household_is_not_settled_from_here(note, phase, make_household, logged_in, clerk):
    asked, other = note(ask=True), make_household("8", "Hoàng Văn Nhất", 1980)

    answer = logged_in(clerk).post(url("note_settle", phase, other, asked.pk))

    assert answer.status_code == 404
    assert CellNote.objects.get().is_open_question


def test_a_person_takes_the_notes_along(note, household, chu, phase, make_household):
    note()
    other = make_household("14", "Hoàng Văn Nhất", 1980)

    Member.objects.filter(pk=chu.pk).update(household=other, relation="other")

    assert notes_of(household, phase) == []
    assert [one.text for one in notes_of(other, phase)] == [WORDS]


def test_two_records_of_one_person_join_their_notes(note, household, chu, phase, clerk):
    double = Member.objects.create(
        household=household, full_name="Sùng A Chứ", born_on=chu.born_on, relation="other", gender="male", position=9
    )
    note("Chữ mờ")
    note("Ngoài lề", row=double.pk, ask=True)
    note("Chỉ ở đây", row=double.pk, number=6)
    kept, other = (Member.objects.select_related("household").get(pk=one.pk) for one in (chu, double))

    order = MemberMerge({}, "Đã đối chiếu CCCD", {})
    merge_members(kept, other, order, stamp=pair_stamp(kept, other), key="0" * 32, by=clerk)

    found = [(one.number, one.text, one.is_open_question) for one in notes_of(household, phase)]
    assert found == [(5, "Chữ mờ; Ngoài lề", True), (6, "Chỉ ở đây", False)]


def test_notes_on_households_go_to_the_one_that_is_kept(household, phase, make_household, clerk):
    other = make_household("8", "Hoàng Văn Nhất", 1980)
    CellNote.objects.create(phase=phase, household=other, number=1, text="Cả hộ", written_by=clerk)

    join_notes(household, other)

    assert CellNote.objects.get().household == Household.objects.get(pk=household.pk)


def test_notes_are_seen_by_the_staff_of_the_neighbourhood_alone(note, household, phase, officer_of, logged_in, unit_of):
    note()

    own, foreign = officer_of("8"), officer_of("14")
    grant_role(foreign, unit_of("1"), "officer", by=None)

    assert list(CellNote.objects.visible_to(own)) == notes_of(household, phase)
    assert list(CellNote.objects.visible_to(foreign)) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_first_notes_at_once_one_stands_and_the_other_is_told(note, clerk, standing):
    outcomes = at_once(lambda: note("Một", by=clerk), lambda: note("Hai", by=standing))

    assert kinds_of(outcomes) == ["CellNote", "NoteConflict"]
    assert CellNote.objects.count() == 1
