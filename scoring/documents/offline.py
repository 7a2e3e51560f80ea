"""The workbook a neighbourhood fills in offline: its people, the answers so far, and cells with choices.

Whom a row means and what stood there stands sealed in a hidden first column; all but the answers is locked.
"""

from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from emulation.kit import clock
from emulation.kit.exports import HEADING_FILL, TEXT, column_letter, print_on_a4
from emulation.kit.spreadsheets import packed, put_text

from ..models import CriteriaSet, Criterion
from ..queries.offline import OfflineLine, OfflineSheets
from ..rules import CriterionRule
from ..rules.offline import BOOK_MARK, HEADER_MARK, ROW_MARK, sign_of, signs_of

HEADER_ROW, FIRST_ROW = 3, 4
PEOPLE, HOUSEHOLDS, HELP = "Người dân", "Cả hộ", "Hướng dẫn"
IDENTITY = {"STT": 5, "Mã hộ": 11, "Địa chỉ": 26, "Họ và tên": 28, "Năm sinh": 7}
OF_HOUSEHOLD = {"STT": 5, "Mã hộ": 11, "Địa chỉ": 26, "Chủ hộ": 28}
ANSWER_WIDTH = 10.5
PROMPT = 255  # characters that Excel shows of a hint
LINE = Side("thin", color="B9B4A7")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
BAND, CLOSED = PatternFill("solid", fgColor="F6F4EE"), PatternFill("lightUp", fgColor="C9C4B6")
BOLD, TITLE = Font(bold=True), Font(bold=True, size=14)
TOP, CENTRED = Alignment(wrap_text=True, vertical="center"), Alignment("center", vertical="center", wrap_text=True)
FILL_IN = (
    "Chỉ điền các ô trắng: x = đạt, 0 = chưa đạt{grades}{na}; để trống = chưa nhập. Bấm vào ô để đọc tiêu chí. "
    "Không thêm, xoá, sắp xếp lại hàng; xem trang “Hướng dẫn”."
)
STEPS = (
    "Điền vào các ô trắng của trang “{pages}”, mỗi hàng một {whom}. Bấm vào ô thì Excel hiện nội dung tiêu chí "
    "và danh sách để chọn.",
    "x = đạt; 0 = chưa đạt; KAD = không áp dụng (nếu tiêu chí cho phép); tiêu chí nhiều bậc ghi số bậc đạt được, "
    "ví dụ 1/2.",
    "Ô để trống nghĩa là chưa nhập. Xoá trắng một ô không làm mất câu trả lời đang có trong cổng; muốn bỏ "
    "thì sửa trong cổng.",
    "Ô gạch chéo không áp dụng cho hộ ấy, không điền được. Họ tên, mã hộ bị khoá: nếu sai, hãy báo phường "
    "sửa trong danh bạ.",
    "Không thêm, xoá, sắp xếp lại hàng và không bỏ cột ẩn đầu tiên: cổng nhờ cột ấy để biết câu trả lời là của ai.",
    "Lưu tệp ở dạng .xlsx rồi tải lên ở trang “Tệp Excel của tổ”. Cổng cho xem trước mọi khác biệt; "
    "chỉ khi bấm lưu mới ghi.",
    "Nếu trong lúc đó có người đã nhập vào cổng, cổng để hai câu trả lời cạnh nhau cho bạn chọn, không tự ghi đè.",
)


