"""Write history, in the transaction of the change it tells of."""

import re
from typing import Any, Protocol

from django.db import connection
from django.db.transaction import TransactionManagementError

from fractional import trace
from fractional.history.models import Event, Note

# Codes, ids, dates, pseudonyms: nothing with a space, so no sentence and no full name.
_CODE = re.compile(r"[\w.:+-]{0,64}", re.ASCII)


class Person(Protocol):
    pk: Any


def record(
    *,
    thing: str,
    thing_id: int,
    event: str,
    from_state: str = "",
    to_state: str = "",
    by: Person | None,
    on_behalf_of: Person | None = None,
    reason: str = "",
    facts: dict[str, Any] | None = None,
    note: str = "",
) -> Event:
    """Add one row; `by=None` is the system. `reason` is a code, `facts` hold ids, numbers and codes only.

    Free text belongs into `note`, kept apart because it can be erased. Raises ValueError on anything else, and
    TransactionManagementError outside a transaction: a change and its history stand or fall together.
    """
    demand_transaction()
    _demand_codes([thing, event, from_state, to_state, reason, facts or {}])
    row = Event.objects.create(
        thing=thing,
        thing_id=thing_id,
        event=event,
        from_state=from_state,
        to_state=to_state,
        by_id=by.pk if by else None,
        on_behalf_of_id=on_behalf_of.pk if on_behalf_of else None,
        reason=reason,
        facts=facts or {},
        request_id=trace.request_id(),
    )
    if note:
        Note.objects.create(event=row, text=note)
    return row


def forget_notes(*, thing: str, thing_id: int) -> int:
    """Erase what was written freely about one thing; its history stays. Returns how many notes went."""
    return Note.objects.filter(event__thing=thing, event__thing_id=thing_id).delete()[0]


def forget_notes_by(*, person_id: int) -> int:
    """Erase what this person wrote freely about anything, or had written for them. Returns how many notes went."""
    return Note.objects.filter(event__in=Event.objects.by_person(person_id).values("pk")).delete()[0]


def demand_transaction() -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("History is written in the transaction of the change it tells of.")


def _demand_codes(value: Any) -> None:
    match value:
        case None | bool() | int():
            return
        case str() if _CODE.fullmatch(value):
            return
        case list() | tuple():
            for item in value:
                _demand_codes(item)
        case dict():
            _demand_codes([*value.keys(), *value.values()])
        case _:
            raise ValueError("History holds ids, numbers and codes; free text goes into the note.")
