"""The workbook of a neighbourhood: what it holds, what a filled one would change, and what is refused."""

import pytest

from emulation.kit.sealed_tokens import TokenBroken, seal, unseal
from emulation.models import Household, Phase
from scoring.actions.exemptions import exempt_member
from scoring.models import CriteriaSet, ResultRules
from scoring.queries.offline import OfflineRefused, plan_offline
from tests.offline import NAMES, answers_of, fill, key
from tests.workbooks import family, packed, workbook


def test_it_holds_the_people_who_are_scored_and_their_answers_so_far(download, household, phase, clerk):
    key(household, phase, "Lô Thị Nga", "10.-......", clerk)

    sheet, guide = download().worksheets

    assert [sheet.cell(row, 5).value for row in range(4, 9)] == [*NAMES, None]
    assert [sheet.cell(5, column).value for column in range(2, 12)] == [
        2, "T08-017", "Số 1, đường Điện Biên", "Lô Thị Nga", 1971, "x", "0", None, "KAD", None,
    ]  # fmt: skip
    assert (sheet.title, guide.title) == ("Người dân", "Hướng dẫn")


def test_only_the_answers_can_be_written_and_each_offers_its_choices(download, household):
    sheet, guide = download().worksheets

    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {f"{letter}{row}" for letter in "GHIJKLMNOP" for row in range(4, 8)}
    assert (sheet.protection.sheet, guide.protection.sheet) == (True, True)
    choices = sheet.data_validations.dataValidation
    assert [str(one.sqref) for one in choices[:2]] == ["G4:G7", "H4:H7"]
    assert choices[0].formula1 == '"x,0,KAD"'
    assert (choices[0].promptTitle, choices[0].showInputMessage) == ("Tiêu chí 1", True)
    assert all(0 < len(one.prompt) <= 255 for one in choices)


