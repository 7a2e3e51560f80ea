"""Saving a neighbourhood's workbook: through the grid's verbs, all or nothing, never over a newer value."""

from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.db import transaction

from emulation.choices import PhaseStatus
from emulation.models import AuditEntry, Phase
from scoring.actions.household_links import issue_links
from scoring.actions.offline import keep_offline_book, save_offline_book, write_lines
from scoring.actions.self_scores import consent_to_scoring, save_self_score, send_self_sheet
from scoring.actions.sheets import Entry
from scoring.choices import Preference
from scoring.documents.offline import offline_book
from scoring.models import HouseholdLink, MemberScore, OfflineUpload, ScoreSheet
from scoring.queries.offline import OfflineRefused, OfflineSheets, plan_of_upload, plan_offline
from scoring.queries.results import rules_of
from scoring.words.offline import saved_words
from tests.offline import NAMES, answers_of, fill, key
from tests.workbooks import packed


def test_what_was_filled_is_saved_judged_and_finished(download, bring_back, household, clerk):
    book = download()
    for row in range(4, 8):
        fill(book, row, "xxxxxxxxx0")

    kept = bring_back(book)

    assert [answers_of(name) for name in NAMES] == ["1111111110"] * 4
    assert set(MemberScore.objects.values_list("score", "passed", "entered_by")) == {(90, True, clerk.pk)}
    assert ScoreSheet.objects.get().status == "complete"
    assert (kept.saved_by, kept.counts["new"], kept.counts["finished"]) == (clerk, 4, 1)


def test_a_sheet_that_lacks_answers_stays_open(download, bring_back, household):
    book = download()
    fill(book, 4, "xxxxxxxxxx")

    kept = bring_back(book)

    assert (ScoreSheet.objects.get().status, kept.counts["finished"]) == ("entering", 0)


def test_a_sheet_that_parts_from_what_the_household_sent_waits_for_the_reason(
    download, bring_back, household, phase, clerk
):
    issue_links(phase, household.unit, [household], key=uuid4(), by=clerk)
    link = HouseholdLink.objects.get()
    consent_to_scoring(link, wording=1, may_publish=False)
    save_self_score(link, Entry(household.members.get(full_name=NAMES[0]).pk, "1" * 10, 0))
    send_self_sheet(link)
    book = download()
    for row in range(4, 8):
        fill(book, row, "xxxxxxxxx0")

    kept = bring_back(book)

    assert ScoreSheet.objects.get().status == "entering"
    assert (kept.counts["finished"], kept.counts["unexplained"]) == (0, 1)
    assert "1 phiếu đã đủ câu trả lời nhưng khác với hộ tự chấm" in saved_words(kept)


def test_finishing_can_be_left_to_the_grid(download, bring_back, household):
    book = download()
    for row in range(4, 8):
        fill(book, row, "xxxxxxxxxx")

    bring_back(book, finish=False)

    assert ScoreSheet.objects.get().status == "entering"


def test_the_trail_tells_of_the_file_and_of_every_sheet(download, bring_back, household, clerk):
    book = download()
    fill(book, 4, "x")

    kept = bring_back(book)

    file_entry, sheet_entry = AuditEntry.objects.filter(actor="clerk").order_by("-pk")[:2]
    assert (file_entry.verb, file_entry.subject, file_entry.after["new"]) == (
        "nhập tệp phiếu của tổ",
        "Tệp của Tổ dân phố số 8",
        1,
    )
    assert file_entry.after["sha256"] == kept.sha256
    assert (sheet_entry.verb, sheet_entry.after["household"]) == ("nhập điểm", "T08-017")


def test_one_wrong_row_stops_everything(download, bring_back, household):
    book = download()
    fill(book, 4, "x")
    fill(book, 5, "?")

    with pytest.raises(OfflineRefused, match="Tệp còn 1 hàng sai nên chưa lưu gì"):
        bring_back(book)

    assert not MemberScore.objects.exists()
    assert OfflineUpload.objects.get().saved_at is None


def test_only_the_right_rows_are_saved_where_that_is_asked_for(download, bring_back, household):
    book = download()
    fill(book, 4, "x")
    fill(book, 5, "?x")

    kept = bring_back(book, skip_wrong=True)

    assert (answers_of("Sùng A Chử"), answers_of("Lô Thị Nga"), kept.counts["wrong"]) == ("1.........", None, 1)


def test_an_emptied_cell_takes_nothing_back(download, bring_back, household, phase, clerk):
    key(household, phase, "Lô Thị Nga", "1111111110", clerk)
    book = download()
    fill(book, 5, [None] * 10)
    fill(book, 4, "x")

    bring_back(book)

    assert answers_of("Lô Thị Nga") == "1111111110"


# A newer value in the portal


@pytest.fixture
def both_changed(download, household, phase, clerk):
    """Criterion 1 and 2 of two people: the file says yes, the portal meanwhile no."""
    book = download()
    for row, name in ((4, "Sùng A Chử"), (5, "Lô Thị Nga")):
        fill(book, row, "xx")
        key(household, phase, name, "0.........", clerk)
    return book


