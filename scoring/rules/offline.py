"""A neighbourhood's answers filled in offline: what a cell says, where the rows stand, and three answers compared.

An empty cell says nothing: it never takes an answer back. Cells and rows speak of themselves only; whom a row means
stands in its hidden token, which this module hands on unopened.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from emulation.kit.exports import column_letter
from emulation.kit.spreadsheets import Row, Sheet
from emulation.kit.vietnamese import fold
from emulation.rules.cells import Wrong, as_text

from .judging import GRADES, MET, NOT_APPLICABLE, NOT_MET, UNSET, CriterionRule

BOOK_MARK, HEADER_MARK, ROW_MARK = "#to:", "#tieu-de", "#dong:"
MET_SIGN, NOT_MET_SIGN, NA_SIGN = "x", "0", "KAD"
MET_WORDS = {"x", "v", "✓", "✔", "1", "co", "dat", "met"}
NOT_MET_WORDS = {"0", "k", "ko", "khong", "chua", "chua dat", "khong dat"}
NA_WORDS = {"kad", "k a d", "khong ap dung", "na", "n a"}
GRADE = re.compile(r"([0-9]{1,2}) ?/ ?([0-9]{1,2})")
CRITERION_TITLE = re.compile(r"\s*([0-9]{1,3})\s*\.")
NAME_TITLES = {"ho va ten", "chu ho"}


# Cells


def sign_of(answer: str, steps: int) -> str:
    """What stands in a cell for an answer: x, 0, KAD, 1/2; "" where nothing is keyed."""
    if answer == UNSET:
        return ""
    if answer == NOT_APPLICABLE:
        return NA_SIGN
    if steps > 1:
        return f"{GRADES.index(answer)}/{steps}"
    return MET_SIGN if answer == MET else NOT_MET_SIGN


def signs_of(criterion: CriterionRule) -> list[str]:
    """Everything that may stand in a cell of the criterion, as its drop-down offers it; the best answer first."""
    answers = reversed(GRADES[: criterion.steps + 1])
    signs = [sign_of(answer, criterion.steps) for answer in answers]
    return signs if criterion.na_policy == "not_allowed" else [*signs, NA_SIGN]


def answer_in(value: object, criterion: CriterionRule) -> str:
    """The answer a cell gives, in any of its usual spellings; raises Wrong for what is none of this criterion."""
    if isinstance(value, date):
        raise Wrong(f"Excel đã đổi ô này thành ngày tháng. Hãy chọn lại trong danh sách: {choice_words(criterion)}.")
    text = as_text(value)
    word = fold(text) or text
    if not text:
        return UNSET
    if word in NA_WORDS:
        if criterion.na_policy == "not_allowed":
            raise Wrong(f"Tiêu chí này không được ghi “không áp dụng”. Hãy ghi một trong: {choice_words(criterion)}.")
        return NOT_APPLICABLE
    found = graded(text, word, criterion.steps) if criterion.steps > 1 else yes_or_no(word)
    if found is None:
        raise Wrong(f"“{text[:40]}” không phải là câu trả lời. Hãy ghi một trong: {choice_words(criterion)}.")
    return found


def choice_words(criterion: CriterionRule) -> str:
    return ", ".join(signs_of(criterion))


def yes_or_no(word: str) -> str | None:
    if word in MET_WORDS:
        return MET
    return NOT_MET if word in NOT_MET_WORDS else None


def graded(text: str, word: str, steps: int) -> str | None:
    """Steps reached: "1/2", or the number of steps alone; all of them for a plain "đạt"."""
    if match := GRADE.fullmatch(text):
        reached, of = map(int, match.groups())
        return GRADES[reached] if of == steps and reached <= steps else None
    if text.isdecimal() and len(text) <= 2:
        return GRADES[int(text)] if int(text) <= steps else None
    if word in MET_WORDS:
        return GRADES[steps]
    return NOT_MET if word in NOT_MET_WORDS else None


# Rows


@dataclass(frozen=True)
class BookRow:
    """One row of a filled workbook: its token (without the mark), the name beside it, raw cells by criterion number."""

    sheet: str
    number: int
    token: str
    name: object
    cells: Mapping[int, object]
    columns: Mapping[int, str]  # Excel's letters by criterion number


@dataclass(frozen=True)
class BookComplaint:
    """A sentence about one cell or row, by sheet, Excel's row number and column."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True)
