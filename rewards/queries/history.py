"""What an uploaded list of earlier awards would add, and how it is looked at before it is saved."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag

from emulation.kit import clock, spreadsheets
from emulation.kit.given_back import rows_given_back
from emulation.kit.sealed_files import read_sealed
from emulation.models import Unit
from emulation.queries.import_previews import Line, Lines, Tab, complained
from emulation.queries.kept_lists import GONE

from ..models import AwardHistory, HistoryImport
from ..rules.history import JudgedHistory, ListedAward, judge_history, unreadable_history


@dataclass(frozen=True)
class HistoryPlan:
    """What one list would write: lines that are new; those the portal has are left alone."""

    judged: JudgedHistory
    new: list[ListedAward] = field(default_factory=list)
    known: list[ListedAward] = field(default_factory=list)

    @property
    def errors(self) -> tuple:
        return self.judged.errors

    @property
    def held(self) -> tuple[int, ...]:
        return self.judged.held

    @property
    def is_empty(self) -> bool:
        return not self.new

    @property
    def counts(self) -> dict[str, int]:
        return {"new": len(self.new), "same": len(self.known), "held": len(self.held)}

    @property
    def stamp(self) -> str:
        """A hash of what would be written."""
        return hashlib.sha256(repr([line[1:] for line in self.new]).encode()).hexdigest()


@dataclass(frozen=True)
class HistoryPreview:
    plan: HistoryPlan
    tabs: tuple[Tab, ...]

    def tab(self, key: str) -> Tab:
        wanted = [tab for tab in self.tabs if tab.key == key]
        return (wanted or [tab for tab in self.tabs if tab.total] or list(self.tabs))[0]


@spreadsheets.garbage_left_alone()
def judge_history_book(content: bytes) -> JudgedHistory:
    """Reads and judges a workbook; a file that cannot be read becomes one complaint."""
    try:
        return judge_history(spreadsheets.read(content), today=clock.today())
    except spreadsheets.WorkbookRefused as refusal:
        return unreadable_history(str(refusal))


def plan_of_history(kept: HistoryImport) -> HistoryPlan:
    """The plan of a kept list against the history as it is now."""
    try:
        judged = judge_history_book(read_sealed(kept.path))
    except (OSError, InvalidTag):
        judged = unreadable_history(GONE)
    return plan_history(judged, kept.ward)


def plan_history(judged: JudgedHistory, ward: Unit) -> HistoryPlan:
    found = set(AwardHistory.objects.filter(ward=ward).values_list("name_key", "year", "form", "decision"))
    plan = HistoryPlan(judged)
    for line in judged.lines:
        (plan.known if line.key in found else plan.new).append(line)
    return plan


def preview_of_history(kept: HistoryImport) -> HistoryPreview:
    plan = plan_of_history(kept)
    tabs = (
        Tab("sai", "Sai", Lines(plan.errors, complained), "Cần sửa trong tệp rồi tải lên lại."),
        Tab("xem-lai", "Nên xem lại", Lines(plan.judged.warnings, complained), "Không cản trở việc lưu."),
        Tab("moi", "Mới", Lines(plan.new, told), "Chưa có trong cổng."),
        Tab("giu-nguyen", "Đã có", Lines(plan.known, told), "Cổng đã có, không ghi thêm."),
    )
    return HistoryPreview(plan, tabs)


def told(line: ListedAward) -> Line:
    return Line(line.row, line.name, str(line.year), facts=(line.form, line.decision))


def wrong_history_rows(kept: HistoryImport) -> bytes | None:
    """The rows that are held back, as the same workbook with reasons; None where there are none.

    Raises OSError where the file is no longer kept.
    """
    content = read_sealed(kept.path)
    judged = judge_history_book(content)
    reasons: dict[int, list[str]] = defaultdict(list)
    for one in judged.errors:
        if one.row:
            reasons[one.row].append(f"{one.column}: {one.message}")
    found = {row: "\n".join(words) for row, words in reasons.items()}
    return rows_given_back(content, judged.sheet, judged.header_row, found) if found else None
