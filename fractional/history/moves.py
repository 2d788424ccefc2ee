"""A state change: allowed by the model's table, seen once, written down."""

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fractional.errors import Conflict
from fractional.history.actions import Person, demand_transaction, record

Thing = TypeVar("Thing", bound=models.Model)
Value = TypeVar("Value")


class ForbiddenMove(Conflict):
    """The thing is not, or no longer, in a state from which it may go there."""


def held(value: Value | None) -> Value:
    """A value that the state of its row guarantees: the database ties each state to its dates. Raises LookupError."""
    if value is None:
        raise LookupError("The state of this row promises a value that it does not hold.")
    return value


def move(
    thing: Thing,
    to: str,
    *,
    by: Person | None,
    on_behalf_of: Person | None = None,
    reason: str = "",
    note: str = "",
    facts: dict[str, Any] | None = None,
    event: str = "",
    **fields: Any,
) -> Thing:
    """Set `thing.state` to `to` with the other `fields`, and write its history row; returns the thing.

    The model's `MOVES` gives the allowed source states of each state: {to: {from, …}}. Raises ForbiddenMove
    from any other, also when somebody else moved the thing since it was read. `event` is `to` unless named.
    """
    demand_transaction()
    model = type(thing)
    before = thing.state  # type: ignore[attr-defined]  # whatever moves has a state
    if before not in model.MOVES.get(to, ()):  # type: ignore[attr-defined]  # and MOVES
        raise ForbiddenMove(_("Cette étape n’est plus possible : la situation a changé entre-temps."))
    changed = model._default_manager.filter(pk=thing.pk, state=before).update(state=to, **fields)
    if not changed:
        raise ForbiddenMove(_("Quelqu’un vous a devancé. Rien n’a été enregistré : rechargez la page."))
    for name, value in {"state": to, **fields}.items():
        setattr(thing, name, value)
    record(
        thing=model._meta.model_name or "",
        thing_id=thing.pk,
        event=event or to,
        from_state=before,
        to_state=to,
        by=by,
        on_behalf_of=on_behalf_of,
        reason=reason,
        note=note,
        facts=facts,
    )
    return thing
