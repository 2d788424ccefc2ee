"""The pool as columns: all cards in one COPY, in PostgreSQL's binary form.

Every column is NOT NULL and every array has a fixed length, so that each row has the same bytes: numpy reads
them where they lie, and no Python object is made per CTO. What `blocked` means depends on the company that asks
and is computed by the database.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

import numpy as np
from django.db import connection, models
from psycopg import sql

from matching.pool.models import Card
from matching.scoring.columns import Pool

_SIGNATURE, _END = 19, 2
"""Bytes before the first row (the magic and two empty words) and after the last."""
_TYPES: dict[type[models.Field], str] = {
    models.SmallIntegerField: ">i2",
    models.IntegerField: ">i4",
    models.BigIntegerField: ">i8",
    models.BooleanField: "?",
}
_ARRAY_HEAD = np.dtype(
    [("dimensions", ">i4"), ("nulls", ">i4"), ("type", ">u4"), ("size", ">i4"), ("first", ">i4")]
)
_COLUMNS = [spec.name for spec in fields(Pool) if spec.name != "blocked"]


def load(*, siren: int = 0, cto_ids: Iterable[int] | None = None) -> Pool:
    """Every matchable CTO, or those of `cto_ids` alone, in the order of their numbers.

    `blocked` is for the company of that SIREN; nobody is without one.
    """
    chosen = sql.SQL("") if cto_ids is None else sql.SQL("WHERE cto_id = ANY({})").format(list(cto_ids))
    query = sql.SQL(
        "COPY (SELECT {columns}, refused_sirens @> ARRAY[{siren}]::integer[] FROM pool_card {chosen} ORDER BY cto_id)"
        " TO STDOUT (FORMAT BINARY)"
    ).format(columns=sql.SQL(", ").join(map(sql.Identifier, _COLUMNS)), siren=siren, chosen=chosen)
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        sent = b"".join(copy)
    rows = np.frombuffer(
        sent, _ROW, offset=_SIGNATURE, count=(len(sent) - _SIGNATURE - _END) // _ROW.itemsize
    )
    return Pool(**{name: _values(rows, name) for name in [*_COLUMNS, "blocked"]})


def blocked_for(pool: Pool, siren: int) -> Pool:
    """The same pool for another company: for those who rank it against many needs."""
    refusing = Card.objects.filter(refused_sirens__contains=[siren]).values_list("cto_id", flat=True)
    return replace(pool, blocked=np.isin(pool.cto_id, list(refusing)))


def _row() -> np.dtype[Any]:
    """One row as COPY sends it: the number of fields, then each field after its length."""
    parts: list[tuple[str, Any]] = [("fields", ">i2")]
    for name in _COLUMNS:
        parts += [(f"{name}_length", ">i4"), (name, _type(Card._meta.get_field(name)))]
    return np.dtype([*parts, ("blocked_length", ">i4"), ("blocked", "?")])


def _type(field: Any) -> Any:
    if field.many_to_one or field.one_to_one:
        return ">i8"
    if field.name in _ARRAYS:
        item = np.dtype([("length", ">i4"), ("value", _TYPES[type(field.base_field)])])
        return np.dtype([("head", _ARRAY_HEAD), ("items", item, (field.size,))])
    return _TYPES[type(field)]


def _values(rows: np.ndarray[Any, Any], name: str) -> np.ndarray[Any, Any]:
    return rows[name]["items"]["value"] if name in _ARRAYS else rows[name]


_ARRAYS = {spec.name for spec in fields(Pool) if spec.metadata["width"]}
_ROW = _row()
