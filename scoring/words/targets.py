"""What pages say of targets: goals, readings, how a goal stands, what to do next, where it leads."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from emulation.kit.vietnamese import percent, thousands

from ..choices import Direction, GoalState, TargetKind
from ..models import Reading, Target, TargetGoal
from ..queries.targets import TargetLine
from ..rules import targets as rules

NO_BREAK = "\u00a0"
TONES = {
    GoalState.OVERDUE: "bad",
    GoalState.NO_READING: "warn",
    GoalState.NOT_YET: "warn",
    GoalState.REACHED_LATE: "plain",
    GoalState.REACHED_OLD: "warn",
    GoalState.REACHED: "good",
}


def share_words(amount: Fraction) -> str:
    return f"{percent(amount.numerator, 100 * amount.denominator)} %"


def amount_words(target: Target, amount: Fraction) -> str:
    """An amount in the target's own measure, also one that was never measured: 96,5 % or 12 lớp."""
    if target.is_share:
        return share_words(amount)
    return f"{thousands(int(amount))} {target.measure}".strip()


def reading_words(target: Target, reading: Reading) -> str:
    """What a reading says: "57/60 người (95,0 %)", "12 lớp", "Có"."""
    if target.is_share:
        counts = f"{thousands(reading.part)}/{thousands(reading.whole)} {target.measure}".strip()
        return f"{counts} ({percent(reading.part, reading.whole)}{NO_BREAK}%)"
    if target.kind == TargetKind.COUNT:
        return f"{thousands(reading.value)} {target.measure}".strip()
    return "Có" if reading.answer else "Chưa"


def level_words(target: Target, goal: TargetGoal) -> str:
    """What the goal asks for: "95 % trở lên", "không quá 5 hồ sơ", "có"."""
    if goal.value is None:
        return "có"
    level = f"{goal.value} %" if target.is_share else f"{thousands(goal.value)} {target.measure}".strip()
    if target.direction == Direction.AT_MOST:
        return f"không quá {level}"
    return level if target.is_share and goal.value == 100 else f"{level} trở lên"


def goals_in_words(target: Target) -> str:
    """All goals of a target in a line: "95 % trở lên đến 31/12/2022; …"."""
    said = [f"{level_words(target, goal)} đến {goal}" for goal in target.goals.all()]
    return f"{target.get_kind_display()}: {'; '.join(said) if said else 'chưa có mốc'}"


def time_words(one: rules.Standing) -> str:
    days_left = one.days_left
    if not one.may_change:
        return "hạn đã qua"
    if days_left < 0:
        return f"quá hạn {thousands(-days_left)} ngày"
    return f"còn {thousands(days_left)} ngày" if days_left else "đến hạn trong ngày"


def missing_words(target: Target, goal: TargetGoal, reading: Reading) -> str:
    """ "còn thiếu 3 người để đạt 95 %", or "" where nothing is missing or nothing can be counted."""
    lacking = rules.missing(goal.as_goal(), reading.as_measured())
    if not lacking:
        return ""
    measure = f" {target.measure}" if target.measure else ""
    level = f"{goal.value} %" if target.is_share else thousands(goal.value)
    if target.direction == Direction.AT_MOST:
        return f"vượt {thousands(lacking)}{measure} so với mức {level}"
    return f"còn thiếu {thousands(lacking)}{measure} để đạt {level}"


def next_words(line: TargetLine) -> str:
    """What to do next about a goal, in a sentence; "" where it is done."""
    if line.waiting and line.standing.is_open:
        return f"Có {line.waiting} số liệu chờ duyệt: duyệt rồi xem lại."
    match line.state:
        case GoalState.NO_READING:
            return "Đo rồi nhập số liệu đầu tiên."
        case GoalState.REACHED_OLD:
            return "Vẫn đạt, nhưng số liệu đã cũ: đo lại để chắc chắn."
        case GoalState.REACHED_LATE:
            return "Đạt sau hạn: nêu lý do trong báo cáo."
        case GoalState.REACHED:
            return ""
    if line.judged_by is None:
        return "Quá hạn mà chưa có số liệu: đo và nhập, nêu lý do trong báo cáo."
    lacking = missing_words(line.target, line.goal, line.judged_by)
    late = "" if line.state == GoalState.NOT_YET else " Nêu lý do trong báo cáo."
    return f"{lacking[:1].upper()}{lacking[1:]}.{late}" if lacking else f"Hoàn thành rồi nhập “Có”.{late}"


def forecast_words(goal: TargetGoal, line: TargetLine, counted: list[Reading]) -> str:
    """Where the line through the first and the last reading leads, said with what it rests on; "" for yes or no."""
    target = line.target
    if goal.value is None or not line.standing.is_open or line.standing.days_left < 0:
        return ""
    found = rules.forecast(goal.as_goal(), [one.as_measured() for one in counted])
    if found is None:
        return "Chưa đủ số liệu để dự báo: cần ít nhất hai lần đo đã duyệt, khác ngày."
    first, last = (amount_words(target, one.amount) for one in (found.first, found.last))
    basis = f"Từ {found.first.on:%d/%m/%Y} ({first}) đến {found.last.on:%d/%m/%Y} ({last})"
    if found.first.amount == found.last.amount:
        return f"{basis} số liệu không đổi: giữ như vậy thì không kịp hạn {goal.due_on:%d/%m/%Y}."
    ahead = f"{basis}; nếu giữ nhịp đều như vậy, đến hạn {goal.due_on:%d/%m/%Y} được khoảng "
    ahead += amount_words(target, found.at_due)
    if found.is_in_time:
        return f"{ahead}: kịp hạn."
    day = f", khoảng {found.reached_on:%d/%m/%Y} mới đạt" if found.reached_on else ""
    return f"{ahead}: không kịp hạn{day}. Đây là ước tính theo đường thẳng, không phải kết luận."


@dataclass(frozen=True)
class TargetRow:
    """One target × goal as the list shows it."""

    line: TargetLine
    level: str
    tone: str
    now: str
    time: str
    next: str
    percent: float | None  # of the meter; None where there is nothing to draw
    marks: list[float]
    gone: int | None  # percent of the time to the deadline; None where nothing is to be done any more


def target_row(line: TargetLine, first: date, day: date) -> TargetRow:
    bar, mark = meter_of(line)
    return TargetRow(
        line,
        level_words(line.target, line.goal),
        TONES[line.state],
        reading_words(line.target, line.judged_by) if line.judged_by else "chưa có số liệu",
        time_words(line.standing),
        next_words(line),
        bar,
        [mark],
        rules.time_gone(first, line.goal.due_on, day) if line.standing.may_change else None,
    )


def meter_of(line: TargetLine) -> tuple[float | None, float]:
    """How far the bar goes and where its mark stands, in percent; a count is drawn so that the goal stands at 80."""
    if line.goal.value is None or line.judged_by is None:
        return None, 0
    amount = float(line.judged_by.as_measured().amount)
    if line.target.is_share:
        return round(amount, 1), line.goal.value
    return (min(100.0, round(80 * amount / line.goal.value, 1)) if line.goal.value else 0), 80
