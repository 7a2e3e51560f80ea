"""Moving a record from one state to another: a conditional update, so of two people pressing at once one wins."""


def move(record, before: str, after: str, **values) -> bool:
    """Sets `status` from `before` to `after` with other values beside it; False if somebody was faster."""
    rows = type(record)._default_manager.filter(pk=record.pk, status=before)
    moved = bool(rows.update(status=after, **values))
    record.refresh_from_db()
    return moved
