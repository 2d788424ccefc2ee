"""The pool as columns: each column of the cards as one array, in PostgreSQL's binary form.

Every column is NOT NULL and every array of a card has a fixed length, so that each element has the same bytes:
numpy reads them where they lie, and no Python object is made per CTO. They come as one row of arrays, for reading a
message per card costs more than scoring it; PostgreSQL's rows end at a gigabyte, more than a million cards. What
`blocked` means depends on the company that asks and is computed by the database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

import numpy as np
from django.db import connection, models
from psycopg import sql

from matching.pool.models import Card
from matching.scoring.columns import Pool

_BEFORE_THE_ROW = 19
"""Bytes: the signature and two empty words."""
_HEAD, _PER_DIMENSION = 12, 8
"""Bytes before the elements of an array: dimensions, nulls and type; then length and first index of each dimension."""
_TYPES: dict[type[models.Field], str] = {
    models.SmallIntegerField: ">i2",
    models.IntegerField: ">i4",
    models.BigIntegerField: ">i8",
    models.BooleanField: "?",
    models.OneToOneField: ">i8",
}
_COLUMNS = [spec.name for spec in fields(Pool) if spec.name != "blocked"]


def load(*, siren: int = 0, cto_ids: Iterable[int] | None = None) -> Pool:
    """Every matchable CTO, or those of `cto_ids` alone, in the order of their numbers.

    `blocked` is for the company of that SIREN; nobody is without one.
    """
    chosen = sql.SQL("") if cto_ids is None else sql.SQL("WHERE cto_id = ANY({})").format(list(cto_ids))
    blocked = sql.SQL("refused_sirens @> ARRAY[{}]::integer[]").format(siren)
    query = sql.SQL(
        "COPY (SELECT {columns} FROM (SELECT * FROM pool_card {chosen} ORDER BY cto_id)) TO STDOUT (FORMAT BINARY)"
    ).format(
        columns=sql.SQL(", ").join(
            sql.SQL("array_agg({})").format(column) for column in [*map(sql.Identifier, _COLUMNS), blocked]
        ),
        chosen=chosen,
    )
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        sent = b"".join(copy)
    return Pool(**dict(zip([*_COLUMNS, "blocked"], _arrays(sent), strict=True)))


def blocked_for(pool: Pool, siren: int) -> Pool:
    """The same pool for another company: for those who rank it against many needs."""
    refusing = Card.objects.filter(refused_sirens__contains=[siren]).values_list("cto_id", flat=True)
    return replace(pool, blocked=np.isin(pool.cto_id, list(refusing)))


def _arrays(sent: bytes) -> Iterator[np.ndarray[Any, Any]]:
    """The arrays of the one row, in the order they were asked for: the number of fields, then each after its length."""
    at = _BEFORE_THE_ROW + 2
    for element in _ELEMENTS:
        length = int.from_bytes(sent[at : at + 4], signed=True)
        at += 4
        if length < 0:  # nobody is matchable: NULL, not an empty array
            yield np.zeros(0)
            continue
        dimensions = int.from_bytes(sent[at : at + 4])
        head = _HEAD + _PER_DIMENSION * dimensions
        rows = np.frombuffer(sent, element, offset=at + head, count=(length - head) // element.itemsize)
        yield rows["items"]["value"] if dimensions > 1 else rows["items"]["value"][:, 0]
        at += length


def _element(field: Any) -> np.dtype[Any]:
    """What one card has in an array as PostgreSQL sends it: each value after its length."""
    inner = getattr(field, "base_field", field)
    item = np.dtype([("length", ">i4"), ("value", _TYPES[type(inner)])])
    return np.dtype([("items", item, (getattr(field, "size", 1),))])


_ELEMENTS = [_element(Card._meta.get_field(name)) for name in _COLUMNS] + [_element(models.BooleanField())]
