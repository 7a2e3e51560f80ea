"""What an uploaded staff list would do to the list of its unit, and how a clerk sees that before it is saved."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag

from ..choices import Gender
from ..kit import clock, spreadsheets
from ..kit.given_back import rows_given_back
from ..kit.sealed_files import read_sealed
from ..kit.vietnamese import name_sort_key
from ..models import StaffImport, StaffMember, Unit
from ..rules import Complaint
from ..rules.staff_list import JudgedStaff, ListedStaff, StaffColumn, judge_staff, unreadable_staff
from .import_previews import Difference, Line, Lines, Tab, birth_text, complained
from .imports import Change, Found
from .kept_lists import GONE

NAMES = {
    "code": StaffColumn.CODE, "full_name": StaffColumn.NAME, "born_on": StaffColumn.BIRTH,
    "gender": StaffColumn.GENDER, "position": StaffColumn.POSITION, "joined_on": StaffColumn.JOINED,
    "left_on": StaffColumn.LEFT,
}  # fmt: skip
STILL_LISTED = (
    "Người này trong cổng đã ghi làm việc đến hết {}. Danh sách không đổi ngày ấy; nếu đã trở lại, hãy ghi ở trang "
    "danh sách cán bộ."
)
TWIN = "Một hàng khác trong tệp trùng với hàng này. Hãy đối chiếu rồi sửa hoặc xoá một trong hai hàng."
TAKEN = "Trong cổng, mã này là của một người khác đang làm việc. Hãy sửa mã, hoặc ghi người kia nghỉ trước."


@dataclass
class StaffPlan:
    """Everything one list would write, who of the unit is not in it, and what a clerk should know before."""

    people: Change = field(default_factory=Change)
    missing: list[StaffMember] = field(default_factory=list)
    errors: list[Complaint] = field(default_factory=list)
    warnings: list[Complaint] = field(default_factory=list)
    held: set[int] = field(default_factory=set)

    def refuse(self, row: int, column: StaffColumn, message: str) -> None:
        """Holds a row back for a reason that only the portal's own list knows."""
        self.errors.append(Complaint(row, column, message))
        self.held.add(row)

    def leave_out_held(self) -> None:
        for kind in ("new", "changed", "unchanged"):
            kept = [found for found in getattr(self.people, kind) if found.row not in self.held]
            setattr(self.people, kind, kept)

    @property
    def is_empty(self) -> bool:
        return not self.people.total

    @property
    def counts(self) -> dict[str, int]:
        people = self.people
        told = {"new": people.new, "changed": people.changed, "same": people.unchanged, "missing": self.missing}
        return {name: len(found) for name, found in told.items()} | {"held": len(self.held)}

    @property
    def stamp(self) -> str:
        """A hash of everything that would be written: another one once the portal's list has changed."""
        told = [list(found.household) for found in self.people.new]
        told += [[found.record.pk, found.before, found.after] for found in self.people.changed]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


@dataclass(frozen=True)
class StaffPreview:
    """The plan of a kept list with its tabs; the first one that has lines is what to look at first."""

    plan: StaffPlan
    tabs: tuple[Tab, ...]

    def tab(self, key: str) -> Tab:
        wanted = [tab for tab in self.tabs if tab.key == key]
        return (wanted or [tab for tab in self.tabs if tab.total] or list(self.tabs))[0]


@spreadsheets.garbage_left_alone()
def judge_staff_book(content: bytes, unit: Unit) -> JudgedStaff:
    """Reads and judges a workbook; a file that cannot be read becomes one complaint."""
    try:
        return judge_staff(spreadsheets.read(content), unit.name, today=clock.today())
    except spreadsheets.WorkbookRefused as refusal:
        return unreadable_staff(str(refusal))


def judge_kept_staff(kept: StaffImport) -> JudgedStaff:
    """The judgement of a workbook that was uploaded before."""
    try:
        return judge_staff_book(read_sealed(kept.path), kept.unit)
    except (OSError, InvalidTag):
        return unreadable_staff(GONE)


def plan_of_staff(kept: StaffImport) -> StaffPlan:
    """Its plan against the list as it is now."""
    return plan_staff(judge_kept_staff(kept), kept.unit)


