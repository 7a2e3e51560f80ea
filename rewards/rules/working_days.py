"""Working days: Monday to Friday without holidays, and the Saturdays worked instead of a day off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
LONGEST = 3700  # days looked through at most: no time limit is longer than ten years


@dataclass(frozen=True)
class WorkCalendar:
    """The days off and the days worked instead, as an administrator has entered them; `unsure` are to be confirmed."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    unsure: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def knows(self, year: int) -> bool:
        """Whether anything is entered of a year; without it only weekends are left out."""
        return any(day.year == year for day in self.off)


def after_working_days(day: date, count: int, calendar: WorkCalendar) -> date:
    """The last day of a time limit of working days; the first day is not counted (Bộ luật Dân sự, Điều 147)."""
    left = count
    for step in range(1, LONGEST):
        found = day + timedelta(days=step)
        left -= calendar.is_working(found)
        if left <= 0:
            return found
    raise ValueError(f"{count} working days are too many")


def working_days_between(first: date, last: date, calendar: WorkCalendar) -> int:
    """How many working days come after `first` until `last`, the last one counted; 0 where it does not come after."""
    return sum(calendar.is_working(day) for day in days_after(first, last))


def days_after(first: date, last: date) -> Iterator[date]:
    for step in range((last - first).days):
        yield first + timedelta(days=step + 1)


def calendar_doubts(first: date, last: date, calendar: WorkCalendar) -> list[str]:
    """What is not certain about a time limit between two days, in Vietnamese sentences; nothing here stops anybody."""
    found = []
    if unknown := [year for year in range(first.year, last.year + 1) if not calendar.knows(year)]:
        years = ", ".join(str(year) for year in unknown)
        found.append(f"Chưa nhập ngày nghỉ lễ năm {years} nên hạn chỉ trừ thứ Bảy, Chủ nhật.")
    unsure = sorted(day for day in calendar.unsure if first < day <= last)
    if unsure:
        days = ", ".join(f"{day:%d/%m/%Y}" for day in unsure[:6])
        more = f" và {len(unsure) - 6} ngày nữa" if len(unsure) > 6 else ""
        found.append(f"Hạn đi qua ngày nghỉ cần xác nhận: {days}{more}.")
    return found
