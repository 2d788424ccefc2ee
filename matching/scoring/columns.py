"""What matching reads: the pool as columns, one need as integers. Nothing here has a name or a text.

Sets are bit masks, days are ordinals (``date.toordinal``), money is whole EUR per day excluding VAT. The ten
half-days of a week are numbered from Monday morning (0) to Friday afternoon (9).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Column = npt.NDArray[Any]
Rows = npt.NDArray[np.int64] | list[int] | slice

KINDS = ("standing", "transition", "reinforcement", "project")
"""Bits of the kinds of mission, in this order."""
LENGTHS = (1, 3, 6, 12)
"""A rate step starts at each of these numbers of months."""
RHYTHMS = (1, 4, 6)
"""And at each of these numbers of half-days per week: under 2 days, 2 to under 3, 3 and more."""
HALF_DAYS = 10
LONGEST_WINDOW = 26
"""Weeks between the first and the last Monday of a start window."""


def _column(dtype: type, width: int = 0) -> Any:
    return field(metadata={"dtype": dtype, "width": width})


@dataclass(frozen=True, eq=False, kw_only=True)
class Pool:
    """Matchable CTOs, one row each; every column has the same length n, the words of a week are (n, 10)."""

    cto_id: Column = _column(np.int64)
    function: Column = _column(np.int16)
    scopes: Column = _column(np.int16)
    """1 CTO, 2 CPTO."""
    rates: Column = _column(np.int32, len(LENGTHS) * len(RHYTHMS))
    """Day rate by length class × 3 + rhythm class; never rising along either, never under the floor."""
    floor: Column = _column(np.int32)
    week_zero: Column = _column(np.int32)
    """Monday that bit 0 of `free` and `room` stands for."""
    free: Column = _column(np.int64, HALF_DAYS)
    """Column h, bit w: half-day h is free in week w; after week 63 as in week 63."""
    room: Column = _column(np.int64, HALF_DAYS)
    """Column k − 1, bit w: k half-days more can be sold in week w, all limits of the CTO taken together."""
    min_half_days: Column = _column(np.int8)
    max_half_days: Column = _column(np.int8)
    min_months: Column = _column(np.int16)
    full_time_months: Column = _column(np.int16)
    gate_lifted: Column = _column(np.bool_)
    references: Column = _column(np.int16)
    references_positive: Column = _column(np.int16)
    kinds_accepted: Column = _column(np.int16)
    kinds_wanted: Column = _column(np.int16)
    kinds_lived: Column = _column(np.int16)
    contracts: Column = _column(np.int16)
    pro_bono: Column = _column(np.bool_)
    topics: Column = _column(np.int64)
    """Problems solved (bits 0–11) and goals covered (from bit 12)."""
    sectors: Column = _column(np.int64)
    sectors_refused: Column = _column(np.int64)
    tags: Column = _column(np.int64)
    headcount_min: Column = _column(np.int32)
    headcount_max: Column = _column(np.int32)
    """0: not known."""
    max_team_led: Column = _column(np.int32)
    hands_on: Column = _column(np.int8)
    """0 none, 1 some, 2 much."""
    zones_a: Column = _column(np.int64)
    zones_b: Column = _column(np.int64)
    """Departments 0–63 and 64–127 where they can be on site."""
    languages: Column = _column(np.int32)
    stages_wanted: Column = _column(np.int32)
    priorities: Column = _column(np.int32)
    """Ticked parts of the CTO side."""
    confirmed_on: Column = _column(np.int32)
    """Day the availability was last confirmed."""
    exposures_30d: Column = _column(np.int32)
    blocked: Column = _column(np.bool_)
    """Never for this company: refused, competing, or a member of it; the caller knows for this need."""

    def __post_init__(self) -> None:
        """Cast each column to its type; raise ValueError when lengths or widths differ."""
        n = len(self.cto_id)
        for spec in fields(self):
            width = spec.metadata["width"]
            column = np.asarray(getattr(self, spec.name), dtype=spec.metadata["dtype"])
            shape = (n, width) if width else (n,)
            if column.size == 0:
                column = column.reshape(shape)
            if column.shape != shape:
                raise ValueError(f"{spec.name} has shape {column.shape}, not {shape}")
            object.__setattr__(self, spec.name, column)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """From dicts with the same names; a row without `blocked` is not blocked."""
        rows = list(rows)
        columns: dict[str, Any] = {
            spec.name: [
                row.get("blocked", False) if spec.name == "blocked" else row[spec.name] for row in rows
            ]
            for spec in fields(cls)
        }
        return cls(**columns)

    def __len__(self) -> int:
        return len(self.cto_id)

    def take(self, rows: Rows) -> Self:
        """The same columns for these rows only, in this order."""
        return type(self)(**{spec.name: getattr(self, spec.name)[rows] for spec in fields(self)})

    def rate_steps(self, column: Column | int) -> Column:
        """The day rate of each row in that column of `rates`, the same for all or each its own."""
        if isinstance(column, np.ndarray):
            return self.rates[np.arange(len(self)), column]
        return self.rates[:, column]

    def row(self, index: int) -> dict[str, Any]:
        """One CTO as plain Python values: what a decision freezes as its inputs."""
        return {spec.name: getattr(self, spec.name)[index].tolist() for spec in fields(self)}


class _Asked:
    """What follows from the length, the rhythm and the price of one need, or of each of many."""

    months: Any
    half_days: Any

    @property
    def weeks(self) -> Any:
        """Calendar weeks of the whole mission, rounded up: one month touches five."""
        return -(-self.months * 52 // 12)

    @property
    def rate_column(self) -> Any:
        """The step of `Pool.rates` for this length and rhythm."""
        length = sum(self.months >= months for months in LENGTHS[1:])
        rhythm = sum(self.half_days >= half_days for half_days in RHYTHMS[1:])
        return length * len(RHYTHMS) + rhythm


@dataclass(frozen=True, kw_only=True)
class Request(_Asked):
    """One need. 0 (or -1 for the department) means that the founder said nothing about it."""

    need_id: int
    today: int
    function: int
    scope: int
    """1 CTO or 2 CPTO."""
    kind: int
    """One bit of `KINDS`."""
    half_days: int
    """Half-days per week, 1 to 10."""
    months: int
    start_first: int
    start_last: int
    """First and last Monday of the start window."""
    ceiling: int | None
    """Highest day rate; None if and only if pro bono."""
    pro_bono: bool = False
    asked: int = 0
    """Mask of the half-days asked for; 0: any will do."""
    hands_on: int = 0
    on_site_half_days: int = 0
    department: int = -1
    languages: int = 0
    """All of them are needed."""
    contracts: int = 0
    """One of them is enough; 0: any."""
    min_months_cto: int = 0
    headcount: int = 0
    team_size: int = 0
    stage: int = 0
    sector: int = 0
    tags: int = 0
    topics: int = 0
    priorities: int = 0
    """Ticked parts of the company side."""

    def __post_init__(self) -> None:
        """Raise ValueError for what no published need can hold."""
        span = self.start_last - self.start_first
        wrong = {
            "scope": self.scope not in (1, 2),
            "kind": self.kind not in [1 << bit for bit in range(len(KINDS))],
            "half_days": not 1 <= self.half_days <= HALF_DAYS,
            "months": self.months < 1,
            "start_first": date.fromordinal(self.start_first).weekday() != 0,
            "start_last": span % 7 != 0 or not 0 <= span <= 7 * LONGEST_WINDOW,
            "ceiling": (self.ceiling is None) != self.pro_bono
            or (self.ceiling is not None and self.ceiling < 1),
            "asked": not 0 <= self.asked < 1 << HALF_DAYS,
            "hands_on": self.hands_on not in (0, 1, 2),
            "on_site_half_days": not 0 <= self.on_site_half_days <= HALF_DAYS,
            "department": not -1 <= self.department < 128,
        }
        for name, is_wrong in wrong.items():
            if is_wrong:
                raise ValueError(f"{name} of need {self.need_id} cannot be {getattr(self, name)!r}")

    @property
    def highest_rate(self) -> int:
        """The ceiling; 0 where there is no price."""
        return self.ceiling or 0


@dataclass(frozen=True, eq=False, kw_only=True)
class Requests(_Asked):
    """Many needs, each a row of every column; the names are those of `Request`, whose meaning they have."""

    need_id: Ints
    today: Ints
    function: Ints
    scope: Ints
    kind: Ints
    half_days: Ints
    months: Ints
    start_first: Ints
    start_last: Ints
    highest_rate: Ints
    pro_bono: Flags
    asked: Ints
    hands_on: Ints
    on_site_half_days: Ints
    department: Ints
    languages: Ints
    contracts: Ints
    min_months_cto: Ints
    headcount: Ints
    team_size: Ints
    stage: Ints
    sector: Ints
    tags: Ints
    topics: Ints
    priorities: Ints

    @classmethod
    def of(cls, requests: Sequence[Request]) -> Self:
        told: dict[str, Any] = {
            spec.name: np.array([getattr(request, spec.name) for request in requests], np.int64)
            for spec in fields(cls)
        }
        return cls(**told | {"pro_bono": told["pro_bono"] == 1})

    def __len__(self) -> int:
        return len(self.need_id)

    def take(self, rows: Rows) -> Self:
        """The same columns for these needs only, in this order."""
        return type(self)(**{spec.name: getattr(self, spec.name)[rows] for spec in fields(self)})


def bits(masks: npt.ArrayLike) -> Ints:
    """How many bits are set in each mask."""
    return np.bitwise_count(np.asarray(masks, dtype=np.int64).view(np.uint64)).astype(np.int64)
