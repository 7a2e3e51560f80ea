"""Workbooks: a gate before openpyxl, cells as plain rows, and text that stays text on the way out.

The gate reads every member of the archive once with a counter, so that nothing a stranger packed can fill the memory.
"""

import gc
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import openpyxl
from django.conf import settings
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from .old_letters import decoded, encoding_of
from .vietnamese import thousands

if not openpyxl.DEFUSEDXML:
    raise RuntimeError("defusedxml is missing: workbooks from outside must not be read without it.")

MAX_MEMBERS = 200
MAX_INFLATED = 50 * 1024 * 1024  # bytes of all members together
MAX_RATIO = 100  # inflated : packed, for members over RATIO_FROM bytes
RATIO_FROM = 1024 * 1024
MAX_CELLS = 400_000  # of all sheets, empty but formatted ones included
MAX_TAGS = 400_000  # of one member, beyond its rows, cells and texts: styles, comments, names
EXCEL_DAY_ZERO = date(1899, 12, 30)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

SAVE_AS = "Hãy mở tệp trong Excel, chọn Lưu thành (Save As) kiểu “Excel Workbook (*.xlsx)” rồi tải lên lại."
BROKEN = f"Tệp Excel bị hỏng hoặc không đúng chuẩn nên không đọc được. {SAVE_AS}"
CROWDED = "Tệp Excel có cấu tạo bất thường, không giống tệp do Excel lưu, nên bị từ chối để bảo vệ máy chủ. " + SAVE_AS
NOT_EXCEL = f"Tệp này không phải là tệp Excel .xlsx. {SAVE_AS}"
TOO_MANY_CELLS = (
    "Trang tính có quá nhiều ô được định dạng hoặc gộp. "
    "Hãy chép danh sách sang một tệp mới (dán dạng giá trị) rồi tải lên lại."
)
TEXT = f"Tệp này là tệp văn bản (như .csv), không phải là tệp Excel .xlsx. {SAVE_AS}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIRST_BYTES = {
    b"%PDF": "Tệp này là tệp PDF, không phải tệp Excel. Hãy tải lên tệp .xlsx có danh sách.",
    b"\xff\xd8": "Tệp này là một bức ảnh, không phải tệp Excel. Hãy tải lên tệp .xlsx có danh sách.",
    b"\x89PNG": "Tệp này là một bức ảnh, không phải tệp Excel. Hãy tải lên tệp .xlsx có danh sách.",
    b"<": f"Tệp này là trang web hoặc tệp XML được đặt tên như tệp Excel. {SAVE_AS}",
    b"\xef\xbb\xbf<": f"Tệp này là trang web hoặc tệp XML được đặt tên như tệp Excel. {SAVE_AS}",
    b"MIME-Version:": f"Tệp này là trang web được đặt tên như tệp Excel. {SAVE_AS}",
    b"Rar!": "Tệp này là tệp nén, không phải tệp Excel. Hãy giải nén rồi tải lên tệp .xlsx có danh sách.",
    b"7z\xbc\xaf": "Tệp này là tệp nén, không phải tệp Excel. Hãy giải nén rồi tải lên tệp .xlsx có danh sách.",
}
FOREIGN_MEMBERS = {
    "xl/workbook.bin": f"Tệp này là tệp Excel nhị phân (.xlsb). {SAVE_AS}",
    "word/document.xml": "Tệp này là tệp Word, không phải tệp Excel. Hãy tải lên tệp .xlsx có danh sách.",
    "ppt/presentation.xml": "Tệp này là tệp trình chiếu, không phải tệp Excel. Hãy tải lên tệp .xlsx có danh sách.",
    "content.xml": f"Tệp này là tệp của LibreOffice/OpenOffice (.ods). {SAVE_AS}",
    "Index/Document.iwa": f"Tệp này là tệp Numbers của máy Apple. {SAVE_AS}",
}

DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
STRING = re.compile(rb"<(?:\w+:)?si[\s/>]")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)[\"']")


class WorkbookRefused(ValueError):
    """A file that is not read; the message is a Vietnamese sentence for the person who chose it."""


@dataclass(frozen=True)
class Unusable:
    """A cell that holds a formula, or one of Excel's own errors such as #N/A, where a value is needed."""

    text: str
    is_formula: bool


FORMULA = Unusable("công thức", is_formula=True)


@dataclass(frozen=True)
class Row:
    """The filled cells of one row by column number, with the row number that Excel shows."""

    number: int
    cells: dict[int, object]
    is_hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its filled rows from top to bottom, and what of it is not quite as one sees it."""

    title: str
    rows: list[Row]
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    computed: frozenset[tuple[int, int]] = frozenset()  # cells (row, column) whose value a formula gave
    converted: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)  # as it stood, and its encoding
    day_zero: date = EXCEL_DAY_ZERO  # what this workbook counts its days from


# The gate


def check(content: bytes) -> None:
    """Raises WorkbookRefused unless this is an .xlsx workbook of a size and build that may be opened."""
    if not content:
        raise WorkbookRefused("Tệp rỗng, không có nội dung nào. Hãy chọn lại tệp.")
    check_size(len(content))
    if not content.startswith(b"PK"):
        raise WorkbookRefused(name_foreign(content))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            check_members(archive)
    except WorkbookRefused:
        raise
    except Exception as error:  # whatever zipfile and zlib say of a broken archive
        raise WorkbookRefused(BROKEN) from error


def check_size(size: int) -> None:
    """Raises WorkbookRefused for so many bytes; asked before a file is taken into memory."""
    if size > settings.WORKBOOK_MAX_BYTES:
        megabytes, limit = f"{size / 1024**2:.1f}".replace(".", ","), settings.WORKBOOK_MAX_BYTES // 1024**2
        raise WorkbookRefused(
            f"Tệp nặng {megabytes} MB, quá mức {limit} MB. "
            "Hãy bỏ hình ảnh và các trang tính không cần, hoặc tách thành nhiều tệp."
        )


def name_foreign(content: bytes) -> str:
    """What a file that is no archive really is, and what to do about it."""
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "Tệp Excel đang đặt mật khẩu nên không mở được. Hãy bỏ mật khẩu, lưu lại rồi tải lên."
        return f"Tệp này thuộc kiểu Excel cũ (.xls). {SAVE_AS}"
    head = content[:64].lstrip()
    usual = TEXT if b"\0" not in content[:4096] and b"\n" in content[:4096] else NOT_EXCEL
    return next((sentence for start, sentence in FIRST_BYTES.items() if head.startswith(start)), usual)


def check_members(archive: zipfile.ZipFile) -> None:
    names = [member.filename for member in archive.infolist()]
    for name, sentence in FOREIGN_MEMBERS.items():
        if name in names:
            raise WorkbookRefused(sentence)
    if "[Content_Types].xml" not in names:
        raise WorkbookRefused(NOT_EXCEL)
    if len(names) > MAX_MEMBERS or len({name.casefold() for name in names}) < len(names):
        raise WorkbookRefused(CROWDED)
    if any(name.startswith(("/", "\\")) or ".." in name or ":" in name for name in names):
        raise WorkbookRefused(CROWDED)
    left, cells = MAX_INFLATED, 0
    for member in archive.infolist():
        data = inflated(archive, member, left)
        left -= len(data)
        cells += cells_of(data)
        if cells > MAX_CELLS:
            raise WorkbookRefused(TOO_MANY_CELLS)


def inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes of one member, which are never more than `left`."""
    with archive.open(member) as stream:
        data = stream.read(left + 1)
    if len(data) > left or len(data) > max(RATIO_FROM, MAX_RATIO * member.compress_size):
        raise WorkbookRefused(CROWDED)
    if DTD.search(data.replace(b"\0", b"") if b"\0" in data[:4] else data):  # UTF-16 cannot hide one either
        raise WorkbookRefused(CROWDED)
    return data


