"""A list of earlier awards judged as a whole: four columns, and everything that is wrong with it, row by row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from emulation.kit.old_letters import NEVER_IN_WORDS
from emulation.kit.spreadsheets import Row, Sheet
from emulation.rules.cells import OLD_ENCODING, Wrong, as_text, required, visible
from emulation.rules.columns import ListKind, titles_of
from emulation.rules.list_notes import notes_on
from emulation.rules.list_table import ListTable, find_table
from emulation.rules.listed import Complaint

from .names import name_key

FIRST_YEAR = 1945


class HistoryColumn(StrEnum):
    """The columns of the template, by their titles."""

    NUMBER = "STT"
    NAME = "Tên"
    YEAR = "Năm"
    FORM = "Hình thức, danh hiệu"
    DECISION = "Quyết định"


OTHER_TITLES = {
    HistoryColumn.NUMBER: "tt; số tt; số thứ tự",
    HistoryColumn.NAME: "họ và tên; họ tên; tên tập thể; tên tập thể cá nhân; tên tập thể cá nhân hộ gia đình; "
    "tập thể cá nhân; đối tượng; đối tượng khen thưởng; tên đối tượng; tên đơn vị; họ tên tập thể cá nhân",
    HistoryColumn.YEAR: "năm khen thưởng; năm khen; năm quyết định; năm được khen",
    HistoryColumn.FORM: "hình thức; hình thức khen thưởng; danh hiệu; danh hiệu hình thức khen thưởng; "
    "danh hiệu thi đua; danh hiệu thi đua hình thức khen thưởng; hình thức danh hiệu khen thưởng",
    HistoryColumn.DECISION: "số quyết định; quyết định số; số ngày quyết định; số quyết định ngày tháng năm; "
    "số ngày tháng năm quyết định; qđ; số qđ; quyết định khen thưởng",
}
HISTORY = ListKind(
    needed=(HistoryColumn.NAME, HistoryColumn.YEAR, HistoryColumn.FORM, HistoryColumn.DECISION),
    titles=titles_of(HistoryColumn, OTHER_TITLES),
    anchor=HistoryColumn.NAME,
    prepared=(HistoryColumn.NUMBER,),
)


class ListedAward(NamedTuple):
    """One earlier award as the list has it."""

    row: int
    name: str
    year: int
    form: str
    decision: str

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What makes two lines the same one."""
        return name_key(self.name), self.year, self.form, self.decision


@dataclass(frozen=True)
class JudgedHistory:
    """The judgement of a file: the good lines, and the rows that are held back."""

    lines: tuple[ListedAward, ...] = ()
    errors: tuple[Complaint, ...] = ()
    warnings: tuple[Complaint, ...] = ()
    header_row: int = 0
    sheet: str = ""

    @property
    def held(self) -> tuple[int, ...]:
        return tuple(sorted({one.row for one in self.errors if one.row}))


def judge_history(sheets: Iterable[Sheet], *, today: date) -> JudgedHistory:
    """Judges a workbook of earlier awards; a line that stands twice is taken once."""
    try:
        table = find_table(sheets, HISTORY)
    except Wrong as wrong:
        return unreadable_history(str(wrong))
    if not table.people:
        return unreadable_history(
            f"Chưa có dòng nào dưới dòng tiêu đề (hàng {table.header_row}). Hãy điền danh sách rồi tải lại."
        )
    errors: list[Complaint] = []
    lines = [line for row in table.people if (line := listed(row, table, today, errors))]
    return JudgedHistory(
        tuple({line.key: line for line in reversed(lines)}.values())[::-1],
        tuple(errors),
        tuple(notes_on(table, None, who="lần khen thưởng")),
        table.header_row,
        table.sheet.title,
    )


def unreadable_history(message: str) -> JudgedHistory:
    """The judgement of a file about which there is only one thing to say."""
    return JudgedHistory(errors=(Complaint(None, None, message),))


def listed(row: Row, table: ListTable, today: date, errors: list[Complaint]) -> ListedAward | None:
    """The line of a row; None, with every complaint, where a cell is wrong."""
    before = len(errors)
    values: dict[HistoryColumn, str] = {}
    for column, (what, limit) in TEXTS.items():
        try:
            values[column] = words(row.cells.get(table.columns[column]), what, limit)
        except Wrong as wrong:
            errors.append(Complaint(row.number, table.titles.get(column, column.value), str(wrong)))
    try:
        year = year_of(row.cells.get(table.columns[HistoryColumn.YEAR]), today)
    except Wrong as wrong:
        year = 0
        errors.append(Complaint(row.number, table.titles.get(HistoryColumn.YEAR, "Năm"), str(wrong)))
    if len(errors) > before:
        return None
    return ListedAward(row.number, values[HistoryColumn.NAME], year, *(values[c] for c in TEXTS if c != "Tên"))


TEXTS = {
    HistoryColumn.NAME: ("tên", 200),
    HistoryColumn.FORM: ("hình thức, danh hiệu", 150),
    HistoryColumn.DECISION: ("quyết định", 150),
}


def words(value: object, what: str, limit: int) -> str:
    """A text that must be there and can be printed, as it was typed."""
    text = visible(required(value, what), what[:1].upper() + what[1:], limit)
    if NEVER_IN_WORDS.search(text):
        raise Wrong(OLD_ENCODING.format(text))
    return text


def year_of(value: object, today: date) -> int:
    """The year of an award: 2021, also of a whole date or written as "năm 2021"."""
    if isinstance(value, date):
        return possible(value.year, today)
    text = as_text(value)
    if not text:
        raise Wrong("Hàng này chưa có năm. Hãy ghi năm được khen, ví dụ 2021.")
    if found := re.fullmatch(r"(?:năm )?([0-9]{4})", text, re.IGNORECASE):
        return possible(int(found[1]), today)
    raise Wrong(f"“{text}” không phải là năm. Hãy ghi bốn chữ số, ví dụ 2021.")


def possible(year: int, today: date) -> int:
    if not FIRST_YEAR <= year <= today.year:
        raise Wrong(f"Năm {year} không thể đúng. Hãy ghi năm được khen, từ {FIRST_YEAR} đến {today.year}.")
    return year
