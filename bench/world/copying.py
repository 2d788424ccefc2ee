"""Rows of one model written by COPY: what bulk_create does, several times as fast."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import connection, models
from psycopg import sql

Row = TypeVar("Row", bound=models.Model)


def copy(rows: Iterable[Row]) -> list[Row]:
    """Write the rows and return them, numbered. Rows that point to them are made afterwards."""
    written = list(rows)
    if not written:
        return written
    model = type(written[0])
    fields = model._meta.concrete_fields
    table = model._meta.db_table
    columns = sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, len(written)],
        )
        for row, (number,) in zip(written, cursor.fetchall(), strict=True):
            row.pk = number
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
        with cursor.copy(query) as out:
            for row in written:
                values = (
                    field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields
                )
                out.write_row(list(values))
    return written
