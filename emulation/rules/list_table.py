"""Where a household list stands in a workbook: its header, its columns, and which rows are people."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..kit.spreadsheets import Row, Sheet
from ..kit.vietnamese import fold, tidy
from .cells import Wrong


class Column(StrEnum):
    """The columns of the template, by their titles."""

    NUMBER = "STT"
    NEIGHBOURHOOD = "Tổ dân phố"
    CODE = "Mã hộ"
    ADDRESS = "Địa chỉ"
    NAME = "Họ và tên"
    RELATION = "Quan hệ với chủ hộ"
    BIRTH = "Ngày sinh"
    GENDER = "Giới tính"
    CITIZEN_ID = "Số CCCD"
    PHONE = "Số điện thoại"


NEEDED = (Column.NEIGHBOURHOOD, Column.CODE, Column.NAME, Column.RELATION, Column.BIRTH, Column.GENDER)
OTHER_TITLES = {
    Column.NUMBER: "tt; số tt; số thứ tự",
    Column.NEIGHBOURHOOD: "tdp; tổ; tổ số; tổ dp; tổ dân phố số; tổ dân phố thôn; thôn tổ dân phố; khu phố; thôn",
    Column.CODE: "mã số hộ; mã hộ gia đình; mã hgđ; số hộ",
    Column.ADDRESS: "địa chỉ nơi ở; địa chỉ thường trú; nơi thường trú; nơi ở; chỗ ở; số nhà; số nhà đường; "
    "số nhà đường phố",
    Column.NAME: "họ tên; họ chữ đệm và tên; họ đệm và tên; họ và tên khai sinh; họ và tên nhân khẩu; "
    "họ và tên thành viên",
    Column.RELATION: "quan hệ; quan hệ chủ hộ; quan hệ với ch; qh với chủ hộ; qh với ch",
    Column.BIRTH: "năm sinh; ngày tháng năm sinh; ngày năm sinh; ngày sinh năm sinh; sinh ngày; sinh năm; ntns",
    Column.GENDER: "giới; nam nữ; giới tính nam nữ; phái",
    Column.CITIZEN_ID: "cccd; căn cước; số căn cước; căn cước công dân; số căn cước công dân; số định danh; "
    "số định danh cá nhân; số cccd số định danh; số cccd định danh cá nhân; số cmnd cccd; cmnd cccd; cccd cmnd",
    Column.PHONE: "điện thoại; sđt; số đt; đt; số điện thoại liên hệ; điện thoại liên hệ",
}
COLUMN_OF = {fold(title): column for column in Column for title in (column.value, *OTHER_TITLES[column].split("; "))}
HEADER_WITHIN = 20  # filled rows from the top
KNOWN_ENOUGH = 3  # titles that make a row a header
PERSON_FROM = 4  # of the needed cells that make a row a person, however faulty
REMARK = re.compile(
    r"(?:tong|cong|nguoi lap|lap bang|lap bieu|lap danh sach|can bo|ky ten|ky ghi|ngay \d*|.{0,40}ngay .* thang .* nam"
    r"|xac nhan|tm|kt|thay mat|chu tich|to truong|truong ban|thu truong|ghi chu|luu y|danh sach|an dinh)\b"
)
COLUMN_NUMBER = re.compile(r"\(?(?:[0-9]{1,2}|[a-h])\)?", re.IGNORECASE)


@dataclass(frozen=True)
class ListTable:
    """A found list: its columns, their titles as this file writes them, its rows."""

    columns: dict[Column, int]
    titles: dict[Column, str]
    header_row: int
    people: list[Row]
    skipped: list[int]


@dataclass(frozen=True)
class Header:
    row: int
    titles: dict[int, tuple[Column, str]]

    @property
    def columns(self) -> set[Column]:
        return {column for column, _ in self.titles.values()}


def find_table(sheets: Iterable[Sheet]) -> ListTable:
    """The one household list of a workbook; raises Wrong where there is none, more than one, or columns lack."""
    found = [(sheet, header) for sheet in sheets if not sheet.is_hidden and (header := find_header(sheet.rows))]
    filled = [(sheet, header) for sheet, header in found if sheet.rows[-1].number > header.row]
    if not found:
        raise Wrong(
            "Không tìm thấy dòng tiêu đề của danh sách. Hãy dùng tệp mẫu, hoặc thêm một dòng tiêu đề có các cột: "
            f"{', '.join(NEEDED)}."
        )
    if len(filled) > 1:
        names = ", ".join(f"“{sheet.title}”" for sheet, _ in filled)
        raise Wrong(
            f"Có {len(filled)} trang tính cùng chứa danh sách: {names}. Hãy gộp vào một trang tính rồi tải lại."
        )
    sheet, header = (filled or found)[0]
    check_columns(header)
    columns = {column: number for number, (column, _) in header.titles.items()}
    people, skipped = split(rows_below(header, sheet.rows), columns)
    return ListTable(columns, dict(header.titles.values()), header.row, people, skipped)


def rows_below(header: Header, rows: Iterable[Row]) -> list[Row]:
    """The rows under the header, without those that repeat it: a second line of it, or one for each printed page."""
    number, title = next((number, title) for number, (column, title) in header.titles.items() if column == Column.NAME)
    return [row for row in rows if row.number > header.row and tidy(str(row.cells.get(number))) != title]


def find_header(rows: Sequence[Row]) -> Header | None:
    """The row near the top with the most known titles, whatever their order."""
    headers = [Header(row.number, known_titles(row)) for row in rows[:HEADER_WITHIN]]
    best = max(headers, key=lambda header: len(header.columns), default=None)
    return best if best and len(best.columns) >= KNOWN_ENOUGH else None


def known_titles(row: Row) -> dict[int, tuple[Column, str]]:
    """The known titles of a row by column number; what stands in brackets does not matter."""
    titles = {}
    for number, value in row.cells.items():
        text = tidy(value) if isinstance(value, str) else ""
        column = COLUMN_OF.get(fold(re.sub(r"[(\[].*?[)\]]", " ", text))) or COLUMN_OF.get(fold(text))
        if column:
            titles[number] = (column, text)
    return titles


def check_columns(header: Header) -> None:
    missing = [f"“{column}”" for column in NEEDED if column not in header.columns]
    if missing:
        raise Wrong(
            f"Dòng tiêu đề (hàng {header.row}) thiếu cột {', '.join(missing)}. "
            "Hãy thêm cột còn thiếu, đặt tiêu đề như trong tệp mẫu."
        )
    for column in Column:
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


def split(rows: Iterable[Row], columns: dict[Column, int]) -> tuple[list[Row], list[int]]:
    """People, and the numbers of rows that are none: totals, signatures, the line that numbers the columns.

    After the last person everything from the first remark on is left out; a lone name before it is still judged.
    """
    rows = [row for row in rows if says_something(row, columns)]
    last_person = max((row.number for row in rows if filled(row, columns) >= PERSON_FROM), default=0)
    people: list[Row] = []
    skipped: list[Row] = []
    in_tail = False
    for row in rows:
        remark = is_remark(row, columns) or is_column_numbers(row, columns)
        in_tail = in_tail or (remark and row.number > last_person > 0)
        (skipped if remark or in_tail else people).append(row)
    return people, [row.number for row in skipped]


def says_something(row: Row, columns: dict[Column, int]) -> bool:
    """Rows numbered or given their neighbourhood beforehand are still empty."""
    return any(
        number in row.cells
        for column, number in columns.items()
        if column not in (Column.NUMBER, Column.NEIGHBOURHOOD, Column.ADDRESS)
    )


def filled(row: Row, columns: dict[Column, int]) -> int:
    return sum(columns[column] in row.cells for column in NEEDED)


def is_remark(row: Row, columns: dict[Column, int]) -> bool:
    """A total, a date with a place, a signer's title: few cells, and one of them begins like that."""
    if filled(row, columns) >= PERSON_FROM - 1:
        return False
    return any(REMARK.match(fold(value)) for value in row.cells.values() if isinstance(value, str))


def is_column_numbers(row: Row, columns: dict[Column, int]) -> bool:
    """The line "(1) (2) (3)" or "A B 1 2" that some lists have under their header."""
    return filled(row, columns) >= KNOWN_ENOUGH and all(
        COLUMN_NUMBER.fullmatch(str(value).strip()) for value in row.cells.values()
    )
