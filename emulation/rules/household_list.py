"""A household list judged as a whole: its households with their members, and everything that is wrong with it.

Nothing is refused one by one: every row is judged to its end, so that a clerk mends the file once.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any, Protocol

from ..choices import Relation
from ..kit.spreadsheets import Row, Sheet
from ..kit.vietnamese import fold, name_sort_key
from . import cells
from .cells import Birth, Neighbourhood, Wrong
from .columns import Column
from .list_notes import notes_on
from .list_table import ListTable, find_table
from .listed import Complaint, JudgedList, ListedHousehold, ListedMember


class Reading(Protocol):
    """What one cell says, with a doubt or ""."""

    @property
    def value(self) -> Any: ...
    @property
    def doubt(self) -> str: ...


Judge = Callable[[object], Reading]


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


def judge_list(
    sheets: Iterable[Sheet],
    neighbourhoods: Sequence[Neighbourhood],
    *,
    today: date,
    allowed: Collection[int] | None = None,
) -> JudgedList:
    """Judges a workbook against the ward's neighbourhoods: households to save, and every complaint with its row.

    With `allowed` (keys of neighbourhoods) a row of any other neighbourhood is an error.
    """
    try:
        table = find_table(sheets)
        told = told_above(table, neighbourhoods)
    except Wrong as wrong:
        return unreadable(str(wrong))
    if not table.people:
        return unreadable(
            f"Chưa có người nào dưới dòng tiêu đề (hàng {table.header_row}). Hãy điền danh sách rồi tải lại."
        )
    return Judging(table, neighbourhoods, today, allowed, told).verdict()


def unreadable(message: str) -> JudgedList:
    """The judgement of a file about which there is only one thing to say."""
    return JudgedList(errors=(Complaint(None, None, message),))


def told_above(table: ListTable, neighbourhoods: Sequence[Neighbourhood]) -> tuple[Neighbourhood, str] | None:
    """For a list without a column for it: the one neighbourhood named over the list, and where; else raises Wrong."""
    if Column.NEIGHBOURHOOD in table.columns:
        return None
    known = cells.by_key(neighbourhoods)
    found = [
        (place, f"hàng {row}" if row else f"tên trang tính “{text}”")
        for row, text in reversed(table.above)
        if (place := cells.neighbourhood_within(text, known))
    ]
    if len({place for place, _ in found}) != 1:
        raise Wrong(
            f"Dòng tiêu đề (hàng {table.header_row}) thiếu cột “{Column.NEIGHBOURHOOD}”. Hãy thêm cột này, "
            "hoặc ghi tên một tổ dân phố của phường ở dòng trên bảng."
        )
    return found[0]


class Judging:
    """One walk down a list that gathers complaints on its way."""

    def __init__(
        self,
        table: ListTable,
        neighbourhoods: Sequence[Neighbourhood],
        today: date,
        allowed: Collection[int] | None = None,
        told: tuple[Neighbourhood, str] | None = None,
    ) -> None:
        self.table = table
        self.told = told
        self.judges: dict[Column, Judge] = {
            Column.NEIGHBOURHOOD: partial(cells.neighbourhood, known=cells.by_key(neighbourhoods), allowed=allowed),
            Column.CODE: cells.household_code,
            Column.ADDRESS: cells.address,
            Column.NAME: cells.person_name,
            Column.RELATION: cells.relation,
            Column.BIRTH: partial(cells.birth, today=today, day_zero=table.sheet.day_zero),
            Column.GENDER: cells.gender,
            Column.CITIZEN_ID: cells.citizen_id,
            Column.PHONE: cells.phone,
        }
        if told:
            self.judges[Column.NEIGHBOURHOOD] = lambda _: cells.Place(told[0])
        self.errors: list[Complaint] = []
        self.warnings: list[Complaint] = []
        self.faulty: set[tuple[int, Column]] = set()
        self.doubled: set[int] = set()  # rows that one of two rows with the same number may be wrong about

    def verdict(self) -> JudgedList:
        self.warnings += notes_on(self.table, self.told)
        lines = [self.line(row) for row in self.table.people]
        families = by_code(lines)
        for family in families:
            self.check_family(family)
        self.check_citizen_ids(lines)
        self.check_people_elsewhere(families)
        held = self.held(lines, families)
        households = tuple(household(family) for family in families if family[0].row not in held)
        return JudgedList(
            households, in_order(self.errors), in_order(self.warnings), tuple(sorted(held)),
            self.table.header_row, self.table.sheet.title,
        )  # fmt: skip

    def held(self, lines: list[Line], families: list[list[Line]]) -> set[int]:
        """Rows that are not saved: a household stands or falls as a whole.

        A row whose code cannot be read belongs, as far as anybody can tell, to the household over it.
        """
        bad = {row for row, _ in self.faulty} | self.doubled
        for above, line in pairwise(lines):
            if line.code is None:
                bad.add(above.row)
        if len(lines) > 1 and lines[0].code is None:
            bad.add(lines[1].row)
        return bad.union(*({line.row for line in family} for family in families if bad & {o.row for o in family}))

    # Complaints

    def error(self, row: int, column: Column, message: str) -> None:
        self.faulty.add((row, column))
        self.errors.append(Complaint(row, self.table.titles.get(column, column.value), message))

    def warn(self, row: int, column: Column, message: str) -> None:
        self.warnings.append(Complaint(row, self.table.titles.get(column, column.value), message))

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
                    self.doubled.add(first)
                    message = f"Số CCCD này trùng với hàng {first}. Hãy đối chiếu giấy tờ rồi sửa một trong hai hàng."
                    self.error(line.row, Column.CITIZEN_ID, message)

    def check_people_elsewhere(self, families: list[list[Line]]) -> None:
        """People who may be one although they are written differently, or stand in two households: only a doubt."""
        by_day: dict[date, list[Line]] = {}
        for family in families:
            for line in family:
                if line.full_name and line.birth:
                    by_day.setdefault(line.birth.on, []).append(line)
        of_a_year = [family for family in families if any(line.birth and line.birth.year_only for line in family)]
        told: set[int] = set()
        for group in [*by_day.values(), *of_a_year]:
            for first, second in alike(group):
                if second.row not in told and may_be_one(first, second):
                    told.add(second.row)
                    self.warn(second.row, Column.NAME, doubt_of_two(first, second))


def alike(group: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Each line with the first before it of the same name, whatever its marks and the case."""
    firsts: dict[str, Line] = {}
    for line in group if len(group) > 1 else ():
        name = fold(line.full_name or "")
        if name in firsts:
            yield firsts[name], line
        firsts.setdefault(name, line)


def may_be_one(first: Line, second: Line) -> bool:
    """The same name but for its marks, and a day of birth that does not speak against it."""
    if not (first.birth and second.birth and first.full_name and second.full_name):
        return False
    if first.citizen_id and second.citizen_id:
        return False  # two papers are two people; the same number twice is an error already
    same_day = first.birth.on == second.birth.on
    is_exact = first.birth == second.birth and name_sort_key(first.full_name) == name_sort_key(second.full_name)
    if first.code and second.code and first.code.casefold() == second.code.casefold():
        either_year = first.birth.year_only or second.birth.year_only
        same_year = first.birth.on.year == second.birth.on.year
        return not is_exact and (same_day or (either_year and same_year))
    return same_day and not first.birth.year_only and first.gender == second.gender


def doubt_of_two(first: Line, second: Line) -> str:
    place = "trong cùng hộ" if first.code == second.code else f"ở hộ {first.code}"
    return (
        f"Người này có thể là một với “{first.full_name}” ở hàng {first.row} {place} (họ tên gần như nhau, "
        "ngày sinh không khác). Nếu là hai người thì cứ lưu; nếu là một, hãy xoá một hàng."
    )


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
