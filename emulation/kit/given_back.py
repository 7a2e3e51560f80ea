"""Some rows of a workbook given back as the same workbook, with a red column that says why."""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .spreadsheets import garbage_left_alone, packed, put_text
from .vietnamese import fold

REASON = "Lý do"
RED = "C00000"
ROW_NUMBER = re.compile(r"(hàng )(\d+)")


@garbage_left_alone()
def rows_given_back(content: bytes, title: str, header_row: int, reasons: Mapping[int, str]) -> bytes:
    """The workbook with only these rows (by Excel's number) under the header, each with its reason in a last column.

    Cells are as they came, formats too; where a formula stood there is what it gave, so nothing in the file computes.
    Rows that a reason speaks of are called by their new numbers.
    """
    book = openpyxl.load_workbook(BytesIO(content), keep_links=False, data_only=True)
    sheet = book[title]
    unmerge(sheet, header_row)
    places = {row: row for row in range(1, header_row + 1)}
    places |= {row: place for place, row in enumerate(sorted(reasons), start=header_row + 1)}
    keep_rows(sheet, places)
    column = reason_column(sheet, header_row)
    write_reason(sheet.cell(header_row, column), REASON).font = Font(bold=True, color=RED)
    for row, reason in reasons.items():
        renamed = ROW_NUMBER.sub(lambda match: f"{match[1]}{places.get(int(match[2]), match[2])}", reason)
        write_reason(sheet.cell(places[row], column), renamed)
    sheet.column_dimensions[get_column_letter(column)].width = 70
    return packed(book)


def unmerge(sheet: Worksheet, header_row: int) -> None:
    """Takes merged cells under the header apart; the value stands in each row it stood for."""
    for area in [area for area in sheet.merged_cells.ranges if area.max_row > header_row]:
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(area.coord)
        if area.min_col == area.max_col:
            for row in range(area.min_row, area.max_row + 1):
                sheet.cell(row, area.min_col).value = value


def keep_rows(sheet: Worksheet, places: Mapping[int, int]) -> None:
    """Moves rows to their places and drops all others; what is bound to whole areas of the old sheet goes too."""
    cells: dict[tuple[int, int], Cell] = {}
    for (row, column), cell in sheet._cells.items():
        if row in places:
            cell.row = places[row]
            cells[cell.row, column] = cell
    heights = {places[row]: one.height for row, one in sheet.row_dimensions.items() if row in places}
    sheet._cells.clear()
    sheet._cells.update(cells)
    sheet.row_dimensions.clear()
    for row, height in heights.items():
        sheet.row_dimensions[row].height = height
    sheet.tables.clear()
    sheet.auto_filter.ref = None
    sheet.print_area = None


def reason_column(sheet: Worksheet, header_row: int) -> int:
    """The column of an earlier reason, else the first one behind everything."""
    titles: Iterable[tuple[int, object]] = ((c, cell.value) for (r, c), cell in sheet._cells.items() if r == header_row)
    known = [column for column, value in titles if isinstance(value, str) and fold(value) == fold(REASON)]
    filled = [column for (_, column), cell in sheet._cells.items() if cell.value is not None]
    return known[0] if known else max(filled, default=0) + 1


def write_reason(cell: Cell, text: str) -> Cell:
    put_text(cell, text)
    cell.font = Font(color=RED)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
