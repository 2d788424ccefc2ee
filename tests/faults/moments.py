"""A moment of somebody's work, held still until they are dead: not hit by luck.

A trigger of this side's own waits, in their transaction, for a lock that this side holds. They are killed while they
wait, their sessions ended, the lock given back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from tests.browser.product import eventually

_LOCK = 0x68656C64  # the advisory lock's number
_WAITING = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"


@dataclass(frozen=True)
class Moment:
    """Just before a row of `table` that fulfils `when` (SQL on NEW) is inserted or updated."""

    name: str
    table: str
    when: str


@contextmanager
def held(moment: Moment) -> Iterator[None]:
    """Inside, somebody stands at that moment, as soon as `arrive()` has returned; afterwards their session is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        cursor.execute(
            f"""
            CREATE OR REPLACE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_advisory_xact_lock_shared({_LOCK}); RETURN NEW; END $$;
            CREATE TRIGGER held BEFORE INSERT OR UPDATE ON {moment.table}
            FOR EACH ROW WHEN ({moment.when}) EXECUTE FUNCTION held()
            """
        )
        try:
            yield
        finally:
            cursor.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM ({_WAITING}) AS held", [_LOCK])
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
            cursor.execute(f"DROP TRIGGER held ON {moment.table}")


def arrive(moment: Moment) -> None:
    """Wait until somebody stands there."""

    def stands() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(_WAITING, [_LOCK])
            return cursor.fetchone() is not None

    eventually(stands, f"somebody is at: {moment.name}", seconds=40)
