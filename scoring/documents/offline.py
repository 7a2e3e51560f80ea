"""The workbook a neighbourhood fills in offline: its people, the answers so far, and cells with choices.

Whom a row means and what stood there stands sealed in a hidden first column; all but the answers is locked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from emulation.kit import clock
from emulation.kit.exports import HEADING_FILL, TEXT, column_letter, print_on_a4
from emulation.kit.spreadsheets import packed, put_text
from emulation.rules.cells import Wrong, as_text

from ..models import CriteriaSet, Criterion
from ..queries.offline import FaultyRow, OfflineLine, OfflineSheets
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
WRONG, RED = PatternFill("solid", fgColor="F6C9C6"), Font(color="A8161C")
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


@dataclass(frozen=True)
class BookLine:
    """One row of the workbook: its token, what stands in its cells and why not, by criterion number."""

    line: OfflineLine
    token: str
    signs: dict[int, str]
    reasons: dict[int, str] = field(default_factory=dict)


def offline_book(sheets: OfflineSheets) -> bytes:
    """The workbook of one neighbourhood in one phase, filled with what the portal has."""
    return bound(sheets, [fresh(sheets, line) for line in (*sheets.people, *sheets.households)], leave_out_empty=False)


def fresh(sheets: OfflineSheets, line: OfflineLine) -> BookLine:
    rules = sheets.criteria[line.member > 0].criteria
    signs = {rule.number: sign_of(answer, rule.steps) for rule, answer in zip(rules, line.answers, strict=True)}
    return BookLine(line, sheets.row_token(line), signs)


def wrong_book(sheets: OfflineSheets, faulty: Iterable[FaultyRow]) -> bytes:
    """The same workbook with the wrong rows alone, as they were filled in, and a red column that says why."""
    lines = [
        BookLine(row.line, row.token, {number: shown(value) for number, value in row.cells.items()}, row.reasons)
        for row in faulty
    ]
    return bound(sheets, lines, leave_out_empty=True)


def shown(value: object) -> str:
    """What was typed into a cell; nothing where it was a formula or an error."""
    try:
        return as_text(value)
    except Wrong:
        return ""


def bound(sheets: OfflineSheets, lines: Sequence[BookLine], *, leave_out_empty: bool) -> bytes:
    """A page for people and one for households, where the phase scores them, and the instructions."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, criteria_set in ((PEOPLE, sheets.found.resident_set), (HOUSEHOLDS, sheets.found.household_set)):
        own = [one for one in lines if (one.line.member > 0) == (title == PEOPLE)]
        if criteria_set and (own or not leave_out_empty):
            add_sheet(book, title, sheets, own, criteria_set)
    explain(book.create_sheet(HELP), sheets)
    return packed(book)


def add_sheet(
    book: openpyxl.Workbook, title: str, sheets: OfflineSheets, lines: Sequence[BookLine], criteria_set: CriteriaSet
) -> None:
    sheet = book.create_sheet(title)
    identity = IDENTITY if title == PEOPLE else OF_HOUSEHOLD
    rules = criteria_set.as_rules().criteria
    write_head(sheet, sheets, identity, list(criteria_set.criteria.all()), rules)
    for row, (number, one, is_banded) in enumerate(banded(lines), start=FIRST_ROW):
        line = one.line
        put_text(sheet.cell(row, 1), ROW_MARK + one.token)
        write_identity(sheet, row, [number, line.code, line.address, line.name, line.born][: len(identity)], is_banded)
        write_answers(sheet, row, len(identity) + 2, one, rules)
    if any(one.reasons for one in lines):
        write_reasons(sheet, len(identity) + 2, lines, rules)
    offer(sheet, len(identity) + 2, len(lines), list(criteria_set.criteria.all()), rules)
    lock(sheet, column_letter(len(identity) + 2))


def banded(lines: Iterable[BookLine]) -> Iterable[tuple[int, BookLine, bool]]:
    """Lines with their number; every second household stands on a light band, so that families keep together."""
    band, before = False, None
    for number, one in enumerate(lines, start=1):
        band, before = band != (one.line.household != before), one.line.household
        yield number, one, not band


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


def write_answers(sheet: Worksheet, row: int, first_column: int, one: BookLine, rules: Sequence[CriterionRule]) -> None:
    """The answers so far as signs; a cell that does not concern the household is hatched and locked."""
    for column, rule in enumerate(rules, start=first_column):
        cell = sheet.cell(row, column)
        cell.border, cell.alignment, cell.number_format = BOX, CENTRED, TEXT
        if not rule.applies_to(one.line.tags) and rule.number not in one.reasons:
            cell.fill = CLOSED
            continue
        cell.protection = Protection(locked=False)
        if sign := one.signs.get(rule.number):
            put_text(cell, sign)


def write_reasons(
    sheet: Worksheet, first_column: int, lines: Sequence[BookLine], rules: Sequence[CriterionRule]
) -> None:
    """Wrong cells in red, and behind the answers a red column that says why."""
    last = first_column + len(rules)
    title = put_text(sheet.cell(HEADER_ROW, last), "Cần sửa")
    title.font, title.fill, title.border, title.alignment = BOLD, HEADING_FILL, BOX, CENTRED
    sheet.column_dimensions[column_letter(last)].width = 60
    for row, one in enumerate(lines, start=FIRST_ROW):
        sentences = [f"Tiêu chí {number}: {reason}" for number, reason in one.reasons.items()]
        cell = put_text(sheet.cell(row, last), " ".join(sentences))
        cell.font, cell.border, cell.alignment = RED, BOX, TOP
        for column, rule in enumerate(rules, start=first_column):
            if rule.number in one.reasons:
                sheet.cell(row, column).fill = WRONG


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
        sheet.row_dimensions[row].height = 22
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
