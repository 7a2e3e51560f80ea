"""The one clock: moments are aware and stored in UTC, days are days in Ho Chi Minh time."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)  # the days a plan can mean


def now() -> datetime:
    """This moment, aware."""
    return timezone.now()


def today() -> date:
    """Today's date in Ho Chi Minh time."""
    return timezone.localdate()


def start_of(day: date) -> datetime:
    """00:00 of a day in Ho Chi Minh time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """24:00 of a day in Ho Chi Minh time, the first moment that is no longer in it."""
    return start_of(day + timedelta(days=1))


def last_day_before(moment: datetime) -> date:
    """The last whole or begun day before a moment: a window that closes at 00:00 on 09/9 is open until 08/9."""
    return timezone.localtime(moment - timedelta(microseconds=1)).date()


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier, 29/02 as 28/02; so whoever is born on 29/02 comes of age on 01/03.

    More years than the calendar has lead to its first year.
    """
    year = max(day.year - years, 1)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def local(moment: datetime) -> datetime:
    """A moment in Ho Chi Minh time."""
    return timezone.localtime(moment)