class OfflineBook:
    """What a workbook of a neighbourhood holds before anybody looks at whom it means."""

    token: str
    rows: tuple[BookRow, ...]
    complaints: tuple[BookComplaint, ...]


def read_book(sheets: Iterable[Sheet]) -> OfflineBook:
    """Finds the marked rows of every sheet; raises Wrong for a workbook that is none of ours."""
    tokens: list[str] = []
    rows: list[BookRow] = []
    complaints: list[BookComplaint] = []
    for sheet in sheets:
        marked = mark_of(sheet)
        if marked is None:
            continue
        place, token = marked
        tokens.append(token)
        found, wrong = rows_of(sheet, place)
        rows += found
        complaints += wrong
    if not tokens:
        raise Wrong(
            "Tệp này không phải là tệp của tổ tải từ cổng, hoặc cột ẩn đầu tiên đã bị xoá. "
            "Hãy tải tệp của tổ từ trang này, chép câu trả lời vào đó rồi tải lên."
        )
    if not rows and not complaints:
        raise Wrong("Tệp không còn hàng nào của hộ. Hãy tải lại tệp của tổ rồi điền.")
    return OfflineBook(tokens[0], tuple(rows), tuple(complaints))


def mark_of(sheet: Sheet) -> tuple[int, str] | None:
    """The column of the hidden tokens and the workbook's own token."""
    for row in sheet.rows[:20]:
        for place, value in row.cells.items():
            if isinstance(value, str) and value.startswith(BOOK_MARK):
                return place, value.removeprefix(BOOK_MARK)
    return None


def rows_of(sheet: Sheet, place: int) -> tuple[list[BookRow], list[BookComplaint]]:
    """The marked rows below the header, and a complaint for each row of answers that has lost its mark."""
    header = next((row for row in sheet.rows if row.cells.get(place) == HEADER_MARK), None)
    if header is None:
        message = "Dòng tiêu đề của trang tính đã bị xoá hoặc sửa. Hãy tải lại tệp của tổ rồi điền."
        return [], [BookComplaint(sheet.title, sheet.rows[0].number, "", message)]
    criteria, name_place = columns_of(header)
    letters = {number: column_letter(column) for number, column in criteria.items()}
    rows, complaints = [], []
    for row in sheet.rows:
        cells = {number: row.cells[column] for number, column in criteria.items() if column in row.cells}
        mark = row.cells.get(place)
        if isinstance(mark, str) and mark.startswith(ROW_MARK):
            token = mark.removeprefix(ROW_MARK)
            rows.append(BookRow(sheet.title, row.number, token, row.cells.get(name_place), cells, letters))
        elif row.number > header.number and cells:
            complaints.append(BookComplaint(sheet.title, row.number, "", LOST_MARK))
    return rows, complaints


LOST_MARK = (
    "Hàng này có câu trả lời nhưng không có mã ẩn của cổng nên không biết là của ai. "
    "Không thêm người trong tệp này: hãy xoá hàng, rồi thêm người vào danh bạ trước."
)


def columns_of(header: Row) -> tuple[dict[int, int], int]:
    """Columns by criterion number, and the column of names (0 where it is gone); by title, never by position."""
    criteria, name_place = {}, 0
    for place, title in header.cells.items():
        if not isinstance(title, str):
            continue
        if match := CRITERION_TITLE.match(title):
            criteria[int(match[1])] = place
        elif fold(title) in NAME_TITLES:
            name_place = place
    return criteria, name_place


# Three answers compared


@dataclass(frozen=True)
class Merged:
    """One line's answers: what is saved where the portal's value is kept, and where the file's is taken instead.

    `conflicts` are places (from 0) that both have changed since the download, each its own way.
    """

    keep: str
    take: str
    conflicts: tuple[int, ...] = ()


def merge(base: str, now: str, filled: str) -> Merged:
    """Compares place by place the answers at the download, in the portal now, and in the file."""
    keep, take, conflicts = [], [], []
    for place, (was, stands, said) in enumerate(zip(base, now, filled, strict=True)):
        if said in (UNSET, stands, was):  # says nothing, says the same, or was not touched
            kept = taken = stands
        elif stands == was:
            kept = taken = said
        else:
            kept, taken = stands, said
            conflicts.append(place)
        keep.append(kept)
        take.append(taken)
    return Merged("".join(keep), "".join(take), tuple(conflicts))
