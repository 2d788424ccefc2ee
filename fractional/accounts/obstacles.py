"""What keeps an erasure waiting: a contract that still runs, told in one sentence. Upper apps register theirs."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from fractional.accounts.models import User

Source = Callable[[User], list[Any]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """`source(user)` returns sentences for that person, none when nothing of its own stands in the way."""
    if source not in _sources:
        _sources.append(source)


def of(user: User) -> list[Any]:
    own = [_("Vous faites partie de l’équipe Fractional : quittez-la d’abord.")] if _of_the_team(user) else []
    return own + [sentence for source in _sources for sentence in source(user)]


def _of_the_team(user: User) -> bool:
    return user.is_curator or user.is_superuser
