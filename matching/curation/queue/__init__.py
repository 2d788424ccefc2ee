"""The day of a curator: everything that waits for a person, by the date it was promised for."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from fractional.accounts.models import User
from matching.curation.models import Care, Pending
from matching.curation.queue import files, work
from matching.curation.queue.rows import Kind, Waiting

__all__ = ["Kind", "Waiting", "asleep", "waiting"]


def waiting(today: date, reader: User | None = None) -> list[Waiting]:
    """All that is to be done now, the most pressing first; `reader` is spared what they may not answer."""
    return [row for row in _all(today, reader) if row.asleep_until is None]


def asleep(today: date, reader: User | None = None) -> list[Waiting]:
    """What rests until a later day."""
    return [row for row in _all(today, reader) if row.asleep_until is not None]


def _all(today: date, reader: User | None) -> list[Waiting]:
    decided = set(Pending.objects.to_come().values_list("thing", "thing_id"))
    rows = chain(
        files.ctos(),
        files.changed_ctos(),
        files.companies(),
        files.needs(),
        files.contests(reader),
        work.selections_due(),
        work.selections_given_back(),
        work.stuck(today),
        work.returned(),
        work.debts(),
    )
    taken_care_of = _cared_for(today, (row for row in rows if (row.thing, row.thing_id) not in decided))
    return sorted(taken_care_of, key=lambda row: (row.due_on, row.kind.label, row.title))


def _cared_for(today: date, rows: Iterable[Waiting]) -> Iterable[Waiting]:
    cares = {(care.thing, care.thing_id): care for care in Care.objects.select_related("owner")}
    for row in rows:
        care = cares.get((row.thing, row.thing_id), Care())
        yield replace(
            row,
            late=row.due_on < today,
            owner=care.owner or row.owner,
            asleep_until=care.asleep_until if care.rests(today) else None,
        )
