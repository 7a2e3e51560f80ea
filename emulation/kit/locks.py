"""Holding a record that many writers rely on, so that whoever would change it waits until they are done."""

from django.db import connection


def hold(record) -> None:
    """Keeps a record as it is until the transaction ends; others may hold it at the same time.

    Ask the database anew afterwards: somebody may have changed it before. SQLite lets only one transaction write
    anyway, and it is alone from its beginning.
    """
    if connection.vendor == "postgresql":
        sql, values = type(record)._default_manager.filter(pk=record.pk).values("pk").query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} FOR SHARE", values)
