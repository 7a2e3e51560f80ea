"""What pages say of units: their history in whole sentences, and what a change would do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..choices import ChangeKind
from ..kit import clock
from ..models import Unit, UnitChange, UnitChangePart
from ..rules import After, Link, Plan


def legal_day(day: date) -> str:
    """ "01/7/2025", as papers write it: days under 10 and months 1, 2 take a zero."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"


def joined(words: Iterable[str]) -> str:
    """ "A", "A và B", "A, B và C"; each once."""
    words = list(dict.fromkeys(words))
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} và {words[-1]}" if words else ""


def change_words(change: UnitChange, unit: Unit) -> str:
    """One change as this unit tells it: "Sáp nhập từ tổ 3 và tổ 4 từ ngày 01/7/2025 theo Nghị quyết số 15"."""
    return f"{what_happened(change, unit)} từ ngày {legal_day(change.effective_on)} theo {change.decision}"


def what_happened(change: UnitChange, unit: Unit) -> str:
    parts = list(change.parts.all())
    stayed = next((part for part in parts if part.goes_on and part.before_id == unit.pk), None)
    came = [part.old_name for part in parts if part.after_id == unit.pk and part.before_id != unit.pk]
    went = [part.new_name for part in parts if part.before_id == unit.pk and part.after_id != unit.pk]
    if stayed:
        return went_on(stayed, came, went)
    if change.kind == ChangeKind.MERGE:
        return f"Sáp nhập từ {joined(came)}" if came else f"Sáp nhập vào {joined(went)}"
    return f"Tách từ {joined(came)}" if came else f"Chia thành {joined(went)}"


def went_on(part: UnitChangePart, came: list[str], went: list[str]) -> str:
    """What a unit that kept its code went through."""
    new_name = "" if part.old_name == part.new_name else f"từ “{part.old_name}” thành “{part.new_name}”"
    if came or went:
        done = f"Nhận sáp nhập {joined(came)}" if came else f"Chia tách, lập thêm {joined(went)}"
        return f"{done}, đổi tên {new_name}" if new_name else done
    return f"Đổi tên {new_name}" if new_name else f"Đổi số hiệu của {part.new_name}"


def change_in_short(change: UnitChange) -> str:
    """One change as the ward tells it: "Tổ 3 và tổ 4 → tổ 19"; boards and teams are left to their own pages."""
    parts = [part for part in change.parts.all() if part.before.is_neighbourhood] or list(change.parts.all())[:1]
    return f"{joined(part.old_name for part in parts)} → {joined(part.new_name for part in parts)}"


@dataclass(frozen=True)
class HistoryLine:
    """One change on a page: the sentence, why, and who recorded it when."""

    change: UnitChange
    words: str

    @property
    def recorded(self) -> str:
        return f"{self.change.made_by or 'Hệ thống'} ghi lúc {clock.local(self.change.made_at):%H:%M ngày %d/%m/%Y}"


def history(changes: Iterable[UnitChange], unit: Unit) -> list[HistoryLine]:
    return [HistoryLine(change, change_words(change, unit)) for change in changes]


# What will be


@dataclass(frozen=True)
class AfterLine:
    """One neighbourhood after the change: where it comes from, what it gets, and who may go on there."""

    after: After
    state: str
    sources: str
    homes: list
    officers: list[tuple[int, str, bool]]
    number: int = 1
    field: str = "roles"

    @property
    def people(self) -> int:
        return sum(home.people for home in self.homes)


def after_lines(plan: Plan) -> list[AfterLine]:
    """The units after the change that somebody must look at: the neighbourhoods, or the one unit that is renamed."""
    main = main_links(plan)
    afters = list({link.after.code: link.after for link in main}.values())
    lines = [after_line(after, [link for link in main if link.after.code == after.code], plan) for after in afters]
    if plan.kind != ChangeKind.SPLIT:
        return lines
    return [replace(line, number=number, field=f"to{number}-roles") for number, line in enumerate(lines, start=1)]


def main_links(plan: Plan) -> list[Link]:
    """The links of the units one asked about, without those of what hangs below them."""
    level = plan.links[0].before.code.count("/")
    return [link for link in plan.links if link.before.code.count("/") == level]


def after_line(after: After, links: list[Link], plan: Plan) -> AfterLine:
    chosen = {(role.pk, to) for role, to in plan.going}
    heirs = [(role, plan.heir_of(role.unit, after.code)) for role in plan.offered]
    return AfterLine(
        after=after,
        state="tiếp tục, giữ mã" if after.pk else "lập mới",
        sources=joined(link.before.name for link in links),
        homes=plan.homes_of(after),
        officers=[(role.pk, role.words, (role.pk, heir) in chosen) for role, heir in heirs if heir],
    )


def below_lines(plan: Plan) -> list[tuple[str, str]]:
    """What becomes of boards and teams below: old names and the name after."""
    main = main_links(plan)
    below = [link for link in plan.links if link not in main]
    afters = {link.after.code: link.after.name for link in below}
    return [(joined(one.before.name for one in below if one.after.code == code), name) for code, name in afters.items()]
