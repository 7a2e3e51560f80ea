"""Workbooks: what the gate refuses and what it says, what reading makes of cells, and that text stays text."""

import gc
import io
import warnings
import zipfile
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from emulation.kit import spreadsheets
from emulation.kit.spreadsheets import Unusable, WorkbookRefused
from tests.workbooks import book_of, family, packed, repacked, workbook

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def good():
    return workbook(*family())


def refusal(content):
    with pytest.raises(WorkbookRefused) as refused:
        spreadsheets.read(content)
    return str(refused.value)


def archive(*members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members:
            new.writestr(name, data)
    return stream.getvalue()


def with_sheet_xml(content, old, new):
    return repacked(content, lambda name, data: data.replace(old, new) if name == SHEET else data)


def values(content):
    (sheet,) = spreadsheets.read(content)
    return {(row.number, column): value for row in sheet.rows for column, value in row.cells.items()}


# The gate


def test_a_good_workbook_passes(good):
    spreadsheets.check(good)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Tệp rỗng"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xff\xd8\xff\xe0 ...", "bức ảnh"),
        (b"\x89PNG\r\n ...", "bức ảnh"),
        (b"<html><table>", "trang web"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "trang web"),
        (b"STT;Ho va ten\n1;An\n", "không phải là tệp Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (archive(("xl/workbook.bin", b"1"), ("[Content_Types].xml", b"1")), ".xlsb"),
        (archive(("mimetype", b"application/vnd.oasis"), ("content.xml", b"1")), ".ods"),
        (archive(("word/document.xml", b"1"), ("[Content_Types].xml", b"1")), "Word"),
        (archive(("anh.jpg", b"1")), "không phải là tệp Excel"),
        (archive(), "không phải là tệp Excel"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(content, says):
    assert says in refusal(content)


def test_a_cut_off_workbook_is_called_broken(good):
    assert "bị hỏng" in refusal(good[: len(good) // 2])


def test_a_workbook_with_a_damaged_member_is_called_broken(good):
    with zipfile.ZipFile(BytesIO(good)) as opened:
        start = opened.getinfo(SHEET).header_offset + 80

    assert "bị hỏng" in refusal(good[:start] + bytes(40) + good[start + 40 :])


def test_a_file_over_the_limit_is_refused_before_it_is_read(good, settings):
    settings.WORKBOOK_MAX_BYTES = 1024

    assert "quá mức" in refusal(good)


def test_a_member_that_swells_is_refused(good):
    bomb = repacked(good, extra=[("xl/media/bomb.bin", bytes(20 * 1024**2))])

    assert "bất thường" in refusal(bomb)


def test_members_that_swell_together_are_refused(good, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_INFLATED", 3000)

    assert "bất thường" in refusal(good)


def test_too_many_members_are_refused(good):
    crowd = repacked(good, extra=[(f"xl/media/{number}.bin", b"x") for number in range(200)])

    assert "bất thường" in refusal(crowd)


@pytest.mark.parametrize("name", ["/etc/passwd", "..\\..\\x", "xl/../../x", "C:x"])
def test_a_member_that_points_elsewhere_is_refused(good, name):
    assert "bất thường" in refusal(repacked(good, extra=[(name, b"x")]))


def test_a_member_twice_is_refused(good):
    assert "bất thường" in refusal(repacked(good, extra=[(SHEET.upper(), b"x")]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(good, encoding):
    dtd = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)

    assert "bất thường" in refusal(repacked(good, extra=[("xl/x.xml", dtd)]))


def test_more_rows_than_the_limit_are_refused_with_their_number(good, settings):
    settings.WORKBOOK_MAX_ROWS = 1000
    many = with_sheet_xml(good, b"</sheetData>", b"<row/>" * 1100 + b"</sheetData>")

    assert "1.104 hàng, quá mức 1.000 hàng" in refusal(many)


def test_too_many_formatted_cells_are_refused(good, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_CELLS", 30)

    assert "quá nhiều ô" in refusal(good)


def test_cells_are_counted_over_all_sheets_together(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_CELLS", 60)
    book = book_of(*family())
    for _ in range(2):
        book.copy_worksheet(book.active)

    assert "quá nhiều ô" in refusal(packed(book))


def test_a_merged_range_over_the_whole_sheet_is_refused(good):
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'

    assert "quá nhiều ô" in refusal(with_sheet_xml(good, b"</sheetData>", merged))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="A1"', b'<c r="A1" s="999"'),
        (b"<sheetData>", b"<sheetData"),
        (b'<row r="1"', b'<row r="one"'),
    ],
)
def test_whatever_openpyxl_raises_becomes_one_sentence(good, old, new):
    assert "không đọc được" in refusal(with_sheet_xml(good, old, new))


def test_defusedxml_stands_behind_openpyxl():
    assert openpyxl.DEFUSEDXML


# Reading


def test_rows_keep_the_numbers_that_excel_shows():
    book = openpyxl.Workbook()
    book.active["B3"] = "Chử"
    book.active["XFD1048576"] = "xa tít"

    assert values(packed(book)) == {(3, 2): "Chử", (1048576, 16384): "xa tít"}


def test_cells_that_only_look_empty_are_left_out():
    assert values(workbook(titles=["a", "", "  ", "\u00a0", None, "b"])) == {(1, 1): "a", (1, 6): "b"}


def test_numbers_and_dates_come_as_they_are():
    book = book_of([8, 8.5, datetime(1990, 5, 8)], titles=["x"])

    assert values(packed(book)) == {(1, 1): "x", (2, 1): 8, (2, 2): 8.5, (2, 3): datetime(1990, 5, 8)}


def test_a_formula_and_an_error_value_are_told_apart_from_text():
    book = book_of(["=A1", "#N/A"], titles=["x"])
    spreadsheets.put_text(book.active["C2"], "=không phải công thức")

    cells = values(packed(book))

    assert cells[2, 1] == Unusable("công thức", is_formula=True)
    assert cells[2, 2] == Unusable("#N/A", is_formula=False)
    assert cells[2, 3] == "=không phải công thức"


def test_a_value_merged_down_a_column_stands_for_every_row_of_it():
    book = book_of(["T1", "An"], [None, "Bình"], [None, "Cúc"], [None, "Dần"], titles=["Mã", "Tên"])
    book.active.merge_cells("A2:A4")

    cells = values(packed(book))

    assert [cells.get((row, 1)) for row in (2, 3, 4, 5)] == ["T1", "T1", "T1", None]


def test_a_title_merged_across_columns_stays_in_its_first_cell():
    book = book_of(titles=["DANH SÁCH", None, None])
    book.active.merge_cells("A1:C1")

    assert values(packed(book)) == {(1, 1): "DANH SÁCH"}


def test_hidden_rows_and_sheets_are_read_and_known_as_hidden():
    book = book_of(["An"], ["Bình"], titles=["Tên"])
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("Nháp").sheet_state = "hidden"

    shown, hidden = spreadsheets.read(packed(book))

    assert [row.is_hidden for row in shown.rows] == [False, False, True]
    assert (shown.is_hidden, hidden.is_hidden) == (False, True)


def test_a_wrong_dimension_tag_loses_nobody(good):
    lying = with_sheet_xml(good, b'<dimension ref="A1:J4"', b'<dimension ref="A1:A1"')

    assert lying != good
    assert values(lying) == values(good)


def test_a_date_beyond_the_calendar_is_an_error_cell_and_warns_nobody():
    dated = workbook([datetime(1990, 5, 8)], titles=["Ngày sinh"])
    beyond = with_sheet_xml(dated, b"<v>33001</v>", b"<v>99999999</v>")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cells = values(beyond)

    assert cells[2, 1] == Unusable("#VALUE!", is_formula=False)


def test_reading_leaves_the_garbage_collector_on(good):
    spreadsheets.read(good)

    assert gc.isenabled()


# Writing


@pytest.mark.parametrize("text", ["=1+1", "+84912345678", "-5", "@SUM(A1)", "#N/A", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula(text):
    content = spreadsheets.table("Danh sách", ["Tên", "Tuổi"], [[text, 5]])

    cell = openpyxl.load_workbook(BytesIO(content)).active["A2"]

    assert (cell.data_type, cell.value) == ("s", text)


def test_text_that_looks_like_a_formula_is_marked_so_that_editing_keeps_it_text():
    content = spreadsheets.table("Danh sách", ["Tên"], [["=1+1"], ["Chử"]])

    sheet = openpyxl.load_workbook(BytesIO(content)).active

    assert (bool(sheet["A2"].quotePrefix), bool(sheet["A3"].quotePrefix)) == (True, False)


def test_control_characters_are_left_out_of_what_is_written():
    assert values(spreadsheets.table("x", ["Tên"], [["Sùng\x00 A\x1b Chử"]]))[2, 1] == "Sùng A Chử"


def test_a_table_has_a_bold_header_that_stays_in_sight_and_a_title_excel_accepts():
    content = spreadsheets.table("Tổ 8/14: [hộ] " + "x" * 40, ["=Tên"], [])

    sheet = openpyxl.load_workbook(BytesIO(content)).active

    assert sheet["A1"].font.bold
    assert sheet["A1"].value == "=Tên"
    assert sheet.freeze_panes == "A2"
    assert len(sheet.title) == 31