def cells_of(xml: bytes) -> int:
    """How many cells openpyxl would make; raises WorkbookRefused for too many rows, and for other parts as large."""
    rows, cells, strings = (len(kind.findall(xml)) for kind in (ROW, CELL, STRING))
    if rows > settings.WORKBOOK_MAX_ROWS + 50:  # titles, header, signatures
        raise WorkbookRefused(
            f"Trang tính có {thousands(rows)} hàng, quá mức {thousands(settings.WORKBOOK_MAX_ROWS)} hàng. "
            "Hãy xoá các hàng trống có kẻ khung ở cuối, hoặc tách thành nhiều tệp."
        )
    if strings > MAX_CELLS or xml.count(b"<") - 2 * rows - 10 * (cells + strings) > MAX_TAGS:
        raise WorkbookRefused(CROWDED)
    return cells + merged_area(xml)


def merged_area(xml: bytes) -> int:
    """How many cells openpyxl would make for the merged ranges; each range costs as much as ten more."""
    return sum(
        10 + (column_number(right) - column_number(left) + 1) * (int(bottom) - int(top) + 1)
        for left, top, right, bottom in MERGED.findall(xml)
    )


def column_number(letters: bytes) -> int:
    """A as 1, Z as 26, AA as 27."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


# Reading


def read(content: bytes) -> list[Sheet]:
    """Every worksheet of a workbook as plain rows; raises WorkbookRefused for a file that cannot be read.

    Normal mode, never read-only: that mode lost rows when a dimension tag was wrong and hides merged cells. What a
    formula gave is in the file beside it; only for a workbook that has formulas it is read a second time.
    """
    check(content)
    try:
        with warnings.catch_warnings(), garbage_left_alone():
            warnings.simplefilter("ignore")  # openpyxl tells of drawings and extensions it leaves out
            readings = readings_of(content)
            if any(reading.formulas for reading in readings):
                take_results(readings, content)
            return [reading.sheet() for reading in readings]
    except Exception as error:  # eleven kinds of exception were seen
        raise WorkbookRefused(BROKEN) from error


@contextmanager
def garbage_left_alone() -> Iterator[None]:
    """Python looks for garbage again and again while cells by the hundred thousand come alive: a third of the time.

    Also a decorator, for what works through rows by the ten thousand.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def readings_of(content: bytes) -> list["Reading"]:
    book = openpyxl.load_workbook(BytesIO(content), keep_links=False)
    return [Reading(book, sheet) for sheet in book.worksheets]


def take_results(readings: list["Reading"], content: bytes) -> None:
    """Puts what Excel has computed in the place of formulas; one that was never computed stays Unusable."""
    results = openpyxl.load_workbook(BytesIO(content), keep_links=False, data_only=True)
    for reading, sheet in zip(readings, results.worksheets, strict=True):
        for row, column in reading.formulas:
            cell = sheet._cells.get((row, column))
            if cell is not None and (result := plain(cell)) is not None:
                reading.rows[row][column] = result
                reading.computed.add((row, column))
        sheet._cells.clear()


