"""Sentences and table rows of a report on targets; they draft what the numbers show and no more."""

from dataclasses import dataclass

from emulation.kit.vietnamese import percent, thousands
from rewards.documents.letter import short_date
from rewards.documents.report_words import WORK, figure, lower_first
from rewards.rules.report_content import Content, Line
from rewards.rules.reports import TEXTS
from scoring.choices import Direction, GoalState, TargetKind
from scoring.rules.targets import missing
from scoring.words.targets import level_words

NO_BREAK = "\u00a0"
STATES = [
    (GoalState.REACHED, "đạt"),
    (GoalState.REACHED_OLD, "đạt theo lần đo trước đây, cần đo lại"),
    (GoalState.REACHED_LATE, "đạt sau hạn"),
    (GoalState.OVERDUE, "quá hạn mà chưa đạt"),
    (GoalState.NOT_YET, "chưa đạt, còn trong hạn"),
    (GoalState.NO_READING, "chưa đến hạn, chưa có số liệu"),
]
NAMED = 8  # so many reached goals are told one by one
ROMAN = ["I", "II", "III", "IV", "V", "VI"]


def work_words(content: Content) -> str:
    """ "sơ kết phong trào thi đua thực hiện Chính quyền số …": what is reported on, in a sentence."""
    name = content.plan.name
    movement = lower_first(name) if name.lower().startswith(("phong trào", "cuộc")) else f"phong trào “{name}”"
    return f"{WORK[content.kind]} {movement}"


def plan_words(content: Content) -> str:
    """The plan as a sentence cites it, as far as its number and day are recorded."""
    plan = content.plan
    number = f" số {plan.number}" if plan.number else ""
    day = f" ngày {short_date(plan.issued_on)}" if plan.issued_on else ""
    return f"Kế hoạch{number}{day}"


# The table


def target_row(line: Line, is_first: bool) -> tuple[str, ...]:
    """Number, target, plan, what was done, share, verdict; a target's further goals name it briefly."""
    level = f"{level_words(line, line.goal).capitalize()}, đến {short_date(line.goal.due_on)}"
    return (
        f"{line.number}" if is_first else "",
        line.text.rstrip(" ;.") if is_first else f"{line.label} (mốc sau)",
        level.replace(" %", f"{NO_BREAK}%"),
        done_words(line),
        share_cell(line),
        verdict(line),
    )


def target_rows(content: Content) -> list[tuple[str, ...]]:
    rows, before = [], None
    for line in content.lines:
        rows.append(target_row(line, line.number != before))
        before = line.number
    return rows


def done_words(line: Line) -> str:
    """What was measured: "57/60 người", "12 lớp", "Có"; the share stands in a column of its own."""
    reading = line.reading
    if reading is None:
        return "Chưa có số liệu"
    if line.is_share:
        return f"{thousands(reading.part or 0)}/{thousands(reading.whole or 0)} {line.measure}".strip()
    if line.kind == TargetKind.COUNT:
        return f"{thousands(reading.value or 0)} {line.measure}".strip()
    return "Có" if reading.answer else "Chưa"


def share_cell(line: Line) -> str:
    """Of a share its percent; of a count what was done of the plan; "–" where neither can be said."""
    reading = line.reading
    if reading is None or line.kind == TargetKind.YES_NO:
        return "–"
    if line.is_share:
        return percent(reading.part or 0, reading.whole or 0)
    if line.direction == Direction.AT_MOST or not line.goal.value:
        return "–"
    return percent(reading.value or 0, line.goal.value)


def verdict(line: Line) -> str:
    match line.state:
        case GoalState.REACHED:
            return "Đạt"
        case GoalState.REACHED_OLD:
            return f"Đạt, đo từ {short_date(line.reading.on)}" if line.reading else "Đạt"
        case GoalState.REACHED_LATE:
            return "Đạt sau hạn"
        case GoalState.OVERDUE:
            return "Quá hạn, chưa đạt"
        case GoalState.NOT_YET:
            return "Chưa đạt, còn trong hạn"
        case _:
            return "Chưa đến hạn"


# Sentences


