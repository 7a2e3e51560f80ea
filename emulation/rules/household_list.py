"""A household list judged as a whole: its households with their members, and everything that is wrong with it.

Nothing is refused one by one: every row is judged to its end, so that a clerk mends the file once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Protocol

from ..choices import Relation
from ..kit.spreadsheets import Row, Sheet
from ..kit.vietnamese import name_sort_key
from . import cells
from .cells import Birth, Neighbourhood, Wrong
from .list_table import Column, ListTable, find_table


class Reading(Protocol):
    """What one cell says, with a doubt or ""."""

    @property
    def value(self) -> Any: ...
    @property
    def doubt(self) -> str: ...


Judge = Callable[[object], Reading]


@dataclass(frozen=True)
class Complaint:
    """A sentence about one cell, by Excel's row number and the column's title; about the whole file without them."""

    row: int | None
    column: str | None
    message: str


@dataclass(frozen=True)
class ListedMember:
    """One person as the list has them; empty numbers were not given."""

    row: int
    full_name: str
    relation: str
    birth: Birth
    gender: str
    citizen_id: str
    phone: str


@dataclass(frozen=True)
class ListedHousehold:
    """One household of the list, its head first and then the others in the order of the rows."""

    row: int
    code: str
    neighbourhood: Neighbourhood
    address: str
    members: tuple[ListedMember, ...]


@dataclass(frozen=True)
class JudgedList:
    """The judgement of a file; while there is an error there are no households to save."""

    households: tuple[ListedHousehold, ...] = ()
    errors: tuple[Complaint, ...] = ()
    warnings: tuple[Complaint, ...] = ()


@dataclass(frozen=True)
class Line:
    """One row with what could be read of it, in the order of the columns; None where a cell is wrong."""

    row: int
    neighbourhood: Neighbourhood | None
    code: str | None
    address: str | None
    full_name: str | None
    relation: str | None
    birth: Birth | None
    gender: str | None
    citizen_id: str | None
    phone: str | None


def judge_list(sheets: Iterable[Sheet], neighbourhoods: Sequence[Neighbourhood], *, today: date) -> JudgedList:
    """Judges a workbook against the ward's neighbourhoods: households to save, or every complaint with its row."""
    try:
        table = find_table(sheets)
    except Wrong as wrong:
        return unreadable(str(wrong))
    if not table.people:
        return unreadable(
            f"Chưa có người nào dưới dòng tiêu đề (hàng {table.header_row}). Hãy điền danh sách rồi tải lại."
        )
    return Judging(table, neighbourhoods, today).verdict()


def unreadable(message: str) -> JudgedList:
    """The judgement of a file about which there is only one thing to say."""
    return JudgedList(errors=(Complaint(None, None, message),))