def plan_staff(judged: JudgedStaff, unit: Unit) -> StaffPlan:
    """Compares a list with the unit's people; writes nothing. Its records are ready to be saved."""
    plan = StaffPlan(errors=list(judged.errors), warnings=list(judged.warnings), held=set(judged.held))
    known = KnownStaff(unit)
    for listed in judged.people:
        record = known.find(listed)
        if record is None:
            plan.people.new.append(Found(listed.row, listed, newcomer(listed, unit)))
            continue
        if record.left_on and not listed.left_on:
            day = f"{record.left_on:%d/%m/%Y}"
            plan.warnings.append(Complaint(listed.row, StaffColumn.LEFT, STILL_LISTED.format(day)))
        plan.people.compare(record, values_of(listed, record), listed.row, listed)
        check_days(plan, record, listed.row)
    known.check_codes(plan)
    plan.leave_out_held()
    plan.missing = [] if plan.errors else known.not_found()  # a faulty row may be any of them
    return plan


class KnownStaff:
    """The people the portal has of one unit, found by code, else by name and birth; each is found once."""

    def __init__(self, unit: Unit):
        self.everybody = list(StaffMember.objects.filter(unit=unit).by_name())
        self.found: set[int] = set()
        self.by_code: dict[str, list[StaffMember]] = defaultdict(list)
        self.by_name: dict[str, list[StaffMember]] = defaultdict(list)
        for one in self.everybody:
            self.by_code[one.code.casefold()].append(one)
            self.by_name[name_sort_key(one.full_name)].append(one)

    def find(self, listed: ListedStaff) -> StaffMember | None:
        """By the code, where name or birth agree with it and not both differ; else by name and birth."""
        alike = self.by_name.get(name_sort_key(listed.full_name), [])
        alike = [one for one in alike if same_birth(one, listed) and may_be(one, listed)]
        coded = self.by_code.get(listed.code.casefold(), []) if listed.code else []
        coded = [one for one in coded if one in alike or (one.left_on is None and is_near(one, listed))]
        free = [one for one in coded or alike if one.pk not in self.found]
        best = min(free, key=lambda one: fitness(one, listed), default=None)
        if best:
            self.found.add(best.pk)
        return best

    def check_codes(self, plan: StaffPlan) -> None:
        """Nobody is given a code that somebody else at work has."""
        taken = {one.code.casefold() for one in self.everybody if one.left_on is None and one.pk not in self.found}
        for found in [*plan.people.unchanged, *plan.people.changed, *plan.people.new]:
            code = found.record.code.casefold()
            if code and found.record.left_on is None:
                if code in taken and found.row not in plan.held:
                    plan.refuse(found.row, StaffColumn.CODE, TAKEN)
                taken.add(code)

    def not_found(self) -> list[StaffMember]:
        """Who works at the unit and is not in the list."""
        return [one for one in self.everybody if one.pk not in self.found and not one.has_left]


def same_birth(one: StaffMember, listed: ListedStaff) -> bool:
    """The same day, or the same year where only the year is known of either."""
    if one.is_birth_year_only or listed.birth.year_only:
        return one.born_on.year == listed.birth.on.year
    return one.born_on == listed.birth.on


def is_near(one: StaffMember, listed: ListedStaff) -> bool:
    """A name or a birthday may have been put right in the list, not both."""
    return same_birth(one, listed) or name_sort_key(one.full_name) == name_sort_key(listed.full_name)


def may_be(one: StaffMember, listed: ListedStaff) -> bool:
    """Two codes are two people."""
    return not (one.code and listed.code) or one.code.casefold() == listed.code.casefold()


def fitness(one: StaffMember, listed: ListedStaff) -> tuple:
    """Of several times of work of one person: the one that began on this day, else the one that goes on."""
    began = listed.joined_on is not None and one.joined_on == listed.joined_on
    return not began, one.left_on is not None, -(one.left_on.toordinal() if one.left_on else 0)


