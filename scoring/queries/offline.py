"""A neighbourhood's sheets as a workbook knows them: the lines as they stand, and what a filled one would change."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from django.db.models import F, Q

from emulation.kit import clock
from emulation.kit.sealed_files import read_sealed
from emulation.kit.sealed_tokens import TokenBroken, seal, unseal
from emulation.kit.spreadsheets import WorkbookRefused, read
from emulation.kit.vietnamese import tidy
from emulation.models import Household, Member, Phase, Unit
from emulation.rules.cells import Wrong

from ..models import HouseholdScore, MemberScore, OfflineUpload, ResultRules, tags_of
from ..rules import UNSET, CriteriaRules
from ..rules.offline import BookComplaint, BookRow, Merged, answer_in, merge, read_book
from .people import keyed
from .results import rules_of
from .sheets import is_out

BOOK, ROW = "offline-book", "offline-row"


class OfflineRefused(ValueError):
    """A workbook that is not taken at all; the message is a Vietnamese sentence that says what to do next."""


@dataclass(frozen=True)
class OfflineLine:
    """One line of the neighbourhood's sheets as it stands now; `member` 0 is the household itself."""

    household: int
    member: int
    code: str
    address: str
    name: str
    born: int | None  # the year
    answers: str
    version: int
    tags: frozenset[str]

    @property
    def key(self) -> str:
        """What the line is called in forms."""
        return f"{self.household}-{self.member}"


class OfflineSheets:
    """Everything of one neighbourhood in one phase, in a fixed number of statements."""

    def __init__(self, phase: Phase, unit: Unit):
        self.phase, self.unit, self.found = phase, unit, rules_of(phase)
        homes = Household.objects.filter(~Q(is_out(phase)), unit=unit).in_walking_order()
        self.homes = {home.pk: home for home in homes}
        self.people = self.lines_of_people(self.found) if self.found.resident_set else []
        self.households = self.lines_of_households(self.found) if self.found.household_set else []

    @cached_property
    def criteria(self) -> dict[bool, CriteriaRules]:
        """The criteria of people (True) and of households (False), where the phase has them."""
        sets = {True: self.found.resident_set, False: self.found.household_set}
        return {of_people: one.as_rules() for of_people, one in sets.items() if one}

    @property
    def sets(self) -> list[int | None]:
        """Which versions of the criteria a workbook is for."""
        return [self.found.resident_set_id, self.found.household_set_id]

    @cached_property
    def by_key(self) -> dict[str, OfflineLine]:
        return {line.key: line for line in (*self.people, *self.households)}

    def lines_of_people(self, found: ResultRules) -> list[OfflineLine]:
        scores = MemberScore.objects.filter(sheet__phase=self.phase, sheet__household__unit=self.unit)
        scores = scores.filter(member__household=F("sheet__household"))
        standing = {member: rest for member, *rest in scores.values_list("member", "answers", "version")}
        empty = [UNSET * found.resident_set.criteria.count(), 0]
        people = Member.objects.filter(keyed(self.phase), household__in=self.homes)
        order = ["household__position", "household__code", "position", "pk"]
        rows = people.order_by(*order).values_list("household", "pk", "full_name", "born_on")
        return [self.line(home, pk, name, born.year, standing.get(pk, empty)) for home, pk, name, born in rows]

    def lines_of_households(self, found: ResultRules) -> list[OfflineLine]:
        scores = HouseholdScore.objects.filter(sheet__phase=self.phase, sheet__household__unit=self.unit)
        standing = {home: rest for home, *rest in scores.values_list("sheet__household", "answers", "version")}
        empty = [UNSET * found.household_set.criteria.count(), 0]
        return [self.line(pk, 0, home.head_name, None, standing.get(pk, empty)) for pk, home in self.homes.items()]

    def line(self, home_pk: int, member: int, name: str, born: int | None, standing: list) -> OfflineLine:
        home, (answers, version) = self.homes[home_pk], standing
        tags = tags_of(home.tags) | tags_of(self.unit.tags)
        return OfflineLine(home_pk, member, home.code, home.address, name, born, answers, version, tags)

    # Tokens

    def book_token(self) -> str:
        return seal(BOOK, [self.phase.pk, self.unit.pk, self.sets, clock.now().isoformat()])

    def row_token(self, line: OfflineLine) -> str:
        """Whom a row means, and what stood there when the workbook was made."""
        return seal(ROW, [self.phase.pk, self.sets, line.household, line.member, tidy(line.name), line.answers])


