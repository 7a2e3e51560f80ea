"""Initiatives: which periods and authors can be told."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Plan:
    """The days of a plan and the day on which somebody asks."""

    first: date
    last: date
    today: date


def flaws(started_on: date | None, ended_on: date | None, has_author: bool, plan: Plan) -> dict[str, str]:
    """Sentences about what cannot be, by field; none for an initiative that can be recorded.

    It has begun, it ends after it begins, and some of its time lies within the plan's.
    """
    found = {} if has_author else {"other_authors": "Hãy chọn hoặc ghi ít nhất một tác giả."}
    if started_on is None:
        return found
    if started_on > plan.today:
        found["started_on"] = f"Ngày {started_on:%d/%m/%Y} chưa đến. Hãy ghi sau khi đã bắt đầu áp dụng."
    elif ended_on is not None and ended_on < started_on:
        found["ended_on"] = f"Ngày kết thúc trước ngày bắt đầu ({started_on:%d/%m/%Y}). Hãy xem lại hai ngày."
    elif started_on > plan.last or (ended_on is not None and ended_on < plan.first):
        days = f"{plan.first:%d/%m/%Y} – {plan.last:%d/%m/%Y}"
        found["started_on"] = f"Thời gian áp dụng nằm ngoài thời gian của kế hoạch ({days}). Hãy xem lại hai ngày."
    return found
