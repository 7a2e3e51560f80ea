"""Cells that only a staff list has: its code, the position, days of work. What is wrong is said as in `cells`."""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ..kit import old_letters
from ..kit.spreadsheets import EXCEL_DAY_ZERO
from ..kit.vietnamese import fold
from .cells import DAY_MONTH_YEAR, OLD_ENCODING, YEAR_MONTH_DAY, Text, Wrong, as_text, required, visible

CODE = re.compile(r"[\w./ -]+")
WRITE_DAY = "Hãy ghi dạng ngày/tháng/năm, ví dụ 05/9/2020, hoặc để trống."


class DayRead(NamedTuple):
    value: date | None
    doubt: str = ""


def staff_code(value: object) -> Text:
    """A code inside the unit, or nothing; numbers are taken as they show."""
    text = visible(as_text(value), "Mã cán bộ", 30)
    if text and (isinstance(value, date) or not CODE.fullmatch(text)):
        raise Wrong(f"“{text}” không dùng làm mã được. Mã gồm chữ, số, dấu chấm, gạch nối; ví dụ GV-012.")
    return Text(text)


def position(value: object) -> Text:
    """Chức vụ or chức danh, as it is written."""
    text = visible(required(value, "chức vụ"), "Chức vụ", 100)
    if isinstance(value, date) or not re.search(r"[^\W\d_]", text):
        raise Wrong(f"“{text}” không phải là chức vụ. Hãy ghi bằng chữ, ví dụ Giáo viên.")
    if old_letters.NEVER_IN_WORDS.search(text):
        raise Wrong(OLD_ENCODING.format(text))
    return Text(text)


def day_of_work(value: object, today: date, day_zero: date = EXCEL_DAY_ZERO) -> DayRead:
    """A day, or nothing; also one to come, for a school knows in June who begins in September."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return DayRead(possible(value, today))
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 2100 < value < 100_000:
        on = day_zero + timedelta(days=int(value))
        return DayRead(
            possible(on, today), f"Số {value:g} được hiểu là ngày {on:%d/%m/%Y} theo cách Excel đếm ngày."
        )  # fmt: skip
    text = as_text(value)
    return DayRead(possible(day_in_words(text), today)) if text else DayRead(None)


def day_in_words(text: str) -> date:
    if match := YEAR_MONTH_DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif (match := DAY_MONTH_YEAR.fullmatch(text.casefold())) and len(match[3]) == 4:
        day, month, year = map(int, match.groups())
    else:
        raise Wrong(f"“{text}” không phải là ngày. {WRITE_DAY}")
    try:
        return date(year, month, day)
    except ValueError:
        raise Wrong(f"“{text}” không phải là ngày có thật. {WRITE_DAY}") from None


def possible(on: date, today: date) -> date:
    if not 1940 <= on.year <= today.year + 1:
        raise Wrong(f"Ngày {on:%d/%m/%Y} không thể là ngày làm việc. {WRITE_DAY}")
    return on


def of_this_unit(value: object, name: str) -> Text:
    """The unit's own name, or nothing; a row of another unit is Wrong."""
    text = as_text(value)
    if text and fold(text) != fold(name):
        raise Wrong(f"Hàng này của “{text}”, còn danh sách đang nhập là của {name}. Hãy bỏ hàng này, nhập riêng sau.")
    return Text(name)
