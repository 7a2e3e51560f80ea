"""Days that somebody writes: a year that no plan can mean is a slip, and no moment of it could be stored."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError

from . import clock


def check_year(day: date) -> None:
    """Raises ValidationError for a day of a year that nobody can mean."""
    if not clock.FIRST_DAY <= day <= clock.LAST_DAY:
        raise ValidationError(f"Năm {day.year} không thể đúng. Hãy xem lại ngày này.")


class DayField(forms.DateField):
    """A day of our time."""

    default_validators = [check_year]


def moment_of(day: date, hour: time) -> datetime:
    """The moment of an hour of a day in Ho Chi Minh time."""
    return clock.start_of(day) + timedelta(hours=hour.hour, minutes=hour.minute)
