"""Ordered rows under one parent, written together: a page sends them all, and they are kept in that order."""

import hashlib
from collections.abc import Iterable

from django.db import models


class RowsChanged(ValueError):
    """Somebody else has written the same rows meanwhile; the message is a Vietnamese sentence."""

    def __init__(self):
        super().__init__(
            "Người khác vừa sửa phần này trong khi bạn đang soạn nên chưa lưu gì. Hãy mở trang ở một thẻ khác để xem "
            "điều mới; bấm lưu lần nữa ở đây thì điều bạn soạn thay thế điều đó."
        )


def stamp_of(*tables: models.QuerySet | models.Model) -> str:
    """A fingerprint of rows as they stand, for telling whether anybody has changed them since.

    Their order counts, but not their numbers: those may move with rows that are not shown.
    """
    rows = [[own_values(row) for row in ([table] if isinstance(table, models.Model) else table)] for table in tables]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def own_values(row: models.Model) -> list:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "position"]


def refuse_stale(seen: str, *tables: models.QuerySet | models.Model) -> None:
    """Raises RowsChanged where the rows are not those that the person saw."""
    if seen and seen != stamp_of(*tables):
        raise RowsChanged


def replace_rows(
    standing: models.QuerySet, rows: Iterable[dict], parent: models.Model, *, under: str, order: str = "position"
) -> int:
    """Keeps exactly these rows, numbered from 1 in their order; a row with "pk" of a standing one stays that row.

    Returns how many rows there are now. Standing rows that are not named go.
    """
    before = {row.pk: row for row in standing}
    model, kept = standing.model, []
    for number, row in enumerate(rows, start=1):
        thing = before.get(row.get("pk")) or model(**{under: parent})
        for name, value in row.items():
            if name != "pk":
                setattr(thing, name, value)
        setattr(thing, order, number)
        kept.append(thing)
    standing.exclude(pk__in=[thing.pk for thing in kept if thing.pk]).delete()
    write_in_order(standing, kept, order)
    return len(kept)


def write_in_order(standing: models.QuerySet, kept: list[models.Model], order: str) -> None:
    """Saves the rows; their numbers step aside first, because a number may be unique under the parent."""
    standing.filter(pk__in=[thing.pk for thing in kept if thing.pk]).update(**{order: models.F(order) + 10_000})
    for thing in kept:
        thing.full_clean(validate_unique=False)
        thing.save()
