"""What the pages of a target show of the staff grid where its figure is counted from it."""

from datetime import date

from ..choices import Confidence
from ..forms.staff_items import CountedReadingForm
from ..models import Reading, StaffItem, Target
from ..queries.staff_items import Ledger, last_told, living, news_of
from ..words.staff_items import item_line, news_words


def item_of(target: Target) -> StaffItem | None:
    """The item whose answers the target counts."""
    return getattr(target, "staff_item", None)


def counted_box(target: Target, book: Ledger, day: date, data=None) -> dict:
    """What the pages of a linked target show of the grid: the figure of a day with its names, and the form."""
    item = next(one for one in book.items if one.target_id == target.pk)
    figure = book.figure(item, day)
    told = last_told(target.readings.all())
    news = news_of(item, day, figure, target.readings.all())
    confidence = told.confidence if told else Confidence.ON_TRACK
    return {
        "item_line": item_line(book, item, figure, day),
        "item_day": day,
        "item_news": news_words(news) if news else "",
        "item_standing": standing_on(target, day),
        "item_form": CountedReadingForm(day, confidence, data),
    }


def standing_on(target: Target, day: date) -> Reading | None:
    """The reading of a day that a new one would correct."""
    return next((one for one in living(target.readings.all()) if one.measured_on == day), None)


def now_counted(book: Ledger, target: Target, readings: list[Reading]) -> dict[int, str]:
    """Of counted readings that the grid would count otherwise now, what it says: "58/60"."""
    item = next(one for one in book.items if one.target_id == target.pk)
    figures = {one: book.figure(item, one.measured_on) for one in readings if one.is_counted}
    return {
        one.pk: f"{figure.part}/{figure.whole}"
        for one, figure in figures.items()
        if (one.part, one.whole) != (figure.part, figure.whole)
    }