def summary_words(content: Content) -> str:
    """How many goals stand how, on the day that is counted up to."""
    targets = len({line.number for line in content.lines})
    found = [(len(content.lines_in(state)), words) for state, words in STATES]
    said = "; ".join(f"{figure(count)} mốc {words}" for count, words in found if count)
    return (
        f"Tính đến hết ngày {short_date(content.counted_on)}, kế hoạch có {figure(targets)} chỉ tiêu với "
        f"{figure(len(content.lines))} mốc: {said}."
    )


def waiting_words(content: Content) -> str:
    """What was not counted because nobody has approved it; "" where there is nothing of the kind."""
    if not content.waiting:
        return ""
    return f"Còn {figure(content.waiting)} số liệu đã đo nhưng chưa được duyệt nên chưa tính vào báo cáo này."


def strength_words(content: Content) -> list[str]:
    """What is reached, one by one; of many only how many, the table names them."""
    reached = [line for line in content.lines if line.is_reached]
    if len(reached) > NAMED:
        return [f"{figure(len(reached))}/{figure(len(content.lines))} mốc của kế hoạch đã đạt (nêu tại Bảng 1)"]
    return [f"Chỉ tiêu {name_of(line)}: {measured_words(line)}{level_reached(line)}" for line in reached]


def level_reached(line: Line) -> str:
    """ ", đạt mức 95 % trở lên (mốc 31/12/2022)"; what is done or not has no level."""
    level = "" if line.kind == TargetKind.YES_NO else f", đạt mức {level_of(line)}"
    return f"{level} (mốc {short_date(line.goal.due_on)})"


def shortcoming_words(content: Content) -> list[str]:
    """What is overdue and what came late; what is still to come is no shortcoming."""
    late = [
        f"Chỉ tiêu {name_of(line)}: {measured_words(line)}, đạt sau hạn {short_date(line.goal.due_on)}"
        for line in content.lines_in(GoalState.REACHED_LATE)
    ]
    return late + [
        f"Chỉ tiêu {name_of(line)}: {measured_words(line)}{lacking_words(line)}, hạn {short_date(line.goal.due_on)}"
        for line in content.lines_in(GoalState.OVERDUE)
    ]


def name_of(line: Line) -> str:
    return f"{line.number} ({line.label})"


def level_of(line: Line) -> str:
    return level_words(line, line.goal).replace(" %", f"{NO_BREAK}%")


def measured_words(line: Line) -> str:
    """What was measured, with its share where it is one."""
    if line.reading is None:
        return "chưa có số liệu"
    done = done_words(line)
    if line.is_share:
        return f"{done} ({share_cell(line)}{NO_BREAK}%)"
    return {"Có": "đã thực hiện", "Chưa": "chưa thực hiện"}.get(done, done)


def lacking_words(line: Line) -> str:
    """ ", còn thiếu 10 hồ sơ để đạt 100 %"; "" where nothing can be counted."""
    lacking = missing(line.goal, line.reading) if line.reading else 0
    if not lacking:
        return ""
    count = f"{thousands(lacking)} {line.measure}".strip()
    if line.direction == Direction.AT_MOST:
        return f", vượt {count} so với kế hoạch"
    return f", còn thiếu {count} để đạt {level_of(line).removesuffix(' trở lên')}"


def staff_words(content: Content) -> str:
    if not content.staff:
        return ""
    day = short_date(content.counted_on)
    return f"{content.plan.unit} có {figure(content.staff)} cán bộ, giáo viên, nhân viên (tính tại ngày {day})."


# The text under its headings


@dataclass(frozen=True)
class Part:
    """One heading with what was drafted from the numbers and what people wrote; dots where nobody has written yet."""

    heading: str
    drafted: tuple[str, ...]
    written: tuple[str, ...]
    dots: str = ""


def part(content: Content, name: str, drafted=(), *, heading: bool = True) -> Part:
    written = tuple(line for line in map(str.strip, content.texts[name].splitlines()) if line)
    return Part(TEXTS[name] if heading else "", tuple(drafted), written, "" if written else "...")


def closing_section(content: Content) -> list[Part]:
    return [part(content, "directions"), part(content, "proposals")]


def judging_section(content: Content) -> list[Part]:
    return [
        part(content, "strengths", strength_words(content)),
        part(content, "shortcomings", shortcoming_words(content)),
        part(content, "causes"),
        part(content, "lessons"),
    ]