def test_what_both_changed_stands_side_by_side(both_changed, compared):
    found = compared(both_changed)

    assert [(one.kind, one.line.answers, one.filled, one.merged.conflicts) for one in found.differences] == [
        ("conflict", "0.........", "11........", (0,)),
        ("conflict", "0.........", "11........", (0,)),
    ]


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [
        (None, ("01........", "01........")),
        (Preference.PORTAL, ("01........", "01........")),
        (Preference.FILE, ("11........", "11........")),
        (Preference.EACH, ("01........", "11........")),
    ],
)
def test_the_portals_value_stays_unless_somebody_chose_the_files(both_changed, bring_back, household, prefer, expected):
    nga = household.members.get(full_name="Lô Thị Nga")
    taken = [f"{household.pk}-{nga.pk}"]

    kept = bring_back(both_changed, taken=taken, **({"prefer": prefer} if prefer else {}))

    assert (answers_of("Sùng A Chử"), answers_of("Lô Thị Nga")) == expected
    assert kept.counts["taken"] == sum(answers.startswith("1") for answers in expected)


def test_cells_of_one_line_filled_here_and_there_come_together(download, bring_back, household, phase, clerk):
    book = download()
    fill(book, 4, "x")
    key(household, phase, "Sùng A Chử", ".........1", clerk)

    bring_back(book)

    assert answers_of("Sùng A Chử") == "1........1"


def test_what_changed_while_looking_is_looked_at_again(download, bring_back, household, phase, unit, clerk):
    book = download()
    fill(book, 4, "x")
    stamp = plan_offline(packed(book), phase, unit).stamp
    key(household, phase, "Sùng A Chử", "0.........", clerk)

    with pytest.raises(OfflineRefused, match="Trong lúc bạn xem trước, có người vừa ghi điểm"):
        bring_back(book, stamp=stamp)

    assert answers_of("Sùng A Chử") == "0........."


def test_the_same_upload_twice_saves_once(download, household, phase, unit, clerk):
    book = download()
    fill(book, 4, "x")
    kept = keep_offline_book(packed(book), "a.xlsx", phase, unit, by=clerk)
    stamp = plan_of_upload(kept).stamp

    answers = [save_offline_book(kept, stamp=stamp, by=clerk) for _ in range(2)]

    assert answers == [True, False]
    assert MemberScore.objects.get().version == 1


def test_the_same_file_again_never_turns_back_what_came_after(download, household, phase, unit, clerk):
    book = download()
    fill(book, 4, "x")
    content = packed(book)
    first, second = (keep_offline_book(content, "a.xlsx", phase, unit, by=clerk) for _ in range(2))
    save_offline_book(first, stamp=plan_of_upload(first).stamp, by=clerk)
    key(household, phase, "Sùng A Chử", "..........", clerk)

    with pytest.raises(OfflineRefused, match="Chính tệp này đã được lưu trước đó"):
        save_offline_book(second, stamp=plan_of_upload(second).stamp, by=clerk)

    assert answers_of("Sùng A Chử") == ".........."


# When it may be saved


def test_a_closed_phase_takes_no_file(download, bring_back, household, phase):
    book = download()
    fill(book, 4, "x")
    Phase.objects.filter(pk=phase.pk).update(status=PhaseStatus.CLOSED)

    with pytest.raises(OfflineRefused, match="không mở để chấm điểm"):
        bring_back(book)

    assert not MemberScore.objects.exists()


def test_after_the_deadline_a_file_is_refused_like_a_sheet(household, phase_on_time, unit, clerk, it_is):
    book = openpyxl.load_workbook(BytesIO(offline_book(OfflineSheets(phase_on_time, unit))))
    fill(book, 4, "x")
    kept = keep_offline_book(packed(book), "a.xlsx", phase_on_time, unit, by=clerk)
    stamp = plan_of_upload(kept).stamp
    it_is(2022, 10, 1, 8)

    with pytest.raises(OfflineRefused, match="Nếu cần nhập muộn"):
        save_offline_book(kept, stamp=stamp, by=clerk)

    assert not MemberScore.objects.exists()


def test_a_write_in_the_last_moment_takes_all_back(download, household, make_household, phase, unit, clerk):
    """Somebody keys the second household's line after the file was compared, while the first is already written."""
    second = make_household("8", "Hoàng Thị Nhất", 1980)
    book = download()
    fill(book, 4, "x")
    fill(book, 8, "x")
    kept = keep_offline_book(packed(book), "a.xlsx", phase, unit, by=clerk)
    differences = plan_of_upload(kept).differences
    key(second, phase, "Hoàng Thị Nhất", "0.........", clerk)

    with pytest.raises(OfflineRefused, match="có người vừa ghi điểm"), transaction.atomic():
        write_lines(kept, rules_of(phase), differences, set(), clerk)

    assert [one.line.household for one in differences] == [household.pk, second.pk]
    assert (answers_of("Sùng A Chử"), answers_of("Hoàng Thị Nhất")) == (None, "0.........")


def test_a_file_that_is_gone_is_asked_for_again(download, household, phase, unit, clerk):
    kept = keep_offline_book(packed(download()), "a.xlsx", phase, unit, by=clerk)
    assert b"PK" not in kept.path.read_bytes()[:2]
    kept.path.unlink()

    with pytest.raises(OfflineRefused, match="Hãy tải tệp lên lần nữa"):
        plan_of_upload(kept)