class Reading:
    """One worksheet on its way from openpyxl's cells to plain rows; it lets go of the cells at once."""

    def __init__(self, book: openpyxl.Workbook, sheet: Worksheet) -> None:
        self.fonts = {n: font.name for n, font in enumerate(book._fonts) if encoding_of(font.name)}
        self.formulas: list[tuple[int, int]] = []
        self.computed: set[tuple[int, int]] = set()
        self.converted: dict[tuple[int, int], tuple[str, str]] = {}
        self.rows = self.rows_of(sheet)
        self.merged = [(area.min_col, area.min_row, area.max_row) for area in down(sheet)]
        self.hidden_rows = {number for number, dimension in sheet.row_dimensions.items() if dimension.hidden}
        self.hidden_columns = hidden_columns(sheet)
        self.title, self.is_hidden = sheet.title, sheet.sheet_state != "visible"
        self.day_zero = book.epoch.date()
        sheet._cells.clear()  # else they wait in a circle of references for the next search for garbage

    def rows_of(self, sheet: Worksheet) -> dict[int, dict[int, object]]:
        """Only cells that exist: a stray one in the last corner of the sheet costs nothing."""
        rows: dict[int, dict[int, object]] = {}
        for (row, column), cell in sheet._cells.items():
            value = plain(cell)
            if value is FORMULA:
                self.formulas.append((row, column))
            elif self.fonts and isinstance(value, str):
                value = self.convert(cell, value)
            if value is not None:
                rows.setdefault(row, {})[column] = value
        return rows

    def convert(self, cell: Cell, text: str) -> str:
        """Text in an old font as it looks in Excel; remembered, so that somebody looks at it again."""
        font = self.fonts.get(cell._style.fontId)
        encoding = encoding_of(font)
        new = decoded(text, encoding, font) if encoding else text
        if new != text:
            self.converted[cell.row, cell.column] = (text, encoding)
        return new

    def sheet(self) -> Sheet:
        fill_merged(self.merged, self.rows)
        rows = [Row(number, self.rows[number], number in self.hidden_rows) for number in sorted(self.rows)]
        return Sheet(
            self.title,
            rows,
            self.is_hidden,
            self.hidden_columns,
            frozenset(self.computed),
            self.converted,
            self.day_zero,
        )


def hidden_columns(sheet: Worksheet) -> frozenset[int]:
    """Numbers of the columns that Excel does not show; a hidden group is kept under its first letter."""
    dimensions = [dimension for dimension in sheet.column_dimensions.values() if dimension.hidden]
    return frozenset(
        number for dimension in dimensions for number in range(dimension.min, min(dimension.max, 16384) + 1)
    )


def plain(cell: Cell) -> object:
    """The cell's value: text, number, date; None where it only looks empty, Unusable where it cannot be known."""
    kind, value = cell.data_type, cell.value
    if kind == "s":
        return value if value and not value.isspace() else None
    if kind == "f":
        return FORMULA
    if kind == "e":
        return Unusable(str(value), is_formula=False)
    return value


def down(sheet: Worksheet) -> list:
    """Ranges merged within one column; those across columns are titles."""
    return [area for area in sheet.merged_cells.ranges if area.min_col == area.max_col]


def fill_merged(merged: list[tuple[int, int, int]], rows: dict[int, dict[int, object]]) -> None:
    """A value merged down a column stands for all its rows, as it does on paper; only rows that hold something else."""
    for column, first, last in merged:
        value = rows.get(first, {}).get(column)
        for number in range(first + 1, last + 1) if value is not None else ():
            if number in rows:
                rows[number][column] = value


# Writing


def put_text(cell: Cell, text: str) -> Cell:
    """Fills the cell with text that no program can take for a formula, whatever it begins with."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
    return cell


def table(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook with one sheet: a bold header that stays in sight, then the rows; text stays text."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    sheet.append([heading(sheet, text) for text in header])
    for row in rows:
        sheet.append(list(safe(sheet, row)))
    return packed(book)


def heading(sheet: Worksheet, text: str) -> Cell:
    cell = put_text(WriteOnlyCell(sheet), text)
    cell.font = Font(bold=True)
    return cell


def safe(sheet: Worksheet, row: Sequence[object]) -> Iterator[object]:
    """Values as they are; only text that could be mistaken for something else gets a cell of its own."""
    for value in row:
        if isinstance(value, str) and (value.startswith((*FORMULA_STARTS, "#")) or ILLEGAL_CHARACTERS_RE.search(value)):
            yield put_text(WriteOnlyCell(sheet), value)
        else:
            yield value


def packed(book: openpyxl.Workbook) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
