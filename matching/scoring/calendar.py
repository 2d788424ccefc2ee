"""From which Monday a mission fits, for its whole length, on which half-days of the week.

A word holds 64 weeks, one bit each. Shifts to the right keep the sign bit, so that the weeks after the last known
one read as the last known one, however long the mission is.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from matching.scoring.columns import HALF_DAYS, Column, Flags, Ints, Pool, Request, Requests, Rows, bits

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
    k = request.half_days
    room = lasting(np.asfortranarray(pool.room[:, k - 1 : k + 1]), request.weeks)
    more = room[:, 1] if k < HALF_DAYS else np.zeros(len(pool), np.int64)
    found = _at_the_first(pool, request, room[:, 0], more)
    # As a rule the half-days of the first week with room are free all along: only for the others each week is tried.
    late = np.flatnonzero((found.first_start > 0) & (bits(found.half_days) < k))
    if len(late):
        free = lasting(np.asfortranarray(pool.free[late]), request.weeks)
        starts = room[late, 0] & at_least(k, free)
        tried = _opened(pool.week_zero[late], free, starts, more[late], request)
        found.first_start[late] = tried.first_start
        found.half_days[late], found.spare[late] = tried.half_days, tried.spare
    return found


def _at_the_first(pool: Pool, request: Request, room: Ints, more: Ints) -> Openings:
    """The first Monday with room for the mission, and what is free from there all along: too little, maybe."""
    first_start, week, fits = _first(pool.week_zero, room, request)
    half_days, stretch = np.zeros(len(pool), np.int64), _stretches(request.weeks).take(week)
    for h, free in enumerate(np.asfortranarray(pool.free).T):
        half_days |= (free & stretch == stretch).astype(np.int64) << h
    half_days *= fits
    return Openings(first_start, half_days, _has_spare(fits, half_days, more, week, request))


def openings_of_one(pool: Pool, requests: Requests) -> Openings:
    """The same of one CTO, a pool of one row, for each of many needs: each length is worked out once."""
    lengths, length = np.unique(requests.weeks, return_inverse=True)
    nothing = [np.zeros((0, HALF_DAYS), np.int64)]
    free = np.concatenate(nothing + [lasting(pool.free, weeks) for weeks in lengths.tolist()])
    room = np.concatenate(nothing + [lasting(pool.room, weeks) for weeks in lengths.tolist()])
    starts: Ints = np.bitwise_and(room, np.stack(counted(HALF_DAYS, free)[1:], axis=1))
    more: Ints = np.append(room, np.zeros((len(room), 1), np.int64), axis=1)
    k = requests.half_days
    return _opened(
        pool.week_zero, np.asfortranarray(free[length]), starts[length, k - 1], more[length, k], requests
    )


def _opened(week_zero: Column, free: Ints, starts: Ints, more: Ints, request: Request | Requests) -> Openings:
    """From the words of stretches long enough: half-days free, starts that fit, room for one half-day more."""
    first_start, week, fits = _first(week_zero, starts, request)
    half_days = np.zeros(len(starts), np.int64)
    for h in range(HALF_DAYS):
        half_days |= (free[:, h] >> week & 1) << h
    half_days *= fits
    return Openings(first_start, half_days, _has_spare(fits, half_days, more, week, request))


@cache
def _stretches(weeks: int) -> Ints:
    """By its first week, the bits of a stretch of so many weeks, as far as they are known."""
    every, stretch = (1 << LAST_BIT + 1) - 1, (1 << weeks) - 1
    return np.array([stretch << first & every for first in range(LAST_BIT + 1)], np.uint64).view(np.int64)


def _first(week_zero: Column, starts: Ints, request: Request | Requests) -> tuple[Ints, Ints, Flags]:
    """The first of these starts in the window, 0 if there is none; its week; whether there is one."""
    week_zero = _alike(week_zero)
    open_to = in_window(week_zero, starts, request)
    fits = open_to != 0
    first = bits((open_to & -open_to) - 1)
    week = np.clip((_first_monday(request) - week_zero) // WEEK + first, 0, LAST_BIT)
    return (_first_monday(request) + WEEK * first) * fits, week, fits


def _has_spare(fits: Flags, half_days: Ints, more: Ints, week: Ints, request: Request | Requests) -> Flags:
    """One half-day more is free and could be sold all along."""
    return fits & (bits(half_days) > request.half_days) & (more >> week & 1 == 1)


def in_window(week_zero: Column, starts: Ints, request: Request | Requests) -> Ints:
    """Bit w is set where `starts` has the Monday that comes w weeks after the first one of the window still to come."""
    monday = _first_monday(request)
    mondays = np.maximum(0, (request.start_last - monday) // WEEK + 1)
    return _from_week((monday - _alike(week_zero)) // WEEK, starts) & ((1 << np.asarray(mondays)) - 1)


def _alike(week_zero: Column) -> Column:
    """One for all where they are the same, as they are once the night has brought all calendars to a new Monday."""
    return week_zero[:1] if len(week_zero) and week_zero.min() == week_zero.max() else week_zero


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
    return counted(k, words)[k]


def counted(most: int, words: Ints) -> list[Ints]:
    """`at_least` of every k up to `most`, by k."""
    reached = [np.full(len(words), -1, np.int64)] + [np.zeros(len(words), np.int64) for _ in range(most)]
    for h in range(words.shape[1]):
        for count in range(min(most, h + 1), 0, -1):
            reached[count] |= reached[count - 1] & words[:, h]
    return reached


def proposed_half_days(request: Request, free: int) -> int:
    """The half-days to put on a card: asked ones first, then whole days, then the earliest of the week.

    `free` is one value of `Openings.half_days`; the answer has `request.half_days` bits when that many are free.
    """

    def rank(h: int) -> tuple[bool, bool, int]:
        whole_day = free >> (h & ~1) & 3 == 3
        return (not request.asked >> h & 1, not whole_day, h)

    chosen = sorted((h for h in range(HALF_DAYS) if free >> h & 1), key=rank)[: request.half_days]
    return sum(1 << h for h in chosen)


def _first_monday(request: Request | Requests) -> Ints:
    """Of the window, and not before today. Ordinal 1 is a Monday."""
    return np.maximum(request.start_first, request.today + (1 - request.today) % WEEK)


def _from_week(week: Ints, words: Ints) -> Ints:
    """Bit 0 becomes that week; weeks before the calendar began are not free."""
    later = words >> np.clip(week, 0, LAST_BIT)
    if np.min(week, initial=0) >= 0:  # as a rule: calendars begin before the windows asked for
        return later
    earlier = words << np.clip(-week, 0, LAST_BIT)
    return np.where(week >= 0, later, earlier)
