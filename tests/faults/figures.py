"""What a run found, beside what is demanded of it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    what: str
    found: float | str
    demand: str
    holds: bool

    def __str__(self) -> str:
        mark = "  " if self.holds else "✗ "
        return f"  {mark}{self.what:<74}{self.found!s:>10}  {self.demand}"


def at_most(what: str, found: float, limit: float, unit: str = "") -> Figure:
    return Figure(what, round(found, 2), f"≤ {limit} {unit}".rstrip(), found <= limit)


def at_least(what: str, found: float, limit: float) -> Figure:
    return Figure(what, found, f"≥ {limit}", found >= limit)


def exactly(what: str, found: float | str, wanted: float | str) -> Figure:
    return Figure(what, found, f"= {wanted}", found == wanted)


def told(what: str, found: float | str) -> Figure:
    """A figure of which nothing is demanded."""
    return Figure(what, found, "", True)


class Report:
    """Of one part: printed line by line as it is made, kept as JSON."""

    def __init__(self, name: str, file: Path) -> None:
        self.file = file
        self.figures: list[Figure] = []
        _say(f"\n{name}")

    def add(self, figure: Figure) -> None:
        self.figures.append(figure)
        _say(str(figure))
        self.file.parent.mkdir(parents=True, exist_ok=True)
        kept = [asdict(figure) for figure in self.figures]
        self.file.write_text(json.dumps(kept, ensure_ascii=False, indent=1))

    def failures(self) -> list[Figure]:
        return [figure for figure in self.figures if not figure.holds]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
