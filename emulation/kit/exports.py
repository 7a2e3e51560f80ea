"""Lists on their way out: workbooks with real dates, text that stays text, and a page that prints well.

Rows are written one by one, so that a list of any length needs the memory of one row and of its packed file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import openpyxl
from django.http import HttpResponse
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from .spreadsheets import FORMULA_STARTS, garbage_left_alone, packed, put_text
from .vietnamese import tidy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY, TEXT, GENERAL = "dd/mm/yyyy", "@", "General"
MISTAKEN = (*FORMULA_STARTS, "#")  # text that begins so could be taken for a formula or one of Excel's errors
HEADING_FONT, HEADING_FILL = Font(bold=True), PatternFill("solid", fgColor="EFECE4")
HEADING_LINE = Border(bottom=Side("thin", color="8A8578"))
WRAPPED = Alignment(wrap_text=True, vertical="center")
ABOUT = "Thông tin"


@dataclass(frozen=True)
class ListColumn:
    """One column of a list: its title, its width in characters, and whether what stands in it is a code or a day."""

    title: str
    width: int = 14
    format: str = GENERAL


@garbage_left_alone()
def list_workbook(
    title: str, columns: Sequence[ListColumn], rows: Iterable[Sequence[object]], about: Sequence[str] = ()
) -> bytes:
    """The list as an .xlsx file: a header that stays in sight, filters, landscape A4; `about` fills a second sheet."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    set_up(sheet, columns)
    sheet.append([heading(sheet, column.title) for column in columns])
    last_row, write = 1, RowWriter(sheet, columns)
    for last_row, row in enumerate(rows, start=2):  # noqa: B007
        write(row)
    sheet.auto_filter.ref = f"A1:{column_letter(len(columns))}{last_row}"
    if about:
        tell(book.create_sheet(ABOUT), about)
    return packed(book)


class RowWriter:
    """Appends rows; cells with a format are made once for each column and filled anew for every row."""

    def __init__(self, sheet: Worksheet, columns: Sequence[ListColumn]):
        self.sheet = sheet
        self.formatted = {
            place: formatted(sheet, column.format) for place, column in enumerate(columns) if column.format != GENERAL
        }

    def __call__(self, row: Sequence[object]) -> None:
        values = list(row)
        for place, value in enumerate(values):
            if value.__class__ is str and (value.startswith(MISTAKEN) or ILLEGAL_CHARACTERS_RE.search(value)):
                values[place] = put_text(WriteOnlyCell(self.sheet), value)
            elif place in self.formatted and value not in (None, ""):
                values[place] = self.filled(place, value)
        self.sheet.append(values)

    def filled(self, place: int, value: object):
        """The column's own cell with this value; a day column shows text, such as a year alone, as text."""
        cell = self.formatted[place]
        cell.value = value
        return cell


def formatted(sheet: Worksheet, number_format: str):
    cell = WriteOnlyCell(sheet)
    cell.number_format = number_format
    return cell


def heading(sheet: Worksheet, text: str):
    cell = put_text(WriteOnlyCell(sheet), text)
    cell.font, cell.fill, cell.border, cell.alignment = HEADING_FONT, HEADING_FILL, HEADING_LINE, WRAPPED
    return cell


def set_up(sheet: Worksheet, columns: Sequence[ListColumn]) -> None:
    """Widths, the header in sight on the screen and on every printed page, all columns on one page across."""
    for number, column in enumerate(columns, start=1):
        dimension = sheet.column_dimensions[column_letter(number)]
        dimension.width = column.width
        if column.format == TEXT:
            dimension.number_format = TEXT
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    print_on_a4(sheet)


def print_on_a4(sheet: Worksheet) -> None:
    """Landscape A4, as wide as the page, with the number of the page below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Trang &P/&N"


def column_letter(number: int) -> str:
    """1 as A, 27 as AA."""
    return openpyxl.utils.get_column_letter(number)


def tell(sheet: Worksheet, lines: Sequence[str]) -> None:
    sheet.column_dimensions["A"].width = 100
    for line in lines:
        sheet.append([put_text(WriteOnlyCell(sheet), line)])


def day_or_text(day: date, year_only: bool = False) -> date | str:
    """A day for a cell; a year alone, and a day so old that Excel's count of it looks like a year, as text."""
    if year_only:
        return str(day.year)
    return day if day.year > 1905 else f"{day:%d/%m/%Y}"


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    """An .xlsx file to keep, never to be shown from a cache."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{tidy(name)}.xlsx"'
    return response