class Judging:
    """One walk down a list that gathers complaints on its way."""

    def __init__(self, table: ListTable, neighbourhoods: Sequence[Neighbourhood], today: date) -> None:
        self.table = table
        self.judges: dict[Column, Judge] = {
            Column.NEIGHBOURHOOD: partial(cells.neighbourhood, known=cells.by_key(neighbourhoods)),
            Column.CODE: cells.household_code,
            Column.ADDRESS: cells.address,
            Column.NAME: cells.person_name,
            Column.RELATION: cells.relation,
            Column.BIRTH: partial(cells.birth, today=today),
            Column.GENDER: cells.gender,
            Column.CITIZEN_ID: cells.citizen_id,
            Column.PHONE: cells.phone,
        }
        self.errors: list[Complaint] = []
        self.warnings: list[Complaint] = []
        self.faulty: set[tuple[int, Column]] = set()

    def verdict(self) -> JudgedList:
        lines = [self.line(row) for row in self.table.people]
        self.tell_of_rows()
        families = by_code(lines)
        for family in families:
            self.check_family(family)
        self.check_citizen_ids(lines)
        households = () if self.errors else tuple(household(family) for family in families)
        return JudgedList(households, in_order(self.errors), in_order(self.warnings))

    # Complaints

    def error(self, row: int, column: Column, message: str) -> None:
        self.faulty.add((row, column))
        self.errors.append(Complaint(row, self.table.titles.get(column, column.value), message))

    def warn(self, row: int, column: Column, message: str) -> None:
        self.warnings.append(Complaint(row, self.table.titles.get(column, column.value), message))

    def tell_of_rows(self) -> None:
        """What a clerk would want to know about rows that were left out, or taken although Excel hides them."""
        if self.table.skipped:
            rows = ranges(self.table.skipped)
            message = f"Hàng {rows} không phải là nhân khẩu (dòng tổng, ghi chú, ký tên) nên được bỏ qua."
            self.warnings.append(Complaint(None, None, message))
        if hidden := [row.number for row in self.table.people if row.is_hidden]:
            message = f"Hàng {ranges(hidden)} đang bị ẩn trong Excel nhưng vẫn được đọc. Hãy bỏ ẩn để kiểm tra."
            self.warnings.append(Complaint(None, None, message))

    # One row

    def line(self, row: Row) -> Line:
        line = Line(row.number, *(self.cell(row, column, judge) for column, judge in self.judges.items()))
        if line.birth and line.gender and (doubt := cells.citizen_id_doubt(line.citizen_id, line.birth, line.gender)):
            self.warn(row.number, Column.CITIZEN_ID, doubt)
        return line

    def cell(self, row: Row, column: Column, judge: Judge) -> Any:
        """What the cell says; None, with a complaint, where it is wrong."""
        try:
            reading = judge(row.cells.get(self.table.columns.get(column, 0)))
        except Wrong as wrong:
            self.error(row.number, column, str(wrong))
            return None
        if reading.doubt:
            self.warn(row.number, column, reading.doubt)
        return reading.value

    # One household

    def check_family(self, family: list[Line]) -> None:
        self.check_head(family)
        self.check_neighbourhood(family)
        self.check_address(family)
        self.check_people(family)

    def is_faulty(self, family: list[Line], column: Column) -> bool:
        return any((line.row, column) in self.faulty for line in family)

    def check_head(self, family: list[Line]) -> None:
        heads = [line for line in family if line.relation == Relation.HEAD]
        if not heads and not self.is_faulty(family, Column.RELATION):
            self.error(
                family[0].row,
                Column.RELATION,
                f"Hộ {family[0].code} chưa có chủ hộ. Hãy ghi “Chủ hộ” ở cột này cho đúng một người của hộ.",
            )
        for line in heads[1:]:
            self.error(
                line.row,
                Column.RELATION,
                f"Hộ {line.code} đã có chủ hộ ở hàng {heads[0].row}, mỗi hộ chỉ có một. "
                "Hãy sửa lại quan hệ, hoặc sửa mã hộ nếu đây là hộ khác.",
            )

    def check_neighbourhood(self, family: list[Line]) -> None:
        """One neighbourhood a household; it may stand on one of its rows only."""
        told = [line for line in family if line.neighbourhood]
        if not told and not self.is_faulty(family, Column.NEIGHBOURHOOD):
            message = f"Hộ {family[0].code} chưa có tổ dân phố. Hãy điền ở hàng này."
            self.error(family[0].row, Column.NEIGHBOURHOOD, message)
        for line in told[1:]:
            if line.neighbourhood != told[0].neighbourhood and line.neighbourhood and told[0].neighbourhood:
                self.error(
                    line.row,
                    Column.NEIGHBOURHOOD,
                    f"Hộ {line.code} ở hàng {told[0].row} thuộc tổ {told[0].neighbourhood.short_name}, "
                    f"ở hàng này lại thuộc tổ {line.neighbourhood.short_name}. Mỗi mã hộ chỉ thuộc một tổ: "
                    "hãy sửa tổ dân phố hoặc mã hộ.",
                )

    def check_address(self, family: list[Line]) -> None:
        told = [line for line in family if line.address]
        for line in told[1:]:
            if line.address != told[0].address:
                message = f"Hộ {line.code} có hai địa chỉ khác nhau; địa chỉ ở hàng {told[0].row} sẽ được dùng."
                self.warn(line.row, Column.ADDRESS, message)

    def check_people(self, family: list[Line]) -> None:
        """Nobody stands in a household twice; Hoà and Hòa are one, but Hà and Hạ are twins."""
        birthdays = Counter(line.birth for line in family)
        seen: dict[tuple[str, Birth], int] = {}
        for line in family:
            if line.full_name and line.birth and birthdays[line.birth] > 1:
                first = seen.setdefault((name_sort_key(line.full_name), line.birth), line.row)
                if first != line.row:
                    message = f"Người này trùng họ tên và ngày sinh với hàng {first} trong cùng hộ. Hãy xoá một hàng."
                    self.error(line.row, Column.NAME, message)

    def check_citizen_ids(self, lines: list[Line]) -> None:
        seen: dict[str, int] = {}
        for line in lines:
            if line.citizen_id:
                first = seen.setdefault(line.citizen_id, line.row)
                if first != line.row:
                    message = f"Số CCCD này trùng với hàng {first}. Hãy đối chiếu giấy tờ rồi sửa một trong hai hàng."
                    self.error(line.row, Column.CITIZEN_ID, message)


def by_code(lines: list[Line]) -> list[list[Line]]:
    """Lines of one household together, in the order of the file; a code is the same in capitals and small letters."""
    families: dict[str, list[Line]] = {}
    for line in lines:
        if line.code:
            families.setdefault(line.code.casefold(), []).append(line)
    return list(families.values())


def household(family: list[Line]) -> ListedHousehold:
    """A household of lines without faults."""
    code, neighbourhood = family[0].code, next(line.neighbourhood for line in family if line.neighbourhood)
    address = next((line.address for line in family if line.address), "")
    head_first = sorted(family, key=lambda line: line.relation != Relation.HEAD)
    return ListedHousehold(family[0].row, code or "", neighbourhood, address, tuple(map(member, head_first)))


def member(line: Line) -> ListedMember:
    if line.full_name is None or line.relation is None or line.birth is None or line.gender is None:
        raise ValueError("a line with faults is no member")
    return ListedMember(
        line.row, line.full_name, line.relation, line.birth, line.gender, line.citizen_id or "", line.phone or ""
    )


def in_order(complaints: list[Complaint]) -> tuple[Complaint, ...]:
    """By row; what concerns the whole file comes first."""
    return tuple(sorted(complaints, key=lambda complaint: complaint.row or 0))


def ranges(numbers: Sequence[int]) -> str:
    """5, 6, 7 and 9 as "5–7, 9"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts)
