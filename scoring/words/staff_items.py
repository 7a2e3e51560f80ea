"""What the staff grid says: its cells and lines, how each item stands, who is missing by name, who is exempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from emulation.kit import clock
from emulation.kit.vietnamese import percent

from ..actions.sheets import ScoreConflict
from ..actions.staff_items import days_words
from ..choices import StaffAnswer
from ..models import Reading, StaffExemption, StaffItem, TargetGoal
from ..queries.staff_items import ItemNews, Ledger, StaffRow
from ..rules import staff_items as rules
from .targets import level_words, missing_words

SIGNS = {rules.YES: "✓", rules.NO: "–", rules.UNASKED: ""}
NAMED = 20  # so many people are named of those nobody has asked; the others are counted
EXEMPT = "miễn"


@dataclass(frozen=True)
class StaffCell:
    """One cell of the grid: its name in the form, its answer, and what a screen reader says of it."""

    name: str
    answer: str
    label: str
    exemption: StaffExemption | None

    @property
    def sign(self) -> str:
        return EXEMPT if self.exemption else SIGNS[self.answer]

    @property
    def words(self) -> str:
        return exempt_words(self.exemption) if self.exemption else StaffAnswer(self.answer).label


def exempt_words(one: StaffExemption) -> str:
    """Why a cell is closed, as the grid says it behind "Mục này"; the reason is the school's own."""
    return f"được miễn tính {days_words(one)}"


@dataclass(frozen=True)
class StaffLine:
    """One person's line as the page draws it; `answer` holds the words at its end."""

    row: StaffRow
    cells: list[StaffCell]
    answer: dict


def staff_lines(rows: Sequence[StaffRow], items: Sequence[StaffItem], keyed=()) -> list[StaffLine]:
    """The lines of the grid; `keyed` maps people to answers that were sent but could not be saved."""
    answers = dict(keyed)
    return [StaffLine(row, cells_of(row, items, answers.get(row.key, row.answers)), line_answer(row)) for row in rows]


def cells_of(row: StaffRow, items: Sequence[StaffItem], answers: str) -> list[StaffCell]:
    return [
        StaffCell(f"{row.key}-{item.pk}", answer, f"{row.name}, mục {item.number}", exemption)
        for item, answer, exemption in zip(items, answers, row.exemptions, strict=True)
    ]


def line_answer(row: StaffRow, places: Sequence[int] | None = None) -> dict:
    """One line as the grid shows it; `places` are the columns of the screen, where they differ from those of today."""
    answers = row.answers if places is None else "".join(row.answers[place] for place in places)
    state, words = state_of(row)
    score = f"{row.answers.count(rules.YES)}/{row.asked}" if row.asked else EXEMPT
    return {
        "member": row.key, "answers": answers, "version": row.version,
        "state": state, "score": score, "state_words": words,
    }  # fmt: skip


def state_of(row: StaffRow) -> tuple[str, str]:
    """How far a line is, for its colour and in words."""
    if not row.asked:
        return "empty", "không tính"
    if row.left:
        return ("empty" if row.left == row.asked else "entering"), f"{row.left} chưa hỏi"
    lacking = row.answers.count(rules.NO)
    return ("fail", f"{lacking} chưa có") if lacking else ("pass", "đủ")


def line_conflict_words(conflict: ScoreConflict, row: StaffRow, columns: Sequence[StaffItem]) -> str:
    """Both values of every cell that differs, with the name of who wrote the other one and when."""
    theirs = conflict.theirs
    differences = [
        f"mục {item.number}: bạn ghi “{StaffAnswer(a).label}”, trong cổng là “{StaffAnswer(b).label}”"
        for item, a, b in zip(columns, conflict.entry.answers, theirs.answers, strict=True)
        if a != b
    ]
    who = f"{theirs.entered_by} đã ghi dòng của {row.name}" if theirs.entered_by else f"Dòng của {row.name} vừa đổi"
    when = f" lúc {clock.local(theirs.entered_at):%H:%M ngày %d/%m/%Y}" if theirs.entered_at else ""
    exempt = " Ô đang được miễn tính thì không ghi được." if any(row.exemptions) else ""
    return f"{who}{when}, khác với bạn: {'; '.join(differences)}.{exempt} Dòng của bạn chưa được lưu."


# How an item stands


@dataclass(frozen=True)
class ItemLine:
    """How an item stands on a day: the figure, what is missing to the goal, and everybody concerned by name."""

    item: StaffItem
    figure: rules.Figure
    counts: str
    said: str
    tone: str
    percent: float | None  # of the meter; None where there is nothing to draw
    marks: list[int]
    no: str
    unasked: str
    exempt: str


def item_lines(book: Ledger, day: date) -> list[ItemLine]:
    return [item_line(book, item, figure, day) for item, figure in book.figures(day).items()]


def item_line(book: Ledger, item: StaffItem, figure: rules.Figure, day: date) -> ItemLine:
    goal = goal_on(item, day)
    said, tone = standing_words(item, goal, figure, day)
    return ItemLine(
        item,
        figure,
        figure_words(figure),
        said,
        tone,
        round(100 * figure.part / figure.whole, 1) if figure.is_known else None,
        [goal.value] if goal else [],
        ", ".join(book.names[key] for key in figure.no),
        some_names([book.names[key] for key in figure.unasked]),
        ", ".join(book.names[key] for key in figure.exempt),
    )


def figure_words(figure: rules.Figure) -> str:
    """ "57/60 người (95,0 %)", or in words why there is nothing to count."""
    if not figure.whole:
        return "chưa có ai để tính"
    if not figure.is_known:
        return f"chưa hỏi ai trong {figure.whole} người"
    return f"{figure.part}/{figure.whole} người ({percent(figure.part, figure.whole)}\u00a0%)"


def some_names(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" và {more} người nữa" if more > 0 else "")


def goal_on(item: StaffItem, day: date) -> TargetGoal | None:
    """The goal an item works for on a day: the next one to come, or the last one where all are over."""
    goals = list(item.target.goals.all()) if item.target else []
    return next((goal for goal in goals if goal.due_on >= day), goals[-1] if goals else None)


def standing_words(item: StaffItem, goal: TargetGoal | None, figure: rules.Figure, day: date) -> tuple[str, str]:
    """What is missing to the goal and the tone to say it in; "" where there is no goal, or nothing to say yet."""
    if goal is None or not figure.is_known:
        return "", "plain"
    said = Reading(target=item.target, measured_on=day, part=figure.part, whole=figure.whole)
    lacking = missing_words(item.target, goal, said)
    return (lacking, "warn") if lacking else (f"đạt mức {level_words(item.target, goal)}", "good")


def news_words(news: ItemNews) -> str:
    """What the grid says beside what the target was last told."""
    now = f"Bảng CB-GV-NV ngày {news.day:%d/%m/%Y} là {news.figure.part}/{news.figure.whole}"
    if news.told is None:
        return f"{now}; chưa ghi số liệu lần nào."
    return f"{now}, số liệu gần nhất ({news.told.measured_on:%d/%m/%Y}) là {news.told.part}/{news.told.whole}."
