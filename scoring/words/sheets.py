"""What the score pages say: verdicts, what is missing, whose answers differ; whole Vietnamese phrases from results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from emulation.kit import clock, spreadsheets
from emulation.kit.vietnamese import percent
from emulation.models import Phase, Unit
from emulation.words.deadlines import full_closing_words

from ..actions.register import MarkReport
from ..actions.sheets import ScoreConflict
from ..choices import Answer, NaPolicy, PaperState, SheetMark
from ..models import CellNote, CriteriaSet, ResultRules
from ..queries.checklists import ChecklistGrid, checklist_count
from ..queries.deadlines import sheet_counts
from ..queries.register import RegisterCount, missing_homes, unit_counts
from ..queries.results import PhaseResult, unit_standing
from ..queries.sheets import GridRow, SheetGrid
from ..rules import GRADES, SheetCount, UnitResult, sum_of_sheets

STATE_WORDS = {"pass": "Đạt", "fail": "Chưa đạt", "entering": "đang nhập", "empty": "chưa nhập"}
SIGNS = {".": "", "1": "✓", "0": "–", "-": "K.A.D"}
NAMED = 3  # so many people are named in "Còn thiếu", the others are counted


def row_answer(row: GridRow) -> dict:
    """One line as the page shows it."""
    return {
        "member": row.key,
        "answers": row.answers,
        "version": row.version,
        "state": row.state,
        "score": f"{row.verdict.points.normalize():f}".replace(".", ","),
        "state_words": row.verdict.level or STATE_WORDS[row.state],
        "words": "" if row.state in ("pass", "empty") else row.words,
    }


@dataclass(frozen=True)
class Cell:
    """One cell of the grid: its name in the form, its answer, and what a screen reader says of it."""

    name: str
    answer: str
    label: str
    steps: int
    may_be_na: bool
    applies: bool
    note: CellNote | None = None

    @property
    def full(self) -> str:
        """The answer that earns all points."""
        return GRADES[self.steps]

    @property
    def sign(self) -> str:
        return answer_sign(self.answer, self.steps)

    @property
    def words(self) -> str:
        return answer_words(self.answer, self.steps)

    @property
    def grades(self) -> list[tuple[str, str]]:
        """The choices of a graded cell in the plain form."""
        return [(GRADES[a], f"{a}/{self.steps}") for a in range(self.steps + 1)]


def answer_sign(answer: str, steps: int) -> str:
    """What stands in a box: ✓, –, K.A.D, or a share of the points such as 1/2."""
    if answer in SIGNS:
        return SIGNS[answer]
    reached = GRADES.index(answer)
    return SIGNS["1"] if reached == steps else f"{reached}/{steps}"


def answer_words(answer: str, steps: int) -> str:
    """An answer as a sentence names it."""
    if steps > 1 and answer in GRADES:
        return f"{GRADES.index(answer)}/{steps}"
    return Answer(answer).label


@dataclass(frozen=True)
class Line:
    """One line as the page draws it; `answer` holds the words at its end."""

    row: GridRow
    cells: list[Cell]
    answer: dict


@dataclass(frozen=True)
class Table:
    """One table of the sheet: the people by their criteria, or the household by its own."""

    title: str
    criteria_set: CriteriaSet
    lines: list[Line]


def grid_tables(grid: SheetGrid, keyed=(), notes: Sequence[CellNote] = ()) -> list[Table]:
    """The tables of the sheet; `keyed` maps lines to answers that were sent but could not be saved."""
    tables = []
    on_cells = {(note.key, note.number): note for note in notes}
    if grid.rows:
        title = f"Người từ đủ {grid.found.phase.campaign.adult_age} tuổi"
        tables.append(Table(title, grid.found.resident_set, grid_lines(grid.rows, grid.tags, keyed, on_cells)))
    if grid.own:
        tables.append(Table("Cả hộ", grid.found.household_set, grid_lines([grid.own], grid.tags, keyed, on_cells)))
    return tables


def grid_lines(rows: list[GridRow], tags: frozenset[str], keyed=(), notes=MappingProxyType({})) -> list[Line]:
    answers = dict(keyed)
    return [Line(row, grid_cells(row, tags, answers.get(row.key, row.answers), notes), row_answer(row)) for row in rows]


def grid_cells(row: GridRow, tags: frozenset[str], answers: str, notes) -> list[Cell]:
    return [
        Cell(
            name=f"{row.key}-{c.number}",
            answer=answer,
            label=f"{row.name}, tiêu chí {c.number}",
            steps=c.steps,
            may_be_na=c.na_policy != NaPolicy.NOT_ALLOWED,
            applies=c.applies_to(tags),
            note=notes.get((row.key, c.number)),
        )
        for c, answer in zip(row.criteria, answers, strict=True)
    ]


def grid_answer(grid: SheetGrid, key: int | None = None) -> dict:
    """The household's verdict in words; with `key` also that line."""
    row = next((r for r in grid.all_rows if r.key == key), None)
    title = grid.found.household_title
    return {
        "passes": grid.passes,
        "verdict": f"Đạt {title}" if grid.passes else f"Chưa đạt {title}",
        "missing": missing_words(grid),
        "is_complete": bool(grid.all_rows) and all(r.verdict.is_complete for r in grid.all_rows),
    } | ({"row": row_answer(row)} if row else {})


