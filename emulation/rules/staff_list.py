"""The staff list of one unit judged as a whole: its people, and everything that is wrong with it, row by row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from ..kit.spreadsheets import Row, Sheet
from ..kit.vietnamese import name_sort_key
from . import cells, staff_cells
from .cells import Birth, Wrong
from .columns import ListKind, titles_of
from .list_notes import notes_on
from .list_table import ListTable, find_table
from .listed import Complaint


class StaffColumn(StrEnum):
    """The columns of the template, by their titles."""

    NUMBER = "STT"
    UNIT = "Đơn vị"
    CODE = "Mã cán bộ"
    NAME = "Họ và tên"
    BIRTH = "Ngày sinh"
    GENDER = "Giới tính"
    POSITION = "Chức vụ"
    JOINED = "Làm việc từ ngày"
    LEFT = "Làm việc đến hết ngày"


OTHER_TITLES = {
    StaffColumn.NUMBER: "tt; số tt; số thứ tự",
    StaffColumn.UNIT: "trường; đơn vị công tác; tên đơn vị; tên trường; nơi công tác",
    StaffColumn.CODE: "mã; mã số; mã cb; mã gv; mã giáo viên; mã nhân viên; mã nv; mã viên chức; mã số cán bộ",
    StaffColumn.NAME: "họ tên; họ chữ đệm và tên; họ đệm và tên; họ và tên giáo viên; họ và tên cán bộ; "
    "họ và tên cb gv nv; họ tên giáo viên",
    StaffColumn.BIRTH: "năm sinh; ngày tháng năm sinh; ngày năm sinh; sinh ngày; sinh năm; ntns",
    StaffColumn.GENDER: "giới; nam nữ; giới tính nam nữ; phái",
    StaffColumn.POSITION: "chức danh; chức vụ chức danh; chức danh chức vụ; vị trí việc làm; vị trí; nhiệm vụ; "
    "công việc; chức danh nghề nghiệp; chức vụ công việc",
    StaffColumn.JOINED: "ngày vào làm; ngày vào; ngày vào ngành; ngày vào trường; ngày bắt đầu; ngày tuyển dụng; "
    "ngày nhận công tác; ngày về trường",
    StaffColumn.LEFT: "ngày nghỉ; ngày nghỉ việc; ngày kết thúc; ngày chuyển đi; ngày thôi việc; ngày nghỉ hưu",
}
STAFF = ListKind(
    needed=(StaffColumn.NAME, StaffColumn.BIRTH, StaffColumn.GENDER, StaffColumn.POSITION),
    titles=titles_of(StaffColumn, OTHER_TITLES),
    anchor=StaffColumn.NAME,
    prepared=(StaffColumn.NUMBER, StaffColumn.UNIT),
)


class ListedStaff(NamedTuple):
    """One person as the list has them; empty texts and days were not given."""

    row: int
    code: str
    full_name: str
    birth: Birth
    gender: str
    position: str
    joined_on: date | None
    left_on: date | None

    @property
    def name_key(self) -> tuple[str, Birth]:
        return name_sort_key(self.full_name), self.birth


@dataclass(frozen=True)
class JudgedStaff:
    """The judgement of a file: the people without a fault, and the rows that are held back.

    While there is an error nothing is saved, unless somebody asks for the good rows alone.
    """

    people: tuple[ListedStaff, ...] = ()
    errors: tuple[Complaint, ...] = ()
    warnings: tuple[Complaint, ...] = ()
    held: tuple[int, ...] = ()
    header_row: int = 0
    sheet: str = ""


def judge_staff(sheets: Iterable[Sheet], unit_name: str, *, today: date) -> JudgedStaff:
    """Judges a workbook as the list of one unit: people to save, and every complaint with its row."""
    try:
        table = find_table(sheets, STAFF)
    except Wrong as wrong:
        return unreadable_staff(str(wrong))
    if not table.people:
        return unreadable_staff(
            f"Chưa có người nào dưới dòng tiêu đề (hàng {table.header_row}). Hãy điền danh sách rồi tải lại."
        )
    return StaffJudging(table, unit_name, today).verdict()


def unreadable_staff(message: str) -> JudgedStaff:
    """The judgement of a file about which there is only one thing to say."""
    return JudgedStaff(errors=(Complaint(None, None, message),))


class StaffJudging:
    """One walk down a list that gathers complaints on its way."""

    def __init__(self, table: ListTable, unit_name: str, today: date) -> None:
        self.table = table
        day = partial(staff_cells.day_of_work, today=today, day_zero=table.sheet.day_zero)
        self.unit = partial(staff_cells.of_this_unit, name=unit_name)
        self.judges: dict[StaffColumn, Callable[[object], Any]] = {
            StaffColumn.CODE: staff_cells.staff_code,
            StaffColumn.NAME: cells.person_name,
            StaffColumn.BIRTH: partial(cells.birth, today=today, day_zero=table.sheet.day_zero),
            StaffColumn.GENDER: cells.gender,
            StaffColumn.POSITION: staff_cells.position,
            StaffColumn.JOINED: day,
            StaffColumn.LEFT: day,
        }
        self.errors: list[Complaint] = []
        self.warnings: list[Complaint] = []
        self.held: set[int] = set()

    def verdict(self) -> JudgedStaff:
        self.warnings += notes_on(self.table, None, who="cán bộ, giáo viên")
        people = [person for row in self.table.people if (person := self.person(row))]
        self.check_twice(people)
        return JudgedStaff(
            tuple(person for person in people if person.row not in self.held),
            in_order(self.errors), in_order(self.warnings), tuple(sorted(self.held)),
            self.table.header_row, self.table.sheet.title,
        )  # fmt: skip

    def error(self, row: int, column: StaffColumn, message: str) -> None:
        self.held.add(row)
        self.errors.append(Complaint(row, self.table.titles.get(column, column.value), message))

    def person(self, row: Row) -> ListedStaff | None:
        """The person of a row; None, with every complaint, where a cell is wrong."""
        before = len(self.errors)
        self.cell(row, StaffColumn.UNIT, self.unit)
        values = [self.cell(row, column, judge) for column, judge in self.judges.items()]
        if len(self.errors) > before:
            return None
        person = ListedStaff(row.number, *values)
        self.check_days(person)
        return person

    def cell(self, row: Row, column: StaffColumn, judge: Callable[[object], Any]) -> Any:
        try:
            reading = judge(row.cells.get(self.table.columns.get(column, 0)))
        except Wrong as wrong:
            self.error(row.number, column, str(wrong))
            return None
        if reading.doubt:
            self.warnings.append(Complaint(row.number, self.table.titles.get(column, column.value), reading.doubt))
        return reading.value

    def check_days(self, person: ListedStaff) -> None:
        if person.joined_on and person.joined_on <= person.birth.on:
            self.error(person.row, StaffColumn.JOINED, "Ngày vào làm trước ngày sinh. Hãy xem lại hai ngày.")
        if person.joined_on and person.left_on and person.left_on < person.joined_on:
            self.error(person.row, StaffColumn.LEFT, "Ngày nghỉ trước ngày vào làm. Hãy xem lại hai ngày.")

    def check_twice(self, people: list[ListedStaff]) -> None:
        """Nobody works at one place twice at once; who came back later may stand in two rows, each with its days."""
        seen: dict[object, list[ListedStaff]] = {}
        for person in people:
            keys = [(StaffColumn.CODE, person.code.casefold())] if person.code else []
            for column, key in [*keys, (StaffColumn.NAME, person.name_key)]:
                others = [one for one in seen.get(key, []) if at_once(one, person) and may_be_one(one, person, column)]
                if others:
                    self.held.add(others[0].row)  # nobody can tell which of the two is right
                    self.error(person.row, column, TWICE[column].format(others[0].row))
                    break
            for key in (person.code.casefold(), person.name_key):
                seen.setdefault(key, []).append(person)


TWICE = {
    StaffColumn.CODE: "Mã này trùng với hàng {}. Mỗi người một mã: hãy sửa mã hoặc xoá một hàng.",
    StaffColumn.NAME: "Người này trùng họ tên và ngày sinh với hàng {}. Hãy xoá một hàng; "
    "nếu là hai người, hãy ghi mã cán bộ khác nhau cho mỗi người.",
}


def at_once(one: ListedStaff, other: ListedStaff) -> bool:
    """True unless the days of the two rows say that one time of work was over before the other began."""
    first, second = sorted((one, other), key=lambda person: person.joined_on or date.min)
    return not (first.left_on and second.joined_on and first.left_on < second.joined_on)


def may_be_one(one: ListedStaff, other: ListedStaff, column: StaffColumn) -> bool:
    """Two people of one name and birthday are told apart by their codes."""
    return column == StaffColumn.CODE or not (one.code and other.code) or one.code.casefold() == other.code.casefold()


def in_order(complaints: list[Complaint]) -> tuple[Complaint, ...]:
    """By row; what concerns the whole file comes first."""
    return tuple(sorted(complaints, key=lambda complaint: complaint.row or 0))
