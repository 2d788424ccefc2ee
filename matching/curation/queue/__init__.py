"""The day of a curator: everything that waits for a person, by the date it was promised for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from zlib import crc32

from fractional.accounts.models import User
from matching.curation.models import Care, Pending
from matching.curation.queue import files, talks, work
from matching.curation.queue.rows import Kind, Waiting

__all__ = ["Kind", "Waiting", "everything", "one", "waiting"]


def waiting(today: date, reader: User | None = None) -> list[Waiting]:
    """All that is to be done now, the most pressing first."""
    return [row for row in everything(today, reader) if row.asleep_until is None]


def everything(
    today: date, reader: User | None = None, acts: Sequence[Pending] | None = None
) -> list[Waiting]:
    """With what rests until a later day; `reader` is spared what they may not answer; `acts` are all those held."""
    rows = _every(today, reader, list(Pending.objects.held()) if acts is None else acts)
    return sorted(rows, key=lambda row: (row.due_on, str(row.kind.label), row.title))


def one(today: date, reader: User, thing: str, thing_id: int) -> Waiting | None:
    """The row about one thing; what stands behind it is not asked for."""
    rows = _every(today, reader, list(Pending.objects.held()))
    return next((row for row in rows if (row.thing, row.thing_id) == (thing, thing_id)), None)


def _every(today: date, reader: User | None, acts: Sequence[Pending]) -> Iterable[Waiting]:
    decided = {(act.thing, act.thing_id) for act in acts if act.returned_at is None}
    rows = chain(
        files.ctos(),
        files.changed_ctos(),
        files.companies(),
        files.needs(),
        files.join_requests(),
        files.contests(reader),
        work.selections_due(),
        work.selections_given_back(),
        work.stuck(today),
        talks.hands(),
        talks.questions(today),
        talks.meetings(),
        work.returned(acts),
        work.debts(),
    )
    return _cared_for(today, (row for row in rows if (row.thing, row.thing_id) not in decided))


def _cared_for(today: date, rows: Iterable[Waiting]) -> Iterable[Waiting]:
    cares = {(care.thing, care.thing_id): care for care in Care.objects.select_related("owner")}
    team = list(User.objects.curators().order_by("pk"))
    for row in rows:
        care = cares.get((row.thing, row.thing_id), Care())
        yield replace(
            row,
            late=row.due_on < today,
            owner=_owner(row, (care.owner, row.owner), team),
            asleep_until=care.asleep_until if care.rests(today) else None,
        )


def _owner(row: Waiting, given_to: Sequence[User | None], team: Sequence[User]) -> User | None:
    """Whoever it was given to, of those of the team who may answer it; else always the same one of them."""
    able = [curator for curator in team if curator.pk not in row.not_for]
    if named := [person for person in given_to if person in able]:
        return named[0]
    return able[crc32(f"{row.thing}:{row.thing_id}".encode()) % len(able)] if able else None