def checklist_tables(grid: ChecklistGrid, keyed=()) -> list[Table]:
    """The one table of a unit's checklist."""
    return [Table("Đơn vị", grid.criteria_set, grid_lines(grid.all_rows, grid.tags, keyed))]


def checklist_answer(grid: ChecklistGrid) -> dict:
    """A unit's verdict in words, with its line."""
    passed, name = grid.row.verdict.passed, grid.criteria_set.name
    verdict = f"{name}: {'chưa chấm xong' if passed is None else 'đạt' if passed else 'chưa đạt'}"
    return {
        "passes": passed is True,
        "verdict": verdict,
        "missing": grid.row.words.capitalize() if passed is False else "",
        "is_complete": grid.row.verdict.is_complete,
        "row": row_answer(grid.row),
    }


def checklist_words(phase: Phase, criteria_set: CriteriaSet) -> str:
    """Where the ward stands: "Phường Đồng Tâm: 3/16 đơn vị đạt."."""
    passing, scored = checklist_count(phase, criteria_set)
    return f"{phase.campaign.ward}: {passing}/{scored} đơn vị đạt."


def missing_words(grid: SheetGrid) -> str:
    """Who still lacks what: "Còn thiếu: Lô Thị Nga thiếu tiêu chí 5"; "" when the household passes."""
    if not grid.all_rows and not grid.failing:
        return "Hộ không có người thuộc diện chấm điểm nên không xét."
    if grid.passes:
        return ""
    parts, more = grid.missing[:NAMED], len(grid.missing) - NAMED
    if more > 0:
        parts[-1] += f" và {more} dòng nữa" if grid.own else f" và {more} người nữa"
    if grid.failing:
        parts.append(f"{grid.failing} người được tính là chưa đạt theo quyết định")
    return "Còn thiếu: " + "; ".join(parts)


def unit_words(phase: Phase, unit: Unit, found: ResultRules) -> str:
    """Where the neighbourhood stands: "Tổ dân phố số 8: 86/120 hộ đạt (71,7 %), còn thiếu 16 hộ để đạt 85 %"."""
    standing = unit_standing(phase, unit, found)
    words = (
        f"{unit.name}: {standing.passing}/{standing.counted} hộ đạt ({percent(standing.passing, standing.counted)} %)"
    )
    goals = [(standing.missing_for_award, found.award_percent), (standing.missing_for_title, found.title_percent)]
    lacking = sorted({(goal, missing) for missing, goal in goals if missing})
    return words + "".join(f", còn thiếu {missing} hộ để đạt {goal} %" for goal, missing in lacking[:1])