def values_of(listed: ListedStaff, record: StaffMember) -> dict:
    """What the list says; an empty cell erases nothing, and a year alone no day that is known."""
    values = {"full_name": listed.full_name, "gender": listed.gender, "position": listed.position}
    is_poorer = listed.birth.year_only and record.born_on.year == listed.birth.on.year
    if not is_poorer:
        values |= {"born_on": listed.birth.on, "is_birth_year_only": listed.birth.year_only}
    given = {"code": listed.code, "joined_on": listed.joined_on, "left_on": listed.left_on}
    return values | {name: value for name, value in given.items() if value}


def newcomer(listed: ListedStaff, unit: Unit) -> StaffMember:
    return StaffMember(
        unit=unit, code=listed.code, full_name=listed.full_name, born_on=listed.birth.on, gender=listed.gender,
        is_birth_year_only=listed.birth.year_only, position=listed.position, joined_on=listed.joined_on,
        left_on=listed.left_on,
    )  # fmt: skip


def check_days(plan: StaffPlan, record: StaffMember, row: int) -> None:
    """A day of the list may contradict one that only the portal has."""
    if record.joined_on and record.left_on and record.left_on < record.joined_on:
        message = "Cùng với ngày đang ghi trong cổng thì ngày nghỉ trước ngày vào làm. Hãy ghi đủ hai ngày ở hàng này."
        plan.refuse(row, StaffColumn.LEFT, message)


# The preview


def preview_of_staff(kept: StaffImport) -> StaffPreview:
    plan = plan_of_staff(kept)
    missing = [Found(0, None, one) for one in plan.missing]
    tabs = (
        Tab("sai", "Sai", Lines(plan.errors, complained), "Cần sửa trong tệp rồi tải lên lại."),
        Tab("xem-lai", "Nên xem lại", Lines(plan.warnings, complained), "Không cản trở việc lưu."),
        Tab("moi", "Mới", Lines(plan.people.new, added), "Chưa có trong danh sách của đơn vị."),
        Tab("thay-doi", "Thay đổi", Lines(plan.people.changed, changed), "Cổng sẽ ghi theo tệp."),
        Tab("giu-nguyen", "Giữ nguyên", Lines(plan.people.unchanged, named), "Tệp và cổng giống nhau."),
        Tab("khong-co", "Không có trong tệp", Lines(missing, added), "Vẫn được giữ; ai đã nghỉ thì ghi ngày nghỉ."),
    )
    return StaffPreview(plan, tabs)


def wrong_staff_rows(kept: StaffImport) -> bytes | None:
    """The rows that are held back, as the same workbook with reasons; None where there are none.

    Raises OSError where the file is no longer kept.
    """
    judged = judge_kept_staff(kept)
    plan = plan_staff(judged, kept.unit)
    told: dict[int, list[str]] = defaultdict(list)
    for one in plan.errors:
        if one.row:
            told[one.row].append(f"{one.column}: {one.message}")
    reasons = {row: "\n".join(told.get(row, [TWIN])) for row in plan.held}
    return rows_given_back(read_sealed(kept.path), judged.sheet, judged.header_row, reasons) if reasons else None


def named(found: Found, **more) -> Line:
    return Line(found.row, found.record.full_name, found.record.code, **more)


def added(found: Found) -> Line:
    one = found.record
    facts = (one.position, birth_text(one.born_on, one.is_birth_year_only), Gender(one.gender).label)
    return named(found, facts=(*facts, *([one.work_text] if one.joined_on or one.left_on else [])))


def changed(found: Found) -> Line:
    """Field by field what would be written over what."""
    before, after = dict(found.before), found.after
    if "is_birth_year_only" in before:
        before.setdefault("born_on", found.record.born_on)
        after["born_on"] = found.record.born_on
    told = [
        Difference(NAMES[name], said(found, name, before), said(found, name, after)) for name in before if name in NAMES
    ]
    return named(found, differences=tuple(told))


def said(found: Found, name: str, values: dict) -> str:
    value = values[name]
    if name == "born_on":
        return birth_text(value, values.get("is_birth_year_only", found.record.is_birth_year_only))
    if name in ("joined_on", "left_on"):
        return f"{value:%d/%m/%Y}" if value else ""
    return Gender(value).label if name == "gender" else str(value)
