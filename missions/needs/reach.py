"""How many verified CTOs the budget of a need reaches: counted by an upper layer, told in rounded numbers alone.

In that layer's ``ready()``: ``reach.register(source)``, where ``source(need) -> Reach | None`` knows the pool. A count
is for a ceiling on the grid, a multiple of five, so that nobody's floor can be guessed (decision 18).
"""

from collections.abc import Callable
from dataclasses import dataclass

from missions.needs.models import Need


@dataclass(frozen=True)
class Reach:
    ceiling_eur: int
    count: int
    """A multiple of five; 0 means « moins de cinq »."""
    enough_at_eur: int | None = None
    """Where the count is too small, the lowest ceiling that reaches at least ten."""


Source = Callable[[Need], Reach | None]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Say who counts. Registering the same function again is harmless."""
    if source not in _sources:
        _sources.append(source)


def of(need: Need) -> Reach | None:
    """None while its frame or its budget is not told, for a pro bono need, and where nobody counts."""
    return next((found for source in _sources if (found := source(need))), None)