def conflict_words(conflict: ScoreConflict, grid: SheetGrid) -> str:
    """Both values of every cell that differs, with the name of who wrote the other one and when."""
    theirs, mine = conflict.theirs, conflict.entry.answers
    row = next(r for r in grid.all_rows if r.key == conflict.entry.member)
    differences = [
        f"tiêu chí {c.number}: bạn ghi “{answer_words(a, c.steps)}”, trong cổng là “{answer_words(b, c.steps)}”"
        for c, a, b in zip(row.criteria, mine, theirs.answers, strict=True)
        if a != b
    ]
    when = f"{clock.local(theirs.entered_at):%H:%M ngày %d/%m/%Y}"
    return (
        f"{theirs.entered_by} đã ghi dòng của {row.name} lúc {when}, khác với bạn: {'; '.join(differences)}. "
        "Dòng của bạn chưa được lưu."
    )


@dataclass(frozen=True)
class ResultLine:
    """One line of the ranking page; `url_id` is the unit `pk` to open, None where it is not this person's."""

    result: UnitResult
    share: str
    percent: float
    tone: str
    goal: str
    goal_tone: str
    url_id: int | None
    pk: int = 0


def result_lines(result: PhaseResult, own: set[int]) -> list[ResultLine]:
    """The ranking as the page draws it; `own` are the units this person may open."""
    return [result_line(unit, result, own) for unit in result.units]


def result_line(unit: UnitResult, result: PhaseResult, own: set[int]) -> ResultLine:
    goal, goal_tone = goal_words(unit, result.rules)
    pk = result.unit_ids[unit.count.code]
    return ResultLine(
        result=unit,
        share=percent(unit.passing, unit.counted),
        percent=round(100 * unit.passing / unit.counted, 2) if unit.counted else 0,
        tone="plain"
        if unit.missing_for_award and unit.missing_for_title
        else "warn"
        if unit.missing_for_title
        else "good",
        goal=goal,
        goal_tone=goal_tone,
        url_id=pk if pk in own else None,
        pk=pk,
    )


def goal_words(unit: UnitResult, found: ResultRules) -> tuple[str, str]:
    """What a neighbourhood has reached or lacks, and the tone to say it in ("" for plain words)."""
    if not unit.counted:
        return "chưa có hộ nào được tính", ""
    if unit.is_award_candidate:
        return "Cao nhất, đề nghị khen" if found.award_only_highest else "Đủ điều kiện khen", "bad"
    if unit.has_title:
        return f"Đạt danh hiệu, từ {found.title_percent} %", "good"
    goals = [(unit.missing_for_award, found.award_percent), (unit.missing_for_title, found.title_percent)]
    missing, goal = min((g for g in goals if g[0]), key=lambda g: g[1])
    return f"còn {missing} hộ tới {goal} %", ""


@dataclass(frozen=True)
class SheetCountLine:
    """How far a neighbourhood (or, in the last line, the ward) is; `url_id` is the unit whose sheets one may open."""

    name: str
    count: SheetCount
    complete: str
    on_time: str
    url_id: int | None = None


def sheet_count_lines(phase: Phase, units: Sequence[Unit], deadline, own: set[int]) -> list[SheetCountLine]:
    """A line for each neighbourhood and the sum of all; `own` are the units this person may open."""
    counts = sheet_counts(phase, units, deadline)
    lines = [sheet_count_line(u.name, counts[u.pk], u.pk if u.pk in own else None) for u in units]
    total = sum_of_sheets(counts.values(), has_deadline=deadline is not None)
    return [*lines, sheet_count_line("Cả phường", total, None)]


def sheet_count_line(name: str, count: SheetCount, url_id: int | None) -> SheetCountLine:
    on_time = "–" if count.on_time is None else f"{percent(count.on_time, count.expected)} %"
    return SheetCountLine(name, count, f"{percent(count.finished, count.expected)} %", on_time, url_id)


