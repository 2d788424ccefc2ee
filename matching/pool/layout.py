"""How a card lies in the pool's file: hard filters as columns, what the score needs as one record per CTO.

A filter that reads one column of a million CTOs is as fast as memory; a record is read only for those who pass, and
is one stretch of memory. What is packed here is unpacked to the very columns of `matching.scoring.columns.Pool`, so
that rules and formulas are written once.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from fractional.data import taxonomy
from matching.scoring.calendar import WEEK, counted
from matching.scoring.columns import HALF_DAYS, KINDS, LENGTHS, RHYTHMS, Column, Ints, Pool, Request
from matching.scoring.rules import GATE_MONTHS, MUCH

Cards = npt.NDArray[np.void]
Words = npt.NDArray[np.uint32]

DIGITS = 4
"""Binary digits of a number of half-days, 0 to 10."""
ZONE_BYTES = -(-len(taxonomy.departments) // 8)

_FLAGS: dict[str, int] = {
    "scopes": 2,
    "kinds_accepted": len(KINDS),
    "contracts": len(taxonomy.contracts),
    "languages": len(taxonomy.languages),
    "pro_bono": 1,
    "gate": 1,
    "codes": 1,
    "rhythms": HALF_DAYS,
}
"""Bits of the word that most rules are a test of."""
_SHIFT = dict(zip(_FLAGS, np.cumsum([0, *_FLAGS.values()]).tolist(), strict=False))

RECORD = np.dtype(
    [
        ("free", np.int64, HALF_DAYS),
        ("tags", np.int64),
        ("topics", np.int32),
        ("sectors", np.int32),
        ("sectors_refused", np.int32),
        ("grid", np.uint32),
        ("headcount_min", np.int16),
        ("headcount_max", np.int16),
        ("references", np.uint8),
        ("references_positive", np.uint8),
        ("stages_wanted", np.int16),
        ("exposures_30d", np.int16),
        ("kinds", np.uint8),
        ("priorities", np.int8),
        ("hands_on", np.int8),
        ("min_months", np.int8),
    ]
)
_ZONES: dict[str, np.dtype[Any]] = {f"zone_{byte}": np.dtype(np.uint8) for byte in range(ZONE_BYTES)}
COLUMNS: dict[str, np.dtype[Any]] = {
    "cto_id": np.dtype(np.int32),
    "word": np.dtype(np.uint32),
    "floor": np.dtype(np.uint16),
    "full_time_months": np.dtype(np.uint16),
    "function": np.dtype(np.int16),
    "week_zero": np.dtype(np.uint16),
    "sellable": np.dtype((np.int64, DIGITS)),
    "record": RECORD,
    **_ZONES,
}
"""One array each in the file, in this order; and the number of the CTO."""
RATES = np.dtype((np.int16, len(LENGTHS) * len(RHYTHMS)))
"""The day rates of a CTO. Many ask the same: a file has each grid of rates once, a record its place (`grid`)."""
CARD = np.dtype([*((name, dtype) for name, dtype in COLUMNS.items() if name != "cto_id"), ("rates", RATES)])
"""The columns side by side without the number, and the rates: what each card keeps, and all that a file is made of."""
LAYOUT = hashlib.sha256(repr([_FLAGS, CARD]).encode()).hexdigest()[:16]
"""Another version of the product may lay cards out otherwise."""
BYTES = sum(dtype.itemsize for dtype in COLUMNS.values())
"""Of one CTO."""
LEFT = ("calendar", "sector_refused", "min_months")
"""Rules that the columns do not tell, but the records of those who pass."""
SCORED = ("cto_id", "full_time_months", "week_zero", "sellable", "record")
"""The columns that the score reads, and the rules that are `LEFT`."""
FIRST_WEEK = 100_000
"""Weeks are counted from here, in the autumn of 1917: two bytes are enough."""

_OF_A_POOL = [spec.name for spec in fields(Pool)]
_OF_A_RECORD = [name for name in RECORD.names or () if name not in ("grid", "kinds")]

Arrays = Mapping[str, np.ndarray[Any, Any]]


class DoesNotFit(ValueError):
    """A value that the file's types cannot hold: nothing is written rather than something else."""


