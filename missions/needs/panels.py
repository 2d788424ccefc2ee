"""What upper layers hang on the page of a need, without this layer naming them.

In an upper app's ``ready()``: ``panels.register(selection_panel)``, where
``selection_panel(request, need) -> Panel | None`` reads what it shows in as few queries as it can.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from missions.needs.models import Need


@dataclass(frozen=True)
class Panel:
    """A template of the upper layer; it reads ``panel.context`` and draws a whole ``<section>``."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    ranked_at: datetime | None = None
    """When the ranking was last done, for the steps of the page."""


Source = Callable[[HttpRequest, Need], Panel | None]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a panel; panels keep the order of registration. Registering the same function again is harmless."""
    if source not in _sources:
        _sources.append(source)


def of(request: HttpRequest, need: Need) -> list[Panel]:
    return [panel for source in _sources if (panel := source(request, need)) is not None]
