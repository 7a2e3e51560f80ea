"""The workbook a ward fills in: the list's columns as text with drop-downs, and a sheet that explains them."""

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from .choices import Gender, Relation
from .kit.spreadsheets import packed, put_text
from .models import Campaign
from .queries.kept_lists import neighbourhoods_of
from .rules import NEEDED, Column

ROWS = 5000  # rows prepared with formats and drop-downs
WIDTHS = (6, 13, 13, 34, 30, 21, 14, 11, 17, 17)
HELP = "Hướng dẫn"
EXPLAINED = {
    Column.NUMBER: ("Số thứ tự, để trống cũng được.", "1"),
    Column.NEIGHBOURHOOD: ("Số hiệu tổ dân phố, chọn trong danh sách. Có thể chỉ ghi ở hàng đầu của mỗi hộ.", "8"),
    Column.CODE: ("Mã của hộ trong phường, mọi người trong hộ ghi cùng một mã. Không đổi mã khi nhập lại.", "T08-001"),
    Column.ADDRESS: ("Số nhà, ngõ, đường. Có thể chỉ ghi ở hàng đầu của mỗi hộ.", "Số 15, đường Điện Biên"),
    Column.NAME: ("Họ, chữ đệm và tên, gõ bằng bảng mã Unicode.", "Nguyễn Thị Kiều Ngọc Hưởng"),
    Column.RELATION: ("Mỗi hộ có đúng một người là Chủ hộ.", "Chủ hộ"),
    Column.BIRTH: ("Ngày/tháng/năm; nếu chỉ biết năm thì ghi năm.", "05/8/1990 hoặc 1957"),
    Column.GENDER: ("Nam hoặc Nữ.", "Nữ"),
    Column.CITIZEN_ID: ("12 chữ số, kể cả số 0 ở đầu; không có thì để trống.", "000190000123"),
    Column.PHONE: ("Một số điện thoại; không có thì để trống.", "0912 345 678"),
}
NOTES = (
    "Điền vào trang “Danh sách hộ”, mỗi người một hàng. Giữ nguyên dòng tiêu đề; thứ tự các cột có thể đổi.",
    "Các ô đã được định dạng Văn bản để Excel không bỏ số 0 ở đầu và không tự đổi ngày thành tháng.",
    "Cổng cho xem trước mọi điều cần sửa; chỉ khi không còn lỗi mới lưu, và lưu cả danh sách cùng một lúc.",
    "Nhập lại danh sách đã sửa thì cổng cập nhật theo mã hộ, không tạo người trùng và không xoá ai.",
    "Không ghi vào tệp này: dân tộc, tôn giáo, đảng viên, sức khoẻ. Cổng không thu thập các thông tin đó.",
)


def household_template(campaign: Campaign) -> bytes:
    """The empty list for the campaign's ward, with its own neighbourhoods to choose from."""
    book = openpyxl.Workbook()
    choices = {
        Column.NEIGHBOURHOOD: [one.short_name for one in neighbourhoods_of(campaign)],
        Column.RELATION: Relation.labels,
        Column.GENDER: Gender.labels,
    }
    areas = explain(book.create_sheet(HELP), choices)
    prepare_list(book.worksheets[0], areas)
    return packed(book)


def prepare_list(sheet: Worksheet, areas: dict[Column, str]) -> None:
    sheet.title = "Danh sách hộ"
    for number, (column, width) in enumerate(zip(Column, WIDTHS, strict=True), start=1):
        title = put_text(sheet.cell(1, number), column.value)
        title.font = Font(bold=True)
        title.fill = PatternFill("solid", fgColor="EFECE4")
        title.alignment = Alignment(wrap_text=True, vertical="center")
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = width
        if column != Column.NUMBER:
            sheet.column_dimensions[letter].number_format = "@"
        if column in areas:
            offer(sheet, f"{letter}2:{letter}{ROWS}", areas[column])
    sheet.freeze_panes = "A2"


def offer(sheet: Worksheet, cells: str, area: str) -> None:
    """A drop-down that helps but does not insist: the portal understands more spellings than it lists."""
    choice = DataValidation(type="list", formula1=area, allow_blank=True, showErrorMessage=False)
    choice.add(cells)
    sheet.add_data_validation(choice)


def explain(sheet: Worksheet, choices: dict[Column, list[str]]) -> dict[Column, str]:
    """Writes the notes, one line for each column, and the lists; returns where each list stands."""
    for row, note in enumerate(NOTES, start=1):
        put_text(sheet.cell(row, 1), note)
    top = len(NOTES) + 2
    write_row(sheet, top, ["Cột", "Bắt buộc", "Cách ghi", "Ví dụ"], bold=True)
    for row, (column, (text, example)) in enumerate(EXPLAINED.items(), start=top + 1):
        write_row(sheet, row, [column.value, "có" if column in NEEDED else "", text, example])
    for letter, width in zip("ABCDFGH", (24, 10, 88, 30, 22, 30, 20), strict=True):
        sheet.column_dimensions[letter].width = width
    return {
        column: write_choices(sheet, number, top, column, names)
        for number, (column, names) in enumerate(choices.items(), start=6)
    }


def write_row(sheet: Worksheet, row: int, texts: list[str], *, bold: bool = False) -> None:
    for number, text in enumerate(texts, start=1):
        cell = put_text(sheet.cell(row, number), text)
        cell.font = Font(bold=bold)


def write_choices(sheet: Worksheet, number: int, top: int, column: Column, names: list[str]) -> str:
    """One list below its title; returns the area of its names as a formula."""
    put_text(sheet.cell(top, number), f"Danh mục {column.value.lower()}").font = Font(bold=True)
    for row, name in enumerate(names, start=top + 1):
        cell = put_text(sheet.cell(row, number), name)
        cell.number_format = "@"
    letter = get_column_letter(number)
    return f"'{HELP}'!${letter}${top + 1}:${letter}${top + max(1, len(names))}"
