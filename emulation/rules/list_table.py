"""Where a list stands in a workbook: its header of one or two rows, its columns, and which rows are people."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ..kit.old_letters import TCVN3, VNI, decoded
from ..kit.spreadsheets import Row, Sheet
from ..kit.vietnamese import fold, tidy
from .cells import Wrong
from .columns import HOUSEHOLDS, Column, ListKind, shown

HEADER_WITHIN = 20  # filled rows from the top
KNOWN_ENOUGH = 3  # titles that make a row a header
PERSON_FROM = 4  # of the needed cells that make a row a person, however faulty
REMARK = re.compile(
    r"(?:tong|cong|nguoi lap|lap bang|lap bieu|lap danh sach|can bo|ky ten|ky ghi|ngay \d*|.{0,40}ngay .* thang .* nam"
    r"|xac nhan|tm|kt|thay mat|chu tich|to truong|truong ban|thu truong|ghi chu|luu y|danh sach|an dinh)\b"
)
SEXES = ("nam", "nu")  # as titles of two columns for years of birth
GENDER_AT = 20_000  # beyond the last column of any sheet
COLUMN_NUMBER = re.compile(r"\(?(?:[0-9]{1,2}|[a-h])\)?", re.IGNORECASE)


@dataclass(frozen=True)
class ListTable:
    """A found list: its columns, their titles as this file writes them, its rows, and what stands beside and above."""

    columns: dict[StrEnum, int]
    titles: dict[StrEnum, str]
    header_row: int
    people: list[Row]
    skipped: list[int]
    sheet: Sheet
    unknown: dict[int, str]
    above: list[tuple[int | None, str]]

    def title_at(self, number: int) -> str:
        """The title of a column that is read, "" for any other."""
        return next((self.titles[column] for column, at in self.columns.items() if at == number), "")


@dataclass(frozen=True)
class Header:
    """The rows that hold the titles, the known titles by column number, and all others."""

    first: int
    row: int
    titles: dict[int, tuple[StrEnum, str]]
    unknown: dict[int, str]
    births: dict[int, str]  # where years of birth stand in two columns: "Nam" and "Nữ"

    @property
    def columns(self) -> set[StrEnum]:
        return {column for column, _ in self.titles.values()}


def find_table(sheets: Iterable[Sheet], kind: ListKind = HOUSEHOLDS) -> ListTable:
    """The one list of this kind in a workbook; raises Wrong where there is none, more than one, or columns lack."""
    sheets = [sheet for sheet in sheets if not sheet.is_hidden]
    found = [(sheet, header) for sheet in sheets if (header := find_header(sheet.rows, kind))]
    filled = [(sheet, header) for sheet, header in found if sheet.rows[-1].number > header.row]
    if not found:
        raise Wrong(no_header(sheets, kind))
    if len(filled) > 1:
        names = ", ".join(f"“{sheet.title}”" for sheet, _ in filled)
        raise Wrong(
            f"Có {len(filled)} trang tính cùng chứa danh sách: {names}. Hãy gộp vào một trang tính rồi tải lại."
        )
    sheet, header = (filled or found)[0]
    check_columns(header, kind)
    return table_of(sheet, header, kind)


def table_of(sheet: Sheet, header: Header, kind: ListKind) -> ListTable:
    columns = {column: number for number, (column, _) in header.titles.items()}
    rows = [joined(row, header.births) for row in rows_below(header, sheet.rows, kind)]
    people, skipped = split(rows, columns, kind)
    above = [(None, sheet.title), *texts_above(header, sheet.rows)]
    return ListTable(
        columns, dict(header.titles.values()), header.row, people, skipped, sheet, header.unknown, above
    )  # fmt: skip


def texts_above(header: Header, rows: Iterable[Row]) -> list[tuple[int | None, str]]:
    """Everything that is written over the list, with its row."""
    texts = [(row.number, value) for row in rows if row.number < header.first for value in row.cells.values()]
    return [(number, tidy(value)) for number, value in texts if isinstance(value, str)]


def no_header(sheets: Iterable[Sheet], kind: ListKind) -> str:
    """Why no list was found: titles in an old encoding, or none at all."""
    sheets = list(sheets)
    for encoding in (TCVN3, VNI):
        for sheet in sheets:
            rows = [Row(row.number, {n: in_unicode(v, encoding) for n, v in row.cells.items()}) for row in sheet.rows]
            if find_header(rows, kind):
                return (
                    f"Trang tính “{sheet.title}” gõ bằng bảng mã cũ {encoding}. Hãy chuyển cả bảng sang Unicode "
                    "(Unikey: Ctrl+Shift+F6) rồi tải lại."
                )
    return (
        "Không tìm thấy dòng tiêu đề của danh sách. Hãy dùng tệp mẫu, hoặc thêm một dòng tiêu đề có các cột: "
        f"{', '.join(kind.needed)}."
    )


def in_unicode(value: object, encoding: str) -> object:
    return decoded(value, encoding) if isinstance(value, str) else value


# The header


def rows_below(header: Header, rows: Iterable[Row], kind: ListKind) -> list[Row]:
    """The rows under the header, without those that repeat it on each printed page."""
    number, title = next((number, title) for number, (column, title) in header.titles.items() if column == kind.anchor)
    return [row for row in rows if row.number > header.row and tidy(str(row.cells.get(number))) != title]


def find_header(rows: Sequence[Row], kind: ListKind) -> Header | None:
    """The row with the most known titles, or two rows one below the other that together know more."""
    rows = rows[:HEADER_WITHIN]
    single = [header_of(row, row, kind) for row in rows]
    double = [
        header_of(upper, lower, kind)
        for upper, lower in pairwise(rows)
        if lower.number == upper.number + 1 and goes_on(upper, lower, kind)
    ]
    best = max([*single, *double], key=lambda header: len(header.columns), default=None)
    return best if best and len(best.columns) >= KNOWN_ENOUGH and kind.anchor in best.columns else None


def goes_on(upper: Row, lower: Row, kind: ListKind) -> bool:
    """True for a second row of titles: only text, and under a title that is known no word that is none."""
    for number, value in lower.cells.items():
        above = upper.cells.get(number)
        if not isinstance(value, str):
            return False
        is_title = value == above or kind.column(value) or fold(value) in SEXES
        if not is_title and isinstance(above, str) and kind.column(above):
            return False
    return True


def header_of(upper: Row, lower: Row, kind: ListKind) -> Header:
    """The titles of one row (twice the same), or of two: the lower row's own, else those over it."""
    titles: dict[int, tuple[StrEnum, str]] = {}
    unknown: dict[int, str] = {}
    group = ""
    for number in sorted({*upper.cells, *lower.cells}):
        group = tidy(str(upper.cells[number])) if number in upper.cells else group
        title = read_title(upper.cells.get(number), lower.cells.get(number), group if upper != lower else "", kind)
        if title:
            titles[number] = title
        elif text := shown(lower.cells.get(number)) or shown(upper.cells.get(number)):
            unknown[number] = text
    births = birth_columns(lower, titles)
    if births:
        titles[GENDER_AT] = (Column.GENDER, titles[min(births)][1])
    unknown = {number: text for number, text in unknown.items() if number not in births}
    return Header(upper.number, lower.number, titles, unknown, births)


