"""From which Monday a mission fits, for its whole length, on which half-days of the week.

A word holds 64 weeks, one bit each. Shifts to the right keep the sign bit, so that the weeks after the last known
one read as the last known one, however long the mission is.
"""

from dataclasses import dataclass

import numpy as np

from matching.scoring.columns import HALF_DAYS, Column, Flags, Ints, Pool, Request, Rows, bits

WEEK = 7
LAST_BIT = 63


@dataclass(frozen=True, eq=False)
class Openings:
    """For each row of a pool, the first Monday of the window that fits, and what is free from there."""

    first_start: Ints
    """Ordinal of that Monday; 0 when none fits."""
    half_days: Ints
    """Mask of the half-days of the week free from there for the whole length."""
    spare: Flags
    """One half-day more than needed could be sold all along."""

    def take(self, rows: Rows) -> "Openings":
        return Openings(self.first_start[rows], self.half_days[rows], self.spare[rows])


def openings(pool: Pool, request: Request) -> Openings:
    """Decision 14: at least `half_days` half-days of the week, the same every week, free and sellable throughout."""
    k, weeks = request.half_days, request.weeks
    free = lasting(np.asfortranarray(pool.free), weeks)  # one half-day of everybody after the other
    room = lasting(np.asfortranarray(pool.room[:, k - 1 : k + 1]), weeks)
    starts = room[:, 0] & at_least(k, free)

    monday = max(request.start_first, _monday_from(request.today))
    mondays = max(0, (request.start_last - monday) // WEEK + 1)
    in_window = _from_week((monday - pool.week_zero) // WEEK, starts) & ((1 << mondays) - 1)
    fits = in_window != 0
    first = bits((in_window & -in_window) - 1)
    first_start = np.where(fits, monday + WEEK * first, 0)

    week = np.clip((first_start - pool.week_zero) // WEEK, 0, LAST_BIT)
    half_days = np.zeros(len(pool), np.int64)
    for h in range(HALF_DAYS):
        half_days |= (free[:, h] >> week & 1) << h
    room_for_more = room[:, 1] >> week & 1 if k < HALF_DAYS else np.zeros(len(pool), np.int64)
    return Openings(
        first_start=first_start.astype(np.int64),
        half_days=np.where(fits, half_days, 0),
        spare=fits & (bits(half_days) > k) & (room_for_more == 1),
    )


def lasting(words: Column, weeks: int) -> Ints:
    """Bit w stays set where bits w, w + 1 … w + weeks − 1 all are. Doubles the stretch at each step."""
    stretch, covered = words.astype(np.int64), 1
    while covered < weeks:
        step = min(covered, weeks - covered)
        stretch &= stretch >> min(step, LAST_BIT)
        covered += step
    return stretch


def at_least(k: int, words: Ints) -> Ints:
    """Bit w is set where at least k of the words of the row have it."""
    reached = [np.full(len(words), -1, np.int64)] + [np.zeros(len(words), np.int64) for _ in range(k)]
    for h in range(words.shape[1]):
        for count in range(min(k, h + 1), 0, -1):
            reached[count] |= reached[count - 1] & words[:, h]
    return reached[k]


def proposed_half_days(request: Request, free: int) -> int:
    """The half-days to put on a card: asked ones first, then whole days, then the earliest of the week.

    `free` is one value of `Openings.half_days`; the answer has `request.half_days` bits when that many are free.
    """

    def rank(h: int) -> tuple[bool, bool, int]:
        whole_day = free >> (h & ~1) & 3 == 3
        return (not request.asked >> h & 1, not whole_day, h)

    chosen = sorted((h for h in range(HALF_DAYS) if free >> h & 1), key=rank)[: request.half_days]
    return sum(1 << h for h in chosen)


def _monday_from(day: int) -> int:
    """This day if it is a Monday, else the next one. Ordinal 1 is a Monday."""
    return day + (1 - day) % WEEK


def _from_week(week: Ints, words: Ints) -> Ints:
    """Bit 0 becomes that week; weeks before the calendar began are not free."""
    later = words >> np.clip(week, 0, LAST_BIT)
    earlier = words << np.clip(-week, 0, LAST_BIT)
    return np.where(week >= 0, later, earlier)
