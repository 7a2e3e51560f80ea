"""The one clock: days are days in Ho Chi Minh time, deadlines are exact moments, 29 February is decided once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from emulation.kit import clock


@pytest.fixture
def it_is(monkeypatch):
    """Sets Django's clock: it_is(2022, 8, 31, 17) is that moment in UTC."""

    def set_moment(*parts):
        moment = datetime(*parts, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    return set_moment


def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)


def test_the_day_changes_at_midnight_in_ho_chi_minh(it_is):
    it_is(2022, 8, 31, 16, 59, 59, 999999)
    assert clock.today() == date(2022, 8, 31)

    it_is(2022, 8, 31, 17)
    assert clock.today() == date(2022, 9, 1)


def test_the_year_too_changes_at_midnight_in_ho_chi_minh(it_is):
    it_is(2022, 12, 31, 17)

    assert clock.today().year == 2023


def test_a_day_starts_seven_hours_before_its_start_in_utc():
    assert clock.start_of(date(2022, 9, 9)) == datetime(2022, 9, 8, 17, tzinfo=UTC)


def test_a_day_ends_when_the_next_one_starts():
    assert clock.end_of(date(2022, 9, 8)) == clock.start_of(date(2022, 9, 9))
    assert clock.end_of(date(2022, 12, 31)) == clock.start_of(date(2023, 1, 1))
    assert clock.end_of(date(2024, 2, 28)) == clock.start_of(date(2024, 2, 29))


def test_a_window_that_closes_at_midnight_is_open_until_the_day_before():
    assert clock.last_day_before(clock.end_of(date(2022, 9, 8))) == date(2022, 9, 8)


def test_a_window_that_closes_during_a_day_is_open_on_that_day():
    assert clock.last_day_before(clock.start_of(date(2022, 9, 8)) + timedelta(hours=17)) == date(2022, 9, 8)
    assert clock.last_day_before(clock.start_of(date(2022, 9, 8)) + timedelta(microseconds=1)) == date(2022, 9, 8)


def test_moments_are_shown_in_ho_chi_minh_time():
    assert f"{clock.local(datetime(2022, 9, 8, 17, tzinfo=UTC)):%H:%M %d/%m/%Y}" == "00:00 09/09/2022"


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (date(2022, 8, 31), 18, date(2004, 8, 31)),
        (date(2022, 2, 28), 18, date(2004, 2, 28)),
        (date(2022, 3, 1), 18, date(2004, 3, 1)),
        (date(2024, 2, 29), 18, date(2006, 2, 28)),
        (date(2024, 2, 29), 20, date(2004, 2, 29)),
        (date(2022, 8, 31), 3000, date(1, 8, 31)),
    ],
)
def test_years_are_counted_back_to_the_same_day(day, years, before):
    assert clock.years_before(day, years) == before


def test_whoever_is_born_on_29_february_comes_of_age_on_1_march():
    born = date(2004, 2, 29)

    assert born > clock.years_before(date(2022, 2, 28), 18)
    assert born <= clock.years_before(date(2022, 3, 1), 18)