def test_it_can_be_read_on_a_screen_and_on_paper(download, household):
    sheet = download().worksheets[0]

    assert sheet.column_dimensions["A"].hidden
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("G4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert all(cell.alignment.wrap_text for cell in sheet[3][1:16])


def test_no_name_or_address_becomes_a_formula(download, make_household):
    home = make_household("8", "Lô Thị Nga", 1971, code="-1+1")
    Household.objects.filter(pk=home.pk).update(address="=1+1")

    sheet = download().worksheets[0]

    assert [(sheet.cell(4, column).value, sheet.cell(4, column).data_type) for column in (3, 4)] == [
        ("-1+1", "s"),
        ("=1+1", "s"),
    ]


def test_no_row_number_of_the_database_leaves_the_portal_in_the_open(download, household, phase):
    sheet = download().worksheets[0]
    token = sheet["A4"].value.removeprefix("#dong:")

    facts = unseal("offline-row", token)

    assert facts[2:] == [household.pk, household.members.get(full_name=NAMES[0]).pk, NAMES[0], "." * 10]
    with pytest.raises(TokenBroken):
        unseal("offline-book", token)
    with pytest.raises(TokenBroken):
        unseal("offline-row", token[:-6] + "AAAAA=")
    with pytest.raises(TokenBroken):
        unseal("offline-row", "không phải mã")
    assert seal("offline-row", facts) != token


# Differences


def test_a_workbook_that_was_not_touched_changes_nothing(download, compared, household, phase, clerk):
    key(household, phase, "Lô Thị Nga", "1111111110", clerk)

    found = compared(download())

    assert (found.differences, found.wrong, found.same) == ([], [], 4)


def test_it_survives_excel_that_forgets_formats_and_columns_that_move(download, compared, household):
    book = download()
    fill(book, 4, [1, 0, "X", "Đạt"])
    book.worksheets[0].unmerge_cells("B1:P1")
    book.worksheets[0].unmerge_cells("B2:P2")
    book.worksheets[0].insert_cols(2)

    (difference,) = compared(book).differences

    assert (difference.kind, difference.filled) == ("new", "1011......")


def test_new_changed_and_same_rows_are_told_apart(download, compared, household, phase, clerk):
    key(household, phase, "Lô Thị Nga", "1111111110", clerk)
    book = download()
    fill(book, 4, "xxxxxxxxxx")
    fill(book, 5, ["x"] * 10)

    found = compared(book)

    assert [(one.line.name, one.kind, one.row) for one in found.differences] == [
        ("Sùng A Chử", "new", 4),
        ("Lô Thị Nga", "changed", 5),
    ]
    assert found.counts == {"new": 1, "changed": 1, "conflict": 0, "same": 2, "wrong": 0, "left_out": 0}


def test_wrong_cells_are_told_by_excels_row_and_column(download, compared, household):
    book = download()
    fill(book, 5, ["x", "có lẽ", None, "-"])

    wrong = compared(book).wrong

    assert [(one.sheet, one.row, one.column) for one in wrong] == [
        ("Người dân", 5, "H (tiêu chí 2)"),
        ("Người dân", 5, "J (tiêu chí 4)"),
    ]
    assert wrong[0].message == "“có lẽ” không phải là câu trả lời. Hãy ghi một trong: x, 0, KAD."


def test_names_moved_away_from_their_marks_are_refused(download, compared, household):
    """Somebody has sorted some of the columns: every tick would go to somebody else."""
    book = download()
    sheet = book.worksheets[0]
    sheet["E4"].value, sheet["E5"].value = sheet["E5"].value, sheet["E4"].value

    found = compared(book)

    assert [(one.row, "Các hàng đã bị xáo" in one.message) for one in found.wrong] == [(4, True), (5, True)]


def test_whole_rows_that_moved_are_found_all_the_same(download, compared, household):
    book = download()
    fill(book, 4, "x")
    sheet = book.worksheets[0]
    for column in range(1, 17):
        one, two = sheet.cell(4, column), sheet.cell(7, column)
        one.value, two.value = two.value, one.value

    (difference,) = compared(book).differences

    assert (difference.line.name, difference.row) == ("Sùng A Chử", 7)


def test_a_row_copied_onto_another_is_refused(download, compared, household):
    book = download()
    for column in range(1, 17):
        book.worksheets[0].cell(5, column).value = book.worksheets[0].cell(4, column).value

    (wrong,) = compared(book).wrong

    assert wrong.message == "Sùng A Chử đã có ở hàng 4. Hãy xoá một trong hai hàng."


def test_a_mark_that_somebody_made_up_is_refused(download, compared, household):
    book = download()
    book.worksheets[0]["A5"].value = "#dong:abc"

    (wrong,) = compared(book).wrong

    assert (wrong.row, "Mã ẩn của hàng đã bị sửa" in wrong.message) == (5, True)


def test_who_is_exempted_since_is_left_out_and_said(download, compared, bring_back, household, phase, clerk):
    book = download()
    fill(book, 4, "x")
    fill(book, 5, "x")
    nga = household.members.get(full_name="Lô Thị Nga")
    exempt_member(nga, phase, kind="ill", effect="council", reason="Ốm", by=clerk)

    found = compared(book)
    bring_back(book)

    assert [one.message for one in found.left_out] == [
        "Lô Thị Nga nay không còn thuộc diện chấm của tổ (miễn chấm, chuyển đi, đã mất) nên không được ghi."
    ]
    assert (answers_of("Sùng A Chử"), answers_of("Lô Thị Nga")) == ("1.........", None)


# What is refused as a whole


def refusal(content, phase, unit) -> str:
    with pytest.raises(OfflineRefused) as refused:
        plan_offline(content, phase, unit)
    return str(refused.value)


def test_other_workbooks_are_refused_in_a_sentence(download, household, phase, unit, unit_of):
    book = download()
    stranger = download()
    stranger.worksheets[0]["A1"].value = "#to:abc"

    assert "không phải là tệp của tổ" in refusal(workbook(*family()), phase, unit)
    assert "được tải cho một tổ khác, không phải Tổ dân phố số 14" in refusal(packed(book), phase, unit_of("14"))
    assert "Mã ẩn của tệp đã bị sửa" in refusal(packed(stranger), phase, unit)
    assert "Tệp Excel bị hỏng" in refusal(b"PK\x03\x04", phase, unit)


def test_a_workbook_of_another_phase_is_refused(download, household, phase, unit):
    second = Phase.objects.for_page().get(campaign=phase.campaign, number=2)

    assert "được tải cho một đợt khác" in refusal(packed(download()), second, unit)


def test_a_workbook_of_older_criteria_is_refused(download, household, phase, unit):
    book = download()
    rules = ResultRules.objects.get(phase=phase)
    old = rules.resident_set
    new = CriteriaSet.objects.create(campaign=old.campaign, subject=old.subject, name=old.name, version=2)
    ResultRules.objects.filter(pk=rules.pk).update(resident_set=new)

    assert "Bộ tiêu chí đã có phiên bản mới" in refusal(packed(book), phase, unit)