def packed(pool: Pool) -> Cards:
    """These CTOs as the file holds them, a `CARD` each; raises `DoesNotFit`."""
    arrays = np.zeros(len(pool), CARD)
    arrays["word"] = _words(pool)
    for name in ("floor", "full_time_months", "function", "rates"):
        _store(arrays[name], getattr(pool, name), name)
    _store(arrays["week_zero"], pool.week_zero // WEEK - FIRST_WEEK, "week_zero")
    arrays["sellable"] = _digits(_sellable(pool))
    for byte, column in enumerate(_zone_bytes(pool)):
        arrays[f"zone_{byte}"] = column
    for name in _OF_A_RECORD:
        _store(arrays["record"][name], getattr(pool, name), name)
    _store(arrays["record"]["kinds"], pool.kinds_lived | pool.kinds_wanted << len(KINDS), "kinds")
    return arrays


def unpacked(found: Arrays, grids: Column, request: Request) -> Pool:
    """Some rows of a file with these grids as the columns of scoring, as far as they were found and are asked for.

    Of rates, of `room`, of the rhythms and zones that suit only what the request asks for is told; what only an
    explanation reads is not.
    """
    record = found["record"]
    nothing = np.broadcast_to(np.zeros(1, np.int8), len(record))
    read = {name: record[name] for name in _OF_A_RECORD}
    read |= {
        name: found[name] for name in ("cto_id", "function", "floor", "full_time_months") if name in found
    }
    # A row may be read while it is written: its grid is then some other one, and its card is read again anyway.
    steps = grids[:, request.rate_column].take(record["grid"], mode="clip").astype(np.int32)
    read["rates"] = np.broadcast_to(steps[:, None], (len(steps), grids.shape[1]))
    read["week_zero"] = mondays(found["week_zero"])
    read["room"] = _room(found["sellable"], request.half_days)
    read["kinds_lived"] = record["kinds"] & (1 << len(KINDS)) - 1
    read["kinds_wanted"] = record["kinds"] >> len(KINDS)
    if "word" in found:
        read |= _told_by(found["word"], request.half_days)
    if _zone_of(request) in found:
        reached = np.where(found[_zone_of(request)] & _place_of(request), -1, 0)
        read |= {"zones_a": reached, "zones_b": reached}
    return Pool(**{name: read.get(name, nothing) for name in _OF_A_POOL})


def _room(sellable: Column, k: int) -> Ints:
    room = np.zeros((len(sellable), HALF_DAYS), np.int64, order="F")
    for sold in {k, min(k + 1, HALF_DAYS)}:
        room[:, sold - 1] = reaching(sold, sellable)
    return room


def _told_by(word: Words, k: int) -> dict[str, Column]:
    told: dict[str, Column] = {
        name: _flags(word, name) for name in ("scopes", "kinds_accepted", "contracts", "languages")
    }
    return told | {
        "pro_bono": _flags(word, "pro_bono") == 1,
        "gate_lifted": _flags(word, "gate") == 1,
        "min_half_days": np.where(_flags(word, "rhythms") >> k - 1 & 1, 1, HALF_DAYS + 1),
        "max_half_days": np.full(len(word), HALF_DAYS),
    }


def read_for(request: Request) -> list[str]:
    """The columns that rules and score read: `unpacked` needs no other."""
    asked = [_zone_of(request)] if _is_on_site(request) else []
    return [name for name in COLUMNS if not name.startswith("zone_")] + asked


def passing(arrays: Arrays, request: Request, rows: slice) -> Ints:
    """Places, within these rows, of all that break none of the rules that one column tells (all but `LEFT`).

    And but `blocked`, which the caller knows for this company.
    """
    word = arrays["word"][rows]
    must, one_of = _asked(request)
    passes = (word & must) == must
    passes &= arrays["function"][rows] == request.function
    passes &= arrays["full_time_months"][rows] >= request.min_months_cto
    if request.ceiling is not None:
        passes &= arrays["floor"][rows] <= request.ceiling
    if one_of:
        passes &= (word & one_of) != 0
    if _is_on_site(request):
        passes &= (arrays[_zone_of(request)][rows] & _place_of(request)) != 0
    return np.flatnonzero(passes) + rows.start


def mondays(weeks: Column) -> Ints:
    """The Mondays that begin these weeks of the file, as ordinals. Ordinal 1 is a Monday."""
    return (weeks.astype(np.int64) + FIRST_WEEK) * WEEK + 1


def reaching(k: int, digits: Column) -> Ints:
    """Bit w is set where the number of week w, written in `digits`, is k or more."""
    above, equal = np.zeros(len(digits), np.int64), np.full(len(digits), -1, np.int64)
    for place in reversed(range(DIGITS)):
        digit = digits[:, place]
        if k >> place & 1:
            equal &= digit
        else:
            above |= equal & digit
            equal &= ~digit
    return above | equal


def _asked(request: Request) -> tuple[np.uint32, np.uint32]:
    """The bits of the word that a CTO must have all of; and those of which one is enough, 0 where any will do."""
    must = (
        request.scope << _SHIFT["scopes"]
        | request.kind << _SHIFT["kinds_accepted"]
        | request.languages << _SHIFT["languages"]
        | request.pro_bono << _SHIFT["pro_bono"]
        | 1 << _SHIFT["gate"]
        | (request.hands_on == MUCH) << _SHIFT["codes"]
        | 1 << _SHIFT["rhythms"] + request.half_days - 1
    )
    return np.uint32(must), np.uint32(request.contracts << _SHIFT["contracts"])


def _flags(word: Words, name: str) -> Words:
    return word >> np.uint32(_SHIFT[name]) & np.uint32((1 << _FLAGS[name]) - 1)


def _is_on_site(request: Request) -> bool:
    return request.on_site_half_days > 0 and request.department >= 0


def _zone_of(request: Request) -> str:
    """The column of eight departments in which that of the request is."""
    return f"zone_{request.department // 8}"


def _place_of(request: Request) -> np.uint8:
    return np.uint8(1 << request.department % 8)


def _words(pool: Pool) -> Words:
    k = np.arange(1, HALF_DAYS + 1)
    rhythms = (pool.min_half_days[:, None] <= k) & (k <= pool.max_half_days[:, None])
    told: dict[str, Column] = {
        "scopes": pool.scopes,
        "kinds_accepted": pool.kinds_accepted,
        "contracts": pool.contracts,
        "languages": pool.languages,
        "pro_bono": pool.pro_bono,
        "gate": (pool.full_time_months >= GATE_MONTHS) | pool.gate_lifted,
        "codes": pool.hands_on > 0,
        "rhythms": rhythms @ (1 << np.arange(HALF_DAYS)),
    }
    word = np.zeros(len(pool), np.uint32)
    for name, width in _FLAGS.items():
        flags = told[name].astype(np.int64)
        if len(flags) and not 0 <= flags.min() <= flags.max() < 1 << width:
            raise DoesNotFit(f"{name} takes more than {width} bits")
        word |= (flags << _SHIFT[name]).astype(np.uint32)
    return word


def _sellable(pool: Pool) -> Ints:
    """How many half-days each week can be sold, as ten words like `Pool.room`: no more than are free that week.

    In place of `room` it changes no start, for what is free every week of a stretch is free in each of them.
    """
    return np.stack(counted(HALF_DAYS, pool.free)[1:], axis=1) & pool.room


def _digits(words: Ints) -> Ints:
    """The number of words that have a bit, in binary: bit w of digit d for week w."""
    digits = np.zeros((len(words), DIGITS), np.int64)
    for word in words.T:
        carry = word
        for place in range(DIGITS):
            digits[:, place], carry = digits[:, place] ^ carry, digits[:, place] & carry
    return digits


def _zone_bytes(pool: Pool) -> npt.NDArray[np.uint8]:
    """Eight departments each: one row per byte."""
    both = np.stack([pool.zones_a, pool.zones_b], axis=1).astype("<i8")
    return both.view(np.uint8).reshape(len(pool), 16)[:, :ZONE_BYTES].T


def _store(column: Column, values: Column, name: str) -> None:
    column[:] = values
    if not np.array_equal(column, values):
        raise DoesNotFit(f"{name} of a card is more than the file's {column.dtype} can hold")