def offline_book(sheets: OfflineSheets) -> bytes:
    """The workbook of one neighbourhood in one phase, filled with what the portal has."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    found = sheets.found
    if found.resident_set:
        add_sheet(book, PEOPLE, sheets, sheets.people, found.resident_set)
    if found.household_set:
        add_sheet(book, HOUSEHOLDS, sheets, sheets.households, found.household_set)
    explain(book.create_sheet(HELP), sheets)
    return packed(book)


def add_sheet(
    book: openpyxl.Workbook, title: str, sheets: OfflineSheets, lines: Sequence[OfflineLine], criteria_set: CriteriaSet
) -> None:
    sheet = book.create_sheet(title)
    identity = IDENTITY if title == PEOPLE else OF_HOUSEHOLD
    rules = criteria_set.as_rules().criteria
    write_head(sheet, sheets, identity, list(criteria_set.criteria.all()), rules)
    for row, (number, line, is_banded) in enumerate(banded(lines), start=FIRST_ROW):
        put_text(sheet.cell(row, 1), ROW_MARK + sheets.row_token(line))
        write_identity(sheet, row, [number, line.code, line.address, line.name, line.born][: len(identity)], is_banded)
        write_answers(sheet, row, len(identity) + 2, line, rules)
    offer(sheet, len(identity) + 2, len(lines), list(criteria_set.criteria.all()), rules)
    lock(sheet, column_letter(len(identity) + 2))


def banded(lines: Iterable[OfflineLine]) -> Iterable[tuple[int, OfflineLine, bool]]:
    """Lines with their number; every second household stands on a light band, so that families keep together."""
    band, before = False, None
    for number, line in enumerate(lines, start=1):
        band, before = band != (line.household != before), line.household
        yield number, line, not band


def write_head(
    sheet: Worksheet, sheets: OfflineSheets, identity: dict[str, int], criteria: list[Criterion],
    rules: Sequence[CriterionRule],
) -> None:  # fmt: skip
    """Title, how to fill in, and the header; the token of the workbook in the hidden column."""
    put_text(sheet.cell(1, 1), BOOK_MARK + sheets.book_token())
    put_text(sheet.cell(HEADER_ROW, 1), HEADER_MARK)
    moment = clock.local(clock.now())
    made = f"tải từ cổng lúc {moment:%H:%M ngày %d/%m/%Y}"
    put_text(sheet.cell(1, 2), f"{sheets.unit} – {sheets.phase.name} – {sheet.title.lower()} ({made})").font = TITLE
    put_text(sheet.cell(2, 2), FILL_IN.format(**extra_signs(rules))).alignment = TOP
    last = len(identity) + len(criteria) + 1
    for row in (1, 2):
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=last)
    titles = [*identity, *(f"{c.number}. {c.label}" for c in criteria)]
    for column, title in enumerate(titles, start=2):
        cell = put_text(sheet.cell(HEADER_ROW, column), title)
        cell.font, cell.fill, cell.border, cell.alignment = BOLD, HEADING_FILL, BOX, CENTRED
    widths = [*identity.values(), *[ANSWER_WIDTH] * len(criteria)]
    for column, width in enumerate(widths, start=2):
        sheet.column_dimensions[column_letter(column)].width = width
    sheet.row_dimensions[2].height, sheet.row_dimensions[HEADER_ROW].height = 32, 78


def extra_signs(rules: Sequence[CriterionRule]) -> dict[str, str]:
    """The signs beside x and 0 that this set knows."""
    grades = any(rule.steps > 1 for rule in rules)
    na = any(rule.na_policy != "not_allowed" for rule in rules)
    return {"grades": ", 1/2 = đạt 1 trong 2 bậc" if grades else "", "na": ", KAD = không áp dụng" if na else ""}


def write_identity(sheet: Worksheet, row: int, values: Sequence[object], is_banded: bool) -> None:
    for column, value in enumerate(values, start=2):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            put_text(cell, value)
            cell.number_format = TEXT
        else:
            cell.value = value
        cell.border, cell.alignment = BOX, TOP
        if is_banded:
            cell.fill = BAND


def write_answers(
    sheet: Worksheet, row: int, first_column: int, line: OfflineLine, rules: Sequence[CriterionRule]
) -> None:
    """The answers so far as signs; a cell that does not concern the household is hatched and locked."""
    for column, (rule, answer) in enumerate(zip(rules, line.answers, strict=True), start=first_column):
        cell = sheet.cell(row, column)
        cell.border, cell.alignment, cell.number_format = BOX, CENTRED, TEXT
        if not rule.applies_to(line.tags):
            cell.fill = CLOSED
            continue
        cell.protection = Protection(locked=False)
        if sign := sign_of(answer, rule.steps):
            put_text(cell, sign)


def offer(
    sheet: Worksheet, first_column: int, count: int, criteria: list[Criterion], rules: Sequence[CriterionRule]
) -> None:
    """For each criterion its choices and, on entering a cell, its text; what is typed otherwise is judged on upload."""
    for column, (criterion, rule) in enumerate(zip(criteria, rules, strict=True), start=first_column):
        letter = column_letter(column)
        choice = DataValidation("list", formula1=f'"{",".join(signs_of(rule))}"', allow_blank=True)
        choice.promptTitle, choice.prompt = f"Tiêu chí {criterion.number}", shortened(criterion.text)
        choice.showInputMessage, choice.showErrorMessage = True, False
        choice.add(f"{letter}{FIRST_ROW}:{letter}{max(FIRST_ROW, FIRST_ROW + count - 1)}")
        sheet.add_data_validation(choice)


def shortened(text: str) -> str:
    return text if len(text) <= PROMPT else text[: PROMPT - 1] + "…"


def lock(sheet: Worksheet, first_answer: str) -> None:
    """All but the answers is locked, without a password: against slips, not against people. Sealed rows do the rest."""
    sheet.column_dimensions["A"].hidden = True
    sheet.protection.enable()
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # may be made wider
    sheet.freeze_panes = f"{first_answer}{FIRST_ROW}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    print_on_a4(sheet)


def explain(sheet: Worksheet, sheets: OfflineSheets) -> None:
    """The steps in plain words, then every criterion with what may be written."""
    found = sheets.found
    used = [(PEOPLE, "người", found.resident_set), (HOUSEHOLDS, "hộ", found.household_set)]
    used = [(page, whom, one) for page, whom, one in used if one]
    pages, whom = "” và “".join(page for page, _, _ in used), " hoặc một ".join(whom for _, whom, _ in used)
    put_text(sheet.cell(1, 1), f"Cách điền tệp của {sheets.unit}, {sheets.phase.name}").font = TITLE
    for row, step in enumerate(STEPS, start=2):
        put_text(sheet.cell(row, 1), f"{row - 1}. {step.format(pages=pages, whom=whom)}").alignment = TOP
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
        sheet.row_dimensions[row].height = 32
    row = len(STEPS) + 3
    for page, _, one in used:
        row = list_criteria(sheet, row, page, one) + 1
    for letter, width in zip("ABCDE", (8, 34, 74, 10, 20), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.protection.enable()
    print_on_a4(sheet)


def list_criteria(sheet: Worksheet, row: int, page: str, one: CriteriaSet) -> int:
    """A table of the criteria of one page; returns the row below it."""
    put_text(sheet.cell(row, 1), f"Trang “{page}”: {one.name}").font = BOLD
    for column, title in enumerate(["Số", "Tên ngắn", "Nội dung", "Điểm", "Ghi một trong"], start=1):
        cell = put_text(sheet.cell(row + 1, column), title)
        cell.font, cell.fill, cell.border = BOLD, HEADING_FILL, BOX
    rules = one.as_rules().criteria
    for below, (criterion, rule) in enumerate(zip(one.criteria.all(), rules, strict=True), start=row + 2):
        values = [criterion.number, criterion.label, criterion.text, criterion.points, ", ".join(signs_of(rule))]
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(below, column)
            if isinstance(value, str):
                put_text(cell, value)
            else:
                cell.value = value
            cell.border, cell.alignment = BOX, TOP
    return row + 2 + len(rules)