# What a filled workbook would change


@dataclass(frozen=True)
class Difference:
    """One row that says something else than the portal now."""

    sheet: str
    row: int
    line: OfflineLine
    filled: str
    merged: Merged

    @property
    def kind(self) -> str:
        """ "conflict", "new" where the line had no answer at all, else "changed"."""
        if self.merged.conflicts:
            return "conflict"
        return "changed" if self.line.answers.strip(UNSET) else "new"

    def saved(self, is_taken: bool) -> str:
        """The answers that are saved, with the file's where both changed, or with the portal's."""
        return self.merged.take if is_taken else self.merged.keep


@dataclass(frozen=True)
class FaultyRow:
    """A row with wrong cells: what was written there, and why it cannot be taken, by criterion number."""

    line: OfflineLine
    token: str
    cells: Mapping[int, object]
    reasons: dict[int, str]


@dataclass
class OfflinePlan:
    """Everything a filled workbook would change, what is wrong with it, and what is left out."""

    differences: list[Difference] = field(default_factory=list)
    wrong: list[BookComplaint] = field(default_factory=list)
    left_out: list[BookComplaint] = field(default_factory=list)
    faulty: list[FaultyRow] = field(default_factory=list)
    same: int = 0

    def of(self, kind: str) -> list[Difference]:
        return [one for one in self.differences if one.kind == kind]

    @property
    def wrong_rows(self) -> int:
        return len({(one.sheet, one.row) for one in self.wrong})

    @property
    def counts(self) -> dict[str, int]:
        kinds = Counter(one.kind for one in self.differences)
        return {kind: kinds[kind] for kind in ("new", "changed", "conflict")} | {
            "same": self.same, "wrong": self.wrong_rows, "left_out": len(self.left_out),
        }  # fmt: skip

    @property
    def stamp(self) -> str:
        """What was looked at, in short: another stamp means that the portal's answers have changed since."""
        seen = [(one.line.key, one.line.version, one.line.answers, one.filled) for one in self.differences]
        return hashlib.sha256(repr((sorted(seen), self.wrong_rows, len(self.left_out))).encode()).hexdigest()[:32]


def plan_of_upload(kept: OfflineUpload) -> OfflinePlan:
    """Reads the kept workbook again and compares it with the portal as it is now; raises OfflineRefused."""
    try:
        content = read_sealed(kept.path)
    except (OSError, InvalidTag) as error:
        raise OfflineRefused("Không mở lại được tệp đã tải lên. Hãy tải tệp lên lần nữa.") from error
    return plan_offline(content, kept.phase, kept.unit)


def plan_offline(content: bytes, phase: Phase, unit: Unit) -> OfflinePlan:
    """What a workbook would change in the sheets of this neighbourhood; writes nothing. Raises OfflineRefused."""
    try:
        book = read_book(read(content))
    except (Wrong, WorkbookRefused) as refusal:
        raise OfflineRefused(str(refusal)) from refusal
    sheets = OfflineSheets(phase, unit)
    check_book(book.token, sheets)
    reading = Reading(sheets, list(book.complaints))
    for row in book.rows:
        reading.take(row)
    return reading.plan


