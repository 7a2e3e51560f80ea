"""Words that official papers write in one way only (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from datetime import date

OPEN = "\u00a0" * 6  # room for a pen; no-break, because HTML folds ordinary spaces


def long_date(day: date | None, year: int | None = None) -> str:
    """ "ngày 05 tháng 02 năm 2022": days under 10 and months 1, 2 take a zero, months 3 to 9 do not.

    Without a day the figures stay open for a pen, the year too unless it is given.
    """
    if day is None:
        return f"ngày {OPEN} tháng {OPEN} năm {year or OPEN}"
    month = f"{day.month:02}" if day.month < 3 else f"{day.month}"
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def dated_at(place: str, day: date | None, year: int | None = None) -> str:
    """ "Đồng Tâm, ngày 05 tháng 02 năm 2022": the line above the signature."""
    return f"{place}, {long_date(day, year)}"
