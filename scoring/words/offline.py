"""What the preview of a neighbourhood's workbook says: whose line changes how, and what stands side by side."""

from dataclasses import dataclass
from itertools import chain

from ..models import OfflineUpload
from ..queries.offline import Difference, OfflinePlan
from ..rules import UNSET, CriteriaRules
from ..rules.offline import BookComplaint
from .sheets import answer_words

SHOWN = 200  # lines of each table


@dataclass(frozen=True)
class CellWords:
    """One criterion of a line: what stands in the portal and what the file says, in words."""

    number: int
    portal: str
    file: str


@dataclass(frozen=True)
class DifferenceWords:
    """One row of the file that says something else than the portal."""

    difference: Difference
    conflicts: list[CellWords]
    changes: list[CellWords]

    @property
    def key(self) -> str:
        return self.difference.line.key


@dataclass(frozen=True)
class Shown:
    """The first lines of a table, and how many there are."""

    rows: list
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class OfflinePreview:
    """The preview as the page draws it."""

    plan: OfflinePlan
    wrong: Shown
    left_out: Shown
    conflicts: Shown
    changes: Shown
    half: int

    @property
    def is_empty(self) -> bool:
        return not self.plan.differences


def offline_preview(plan: OfflinePlan, criteria: dict[bool, CriteriaRules]) -> OfflinePreview:
    """Tables of what is wrong, left out, changed on both sides, and what is written without asking."""
    lines = {kind: [words_of(one, criteria) for one in plan.of(kind)] for kind in ("new", "changed", "conflict")}
    written = [line for line in chain(*lines.values()) if line.changes]
    return OfflinePreview(
        plan=plan,
        wrong=shown(plan.wrong),
        left_out=shown(plan.left_out),
        conflicts=Shown(lines["conflict"], len(lines["conflict"])),
        changes=Shown(written[:SHOWN], len(written)),
        half=sum(lacks_answers(one, criteria) for one in plan.differences),
    )


def lacks_answers(one: Difference, criteria: dict[bool, CriteriaRules]) -> bool:
    """Whether a criterion that concerns the household would still be without an answer."""
    pairs = zip(criteria[one.line.member > 0].criteria, one.merged.keep, strict=True)
    return any(answer == UNSET and rule.applies_to(one.line.tags) for rule, answer in pairs)


def shown(complaints: list[BookComplaint]) -> Shown:
    ordered = sorted(complaints, key=lambda one: (one.sheet, one.row, one.column))
    return Shown(ordered[:SHOWN], len(complaints))


def words_of(one: Difference, criteria: dict[bool, CriteriaRules]) -> DifferenceWords:
    """The cells of a line that differ: those that both sides changed, and those that the file alone changes."""
    rules = criteria[one.line.member > 0].criteria
    cells = [
        (place, CellWords(rule.number, answer_words(now, rule.steps), answer_words(taken, rule.steps)))
        for place, (rule, now, taken) in enumerate(zip(rules, one.line.answers, one.merged.take, strict=True))
        if now != taken
    ]
    return DifferenceWords(
        one,
        conflicts=[cell for place, cell in cells if place in one.merged.conflicts],
        changes=[cell for place, cell in cells if place not in one.merged.conflicts],
    )


def saved_words(kept: OfflineUpload) -> str:
    """What was saved, in a sentence."""
    counts = kept.counts
    parts = [f"{counts['new']} hàng mới", f"{counts['changed']} hàng thay đổi"]
    if counts["conflict"]:
        taken = counts["taken"]
        parts.append(
            f"{counts['conflict']} hàng khác nhau ({taken} lấy theo tệp, {counts['conflict'] - taken} giữ của cổng)"
        )
    parts.append(f"{counts['same']} hàng không đổi")
    if counts["wrong"]:
        parts.append(f"{counts['wrong']} hàng sai được bỏ qua")
    if counts["left_out"]:
        parts.append(f"{counts['left_out']} hàng của người không còn thuộc diện chấm được bỏ qua")
    words = f"Đã lưu: {', '.join(parts)}. {counts['finished']} phiếu được đánh dấu đã xong."
    if waiting := counts.get("unexplained"):
        words += (
            f" {waiting} phiếu đã đủ câu trả lời nhưng khác với hộ tự chấm qua điện thoại nên chưa xong: "
            "hãy mở từng phiếu ở danh sách “Hộ tự chấm”, ghi lý do rồi bấm xong."
        )
    return words