def read_title(upper: object, lower: object, group: str, kind: ListKind) -> tuple[StrEnum, str] | None:
    for value, over in ((lower, group), (upper, "")):
        text = tidy(value) if isinstance(value, str) else ""
        if text and (column := kind.column(text, over)):
            return column, shown(text)
    return None


def birth_columns(lower: Row, titles: dict[int, tuple[StrEnum, str]]) -> dict[int, str]:
    """The usual "Năm sinh: Nam | Nữ": two columns that tell date of birth and gender in one."""
    found = {n: shown(value) for n, value in lower.cells.items() if fold(str(value)) in SEXES}
    known = {column for column, _ in titles.values()}
    is_pair = len(found) == 2 and min(found) in titles and titles[min(found)][0] == Column.BIRTH
    return found if is_pair and Column.GENDER not in known else {}


def joined(row: Row, births: dict[int, str]) -> Row:
    """The row with the date of birth in the first of the two columns, and the gender it stood under."""
    told = [number for number in births if number in row.cells]
    if not told:
        return row
    cells = {number: value for number, value in row.cells.items() if number not in births}
    cells[min(births)] = row.cells[told[0]]
    return Row(row.number, cells | ({GENDER_AT: births[told[0]]} if len(told) == 1 else {}), row.is_hidden)


def check_columns(header: Header, kind: ListKind) -> None:
    missing = [f"“{column}”" for column in kind.needed if column not in header.columns and column != kind.above]
    if missing:
        raise Wrong(
            f"Dòng tiêu đề (hàng {header.row}) thiếu cột {', '.join(missing)}. "
            "Hãy thêm cột còn thiếu, đặt tiêu đề như trong tệp mẫu."
        )
    for column in dict.fromkeys(column for column, _ in header.titles.values()):
        numbers = [letters(number) for number, (known, _) in sorted(header.titles.items()) if known == column]
        if len(numbers) > 1:
            raise Wrong(
                f"Có {len(numbers)} cột cùng là “{column}” (cột {', '.join(numbers)}). "
                "Hãy giữ một cột, xoá hoặc đổi tiêu đề cột kia."
            )


def letters(number: int) -> str:
    """1 as A, 27 as AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


# People


def split(rows: Iterable[Row], columns: dict[StrEnum, int], kind: ListKind) -> tuple[list[Row], list[int]]:
    """People, and the numbers of rows that are none: totals, signatures, the line that numbers the columns.

    After the last person everything from the first remark on is left out; a lone name before it is still judged.
    """
    rows = [row for row in rows if says_something(row, columns, kind)]
    last_person = max((row.number for row in rows if filled(row, columns, kind) >= PERSON_FROM), default=0)
    people: list[Row] = []
    skipped: list[Row] = []
    in_tail = False
    for row in rows:
        remark = is_remark(row, columns, kind) or is_column_numbers(row, columns, kind)
        in_tail = in_tail or (remark and row.number > last_person > 0)
        (skipped if remark or in_tail else people).append(row)
    return people, [row.number for row in skipped]


def says_something(row: Row, columns: dict[StrEnum, int], kind: ListKind) -> bool:
    """Rows numbered or given their neighbourhood beforehand are still empty."""
    return any(number in row.cells for column, number in columns.items() if column not in kind.prepared)


def filled(row: Row, columns: dict[StrEnum, int], kind: ListKind) -> int:
    return sum(columns.get(column, 0) in row.cells for column in kind.needed)


def is_remark(row: Row, columns: dict[StrEnum, int], kind: ListKind) -> bool:
    """A total, a date with a place, a signer's title: few cells, and one of them begins like that."""
    if filled(row, columns, kind) >= PERSON_FROM - 1:
        return False
    return any(REMARK.match(fold(value)) for value in row.cells.values() if isinstance(value, str))


def is_column_numbers(row: Row, columns: dict[StrEnum, int], kind: ListKind) -> bool:
    """The line "(1) (2) (3)" or "A B 1 2" that some lists have under their header."""
    return filled(row, columns, kind) >= KNOWN_ENOUGH and all(
        COLUMN_NUMBER.fullmatch(str(value).strip()) for value in row.cells.values()
    )