def check_book(token: str, sheets: OfflineSheets) -> None:
    """Raises OfflineRefused for a workbook of another phase or neighbourhood, or of older criteria."""
    try:
        phase, unit, sets, _ = unseal(BOOK, token)
    except TokenBroken as error:
        raise OfflineRefused(
            "Mã ẩn của tệp đã bị sửa hoặc không do cổng này tạo. Hãy tải lại tệp của tổ, chép câu trả lời sang."
        ) from error
    if phase != sheets.phase.pk:
        raise OfflineRefused(f"Tệp này được tải cho một đợt khác, không phải {sheets.phase.name}. Hãy chọn đúng tệp.")
    if unit != sheets.unit.pk:
        raise OfflineRefused(f"Tệp này được tải cho một tổ khác, không phải {sheets.unit}. Hãy mở trang của đúng tổ.")
    if sets != sheets.sets:
        raise OfflineRefused(
            "Bộ tiêu chí đã có phiên bản mới sau khi tệp này được tải. Hãy tải lại tệp của tổ, chép câu trả lời sang."
        )


class Reading:
    """One walk down the rows that sorts them into changes, complaints and rows that say nothing new."""

    def __init__(self, sheets: OfflineSheets, complaints: list[BookComplaint]):
        self.sheets, self.plan = sheets, OfflinePlan(wrong=complaints)
        self.seen: dict[str, BookRow] = {}

    def take(self, row: BookRow) -> None:
        try:
            phase, sets, home, member, name, base = unseal(ROW, row.token)
        except TokenBroken:
            return self.complain(row, "Mã ẩn của hàng đã bị sửa. Hãy tải lại tệp của tổ, chép câu trả lời sang.")
        if (phase, sets) != (self.sheets.phase.pk, self.sheets.sets):
            return self.complain(row, "Hàng này được chép từ tệp của đợt khác. Hãy xoá hàng và điền vào đúng hàng.")
        if tidy(str(row.name or "")) != name:
            return self.complain(row, f"Mã ẩn của hàng này là của {name}, khác tên trong ô. {AGAIN}")
        key = f"{home}-{member}"
        if key in self.seen:
            return self.complain(row, f"{name} đã có ở hàng {self.seen[key].number}. Hãy xoá một trong hai hàng.")
        self.seen[key] = row
        line = self.sheets.by_key.get(key)
        if line is None:
            return self.leave_out(row, name, base)
        return self.compare(row, line, base)

    def compare(self, row: BookRow, line: OfflineLine, base: str) -> None:
        filled = self.answers(row, line)
        if filled is None:
            return
        merged = merge(base, line.answers, filled)
        if merged.take == line.answers:
            self.plan.same += 1
        else:
            self.plan.differences.append(Difference(row.sheet, row.number, line, filled, merged))

    def answers(self, row: BookRow, line: OfflineLine) -> str | None:
        """The row's answers; None, with a complaint for each wrong cell."""
        answers, reasons = "", {}
        for criterion in self.sheets.criteria[line.member > 0].criteria:
            value = row.cells.get(criterion.number)
            try:
                answer = answer_in(value, criterion)
                if answer != UNSET and not criterion.applies_to(line.tags):
                    raise Wrong("Tiêu chí này không áp dụng cho hộ này. Hãy để trống ô.")
            except Wrong as wrong:
                reasons[criterion.number] = str(wrong)
                self.complain(row, str(wrong), f"{row.columns[criterion.number]} (tiêu chí {criterion.number})")
                continue
            answers += answer
        if reasons:
            self.plan.faulty.append(FaultyRow(line, row.token, row.cells, reasons))
            return None
        return answers

    def leave_out(self, row: BookRow, name: str, base: str) -> None:
        """Somebody who is not scored any more; only said where the row was filled, as no file can mend it."""
        if row.cells:
            message = f"{name} nay không còn thuộc diện chấm của tổ (miễn chấm, chuyển đi, đã mất) nên không được ghi."
            self.plan.left_out.append(BookComplaint(row.sheet, row.number, "", message))

    def complain(self, row: BookRow, message: str, column: str = "") -> None:
        self.plan.wrong.append(BookComplaint(row.sheet, row.number, column, message))


AGAIN = "Các hàng đã bị xáo: hãy tải lại tệp của tổ, điền vào mà không sắp xếp lại hàng."
