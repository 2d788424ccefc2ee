"""What is held about a person: each app says which of its rows speak of somebody, and how to find them.

The copy that a person may ask for is written from this register, and a test compares it with the foreign keys of
all tables: a table that leads to a person is given, or stands among those that are not, with the reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ForeignKey, Model

Line = dict[str, Any]


@dataclass(frozen=True)
class Holding:
    """Rows of `model` about the person that `to_user` leads to; `hidden` columns are left out, each with a reason."""

    model: type[Model]
    to_user: str
    hidden: dict[str, str] = field(default_factory=dict)
    name: str = ""

    @property
    def file(self) -> str:
        return self.name or self.model._meta.db_table

    def lines(self, user_id: int) -> Iterator[Line]:
        rows = self.model._default_manager.filter(**{self.to_user: user_id}).distinct().order_by("pk")
        for row in rows:
            yield {
                column.attname: getattr(row, column.attname)
                for column in self.model._meta.concrete_fields
                if column.name not in self.hidden
            }


_holdings: list[Holding] = []
_not_given: dict[type[Model], str] = {}


def register(*holdings: Holding) -> None:
    _holdings.extend(holding for holding in holdings if holding not in _holdings)


def register_not_given(reasons: dict[type[Model], str]) -> None:
    """Tables that lead to people and are not copied, each with the reason."""
    _not_given.update(reasons)


def registered() -> list[Holding]:
    return list(_holdings)


def not_given() -> dict[type[Model], str]:
    return dict(_not_given)


def acts(user_id: int, models: list[type[Model]]) -> Iterator[Line]:
    """Where else a foreign key says that this person acted: which row of which table, never what others wrote there."""
    given = {(holding.model, holding.to_user) for holding in _holdings}
    for model in models:
        for column in model._meta.concrete_fields:
            if isinstance(column, ForeignKey) and _is_person(column) and (model, column.name) not in given:
                rows = model._default_manager.filter(**{column.name: user_id}).order_by("pk")
                for pk in rows.values_list("pk", flat=True):
                    yield {"table": model._meta.db_table, "row": pk, "as": column.name}


def _is_person(column: ForeignKey[Any, Any]) -> bool:
    return column.related_model._meta.label == "accounts.User"
