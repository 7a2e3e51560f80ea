"""Working days over weekends, Tết and New Year, as a table of cases."""

import tomllib
from datetime import date

import pytest

from rewards.actions.holidays import KNOWN
from rewards.rules.working_days import WorkCalendar, after_working_days, calendar_doubts, working_days_between

ROWS = tomllib.loads(KNOWN.read_text(encoding="utf-8"))["days"]
KNOWN_DAYS = WorkCalendar(
    off=frozenset(row["day"] for row in ROWS),
    unsure=frozenset(row["day"] for row in ROWS if row.get("needs_confirmation")),
)
NOTHING = WorkCalendar()
MAKE_UP = WorkCalendar(off=frozenset([date(2026, 8, 31)]), worked=frozenset([date(2026, 8, 22)]))


@pytest.mark.parametrize(
    ("submitted", "days", "due", "calendar", "why"),
    [
        ("2026-11-02", 1, "2026-11-03", KNOWN_DAYS, "the day itself is not counted"),
        ("2026-11-02", 5, "2026-11-09", KNOWN_DAYS, "a weekend lies between"),
        ("2026-11-06", 1, "2026-11-09", KNOWN_DAYS, "Friday to Monday"),
        ("2026-11-07", 1, "2026-11-09", KNOWN_DAYS, "submitted on a Saturday"),
        ("2026-11-08", 1, "2026-11-09", KNOWN_DAYS, "submitted on a Sunday"),
        ("2026-11-23", 1, "2026-11-25", KNOWN_DAYS, "24/11 is off"),
        ("2026-12-31", 1, "2027-01-04", KNOWN_DAYS, "New Year on a Friday"),
        ("2026-12-24", 10, "2027-01-08", KNOWN_DAYS, "over New Year"),
        ("2026-12-24", 10, "2027-01-07", NOTHING, "over New Year when nobody has entered it"),
        ("2027-02-04", 1, "2027-02-12", KNOWN_DAYS, "from the last day before Tết to the first after it"),
        ("2027-01-28", 10, "2027-02-18", KNOWN_DAYS, "over Tết"),
        ("2027-02-06", 1, "2027-02-12", KNOWN_DAYS, "submitted on mùng 1"),
        ("2026-04-24", 3, "2026-04-29", NOTHING, "the plain week"),
        ("2026-04-24", 3, "2026-05-04", KNOWN_DAYS, "Giỗ Tổ, 30/4 and 01/5 in one week"),
        ("2026-08-21", 1, "2026-08-22", MAKE_UP, "a Saturday worked instead"),
        ("2026-08-28", 1, "2026-09-01", MAKE_UP, "the Monday off for it"),
    ],
)
def test_time_limits(submitted, days, due, calendar, why):
    found = after_working_days(date.fromisoformat(submitted), days, calendar)

    assert found == date.fromisoformat(due), why


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2026-11-02", "2026-11-02", 0),
        ("2026-11-02", "2026-11-03", 1),
        ("2026-11-06", "2026-11-09", 1),
        ("2026-11-07", "2026-11-08", 0),
        ("2027-02-04", "2027-02-12", 1),
        ("2026-11-09", "2026-11-02", 0),
    ],
)
def test_working_days_between_two_days(first, last, count):
    assert working_days_between(date.fromisoformat(first), date.fromisoformat(last), KNOWN_DAYS) == count


def test_a_time_limit_and_the_days_between_agree_over_two_years():
    for number in range(1, 260):
        due = after_working_days(date(2026, 1, 5), number, KNOWN_DAYS)

        assert working_days_between(date(2026, 1, 5), due, KNOWN_DAYS) == number


def test_what_is_not_certain_of_a_time_limit_is_said():
    found = calendar_doubts(date(2027, 2, 5), date(2027, 2, 8), KNOWN_DAYS)

    assert found == ["Hạn đi qua ngày nghỉ cần xác nhận: 06/02/2027, 07/02/2027, 08/02/2027."]


def test_of_many_uncertain_days_the_first_are_named():
    [said] = calendar_doubts(date(2027, 2, 4), date(2027, 2, 11), KNOWN_DAYS)

    assert said.endswith("10/02/2027 và 1 ngày nữa.")


def test_a_year_nobody_has_entered_is_said():
    found = calendar_doubts(date(2027, 12, 30), date(2028, 1, 5), KNOWN_DAYS)

    assert found == ["Chưa nhập ngày nghỉ lễ năm 2028 nên hạn chỉ trừ thứ Bảy, Chủ nhật."]


def test_days_of_the_solar_year_are_certain_and_lunar_ones_to_be_confirmed():
    names = {row["name"] for row in ROWS if not row.get("needs_confirmation")}

    assert names == {"Tết Dương lịch", "Ngày Chiến thắng", "Ngày Quốc tế lao động", "Quốc khánh"}