RESULT_COLUMNS = [
    "Hạng", "Tổ dân phố", "Số hộ", "Số hộ tính tỷ lệ", "Số hộ nộp phiếu", "Số hộ đạt", "Tỷ lệ (%)",
    "Danh hiệu", "Đề nghị khen", "Còn thiếu để đạt danh hiệu (hộ)", "Còn thiếu để được khen (hộ)",
]  # fmt: skip


def result_workbook(result: PhaseResult) -> bytes:
    """The ranking as an .xlsx workbook, the shares as numbers."""
    rows = [
        [
            u.rank, u.count.name, u.count.households, u.counted, u.count.submitted, u.passing,
            float(percent(u.passing, u.counted).replace(",", ".")),
            result.rules.unit_title if u.has_title else "", "có" if u.is_award_candidate else "",
            u.missing_for_title, u.missing_for_award,
        ]
        for u in result.units
    ]  # fmt: skip
    return spreadsheets.table(f"Kết quả đợt {result.phase.number}", RESULT_COLUMNS, rows)


PAPER_TONES = {
    PaperState.NOT_PRINTED: "plain",
    PaperState.PRINTED: "plain",
    PaperState.HANDED_OUT: "warn",
    PaperState.COLLECTED: "warn",
    PaperState.ENTERED: "good",
    PaperState.CONFIRMED: "good",
    PaperState.OUT: "plain",
}


@dataclass(frozen=True)
class RegisterLine:
    """How far the sheets of a neighbourhood (or, in the last line, of all) are; `url_id` is the unit to open."""

    name: str
    count: RegisterCount
    share: str
    percent: float
    url_id: int | None = None


def register_lines(phase: Phase, units: Sequence[Unit]) -> list[RegisterLine]:
    """A line for each neighbourhood, and their sum where there are several."""
    counts = unit_counts(phase, units)
    lines = [register_line(unit.name, counts[unit.pk], unit.pk) for unit in units]
    total = sum(counts.values(), RegisterCount())
    return lines + ([register_line("Cộng", total)] if len(lines) > 1 else [])


def register_line(name: str, count: RegisterCount, url_id: int | None = None) -> RegisterLine:
    share = round(100 * count.back / count.expected, 2) if count.expected else 0
    return RegisterLine(name, count, f"{percent(count.back, count.expected)} %", share, url_id)


def mark_words(report: MarkReport, act: str, day: date) -> str:
    """What an act of the register did, in a sentence or two."""
    on = f" ngày {day:%d/%m/%Y}" if act in (SheetMark.HAND_OUT, SheetMark.COLLECT) else ""
    words = f"{SheetMark(act).label}{on}: đã ghi cho {report.changed} phiếu."
    if report.same:
        words += f" {report.same} phiếu đã ghi như vậy từ trước."
    return words + "".join(f" Bỏ qua {count} phiếu vì {reason}." for reason, count in report.skipped.items())


def reminder_words(phase: Phase, unit: Unit, *, with_names: bool, until: datetime | None) -> str:
    """What to paste into the neighbourhood's chat group: how many have not handed in; heads of household or nobody."""
    homes = list(missing_homes(phase, [unit]).values_list("head_name", flat=True))
    if not homes:
        return f"{unit.name} đã nộp đủ phiếu chấm điểm {phase.name}. Cảm ơn các gia đình."
    when = f" trước {full_closing_words(until)}" if until and until > clock.now() else " sớm"
    lines = [
        f"{unit.name}: còn {len(homes)} hộ chưa nộp phiếu chấm điểm “{phase.campaign.title}”, {phase.name}.",
        *([f"{place}. {head}" for place, head in enumerate(homes, start=1)] if with_names else []),
        f"Mong các gia đình nộp lại phiếu cho tổ{when}. Nếu mất phiếu, xin báo để nhận tờ khác. Cảm ơn các gia đình.",
    ]
    return "\n".join(lines)
