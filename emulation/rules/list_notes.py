"""What a clerk should know of a list as a whole: columns left out, rows and columns hidden, formulas, old fonts."""

from collections.abc import Iterator, Sequence

from .cells import Neighbourhood
from .columns import is_own, is_sensitive
from .list_table import GENDER_AT, ListTable, letters
from .listed import Complaint


def notes_on(table: ListTable, told: tuple[Neighbourhood, str] | None, who: str = "nhân khẩu") -> Iterator[Complaint]:
    """Every remark on the file, each once, however many cells it is about; old fonts cell by cell.

    `who` is what a row of the list is about.
    """
    if told:
        yield about_file(f"Tệp không có cột tổ dân phố; cả danh sách được hiểu là của {told[0].name}, theo {told[1]}.")
    yield from notes_on_columns(table)
    if table.skipped:
        rows = ranges(table.skipped)
        yield about_file(f"Hàng {rows} không phải là {who} (dòng tổng, ghi chú, ký tên) nên được bỏ qua.")
    if hidden := [row.number for row in table.people if row.is_hidden]:
        yield about_file(f"Hàng {ranges(hidden)} đang bị ẩn trong Excel nhưng vẫn được đọc. Hãy bỏ ẩn để kiểm tra.")
    yield from notes_on_cells(table)


def about_file(message: str) -> Complaint:
    return Complaint(None, None, message)


def notes_on_columns(table: ListTable) -> Iterator[Complaint]:
    for number, title in sorted(table.unknown.items()):
        if is_sensitive(title):
            yield Complaint(
                table.header_row,
                title,
                f"Cột “{title}” (cột {letters(number)}) là thông tin nhạy cảm mà cổng không thu thập nên "
                "không được đọc, không được lưu vào danh bạ. Hãy xoá cột này khỏi tệp.",
            )
    others = [
        f"“{title}” (cột {letters(number)})"
        for number, title in sorted(table.unknown.items())
        if not is_sensitive(title) and not is_own(title)
    ]
    if others:
        yield about_file(f"Danh bạ không có chỗ cho {', '.join(others)} nên không đọc.")
    for number, title in sorted((number, table.titles[column]) for column, number in table.columns.items()):
        if number in table.sheet.hidden_columns:
            message = f"Cột “{title}” (cột {letters(number)}) đang bị ẩn trong Excel nhưng vẫn được đọc. "
            yield Complaint(table.header_row, title, message + "Hãy bỏ ẩn để kiểm tra.")


def notes_on_cells(table: ListTable) -> Iterator[Complaint]:
    """Results of formulas by column, and each text that was typed in an old font."""
    rows = {row.number: row.cells for row in table.people}
    for number in sorted({column for row, column in table.sheet.computed if row in rows}):
        if title := table.title_at(number):
            message = (
                f"Cột “{title}” (cột {letters(number)}) có công thức; cổng lấy giá trị mà Excel đã tính. Hãy xem lại."
            )
            yield Complaint(None, None, message)
    for (row, number), (text, encoding) in sorted(table.sheet.converted.items()):
        if row in rows and number != GENDER_AT and (title := table.title_at(number)):
            new = rows[row].get(number)
            message = f"“{text}” gõ bằng phông chữ cũ {encoding}, được chuyển thành “{new}”. Hãy xem lại."
            yield Complaint(row, title, message)


def ranges(numbers: Sequence[int]) -> str:
    """5, 6, 7 and 9 as "5–7, 9"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts)
