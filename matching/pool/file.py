"""The pool as one file that web and workers map into memory: a header, then each column of `layout.COLUMNS`.

One process writes (`matching.pool.writer`). A new file takes the place of the old one under its name, so that nobody
ever sees one half-written; rows that change are patched where they lie, between two steps of the header's sequence.
Who reads looks at the sequence before and after.
"""

import logging
import mmap
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np

from fractional import clock
from matching.pool.layout import COLUMNS, LAYOUT, RATES, Arrays

log = logging.getLogger(__name__)

HEADER = np.dtype(
    [
        ("magic", "S8"),
        ("layout", "S16"),
        ("capacity", "<u8"),
        ("rows", "<u8"),
        ("grids", "<u8"),
        ("sequence", "<u8"),
        ("built_at", "<f8"),
    ]
)
"""`capacity` in CTOs, `grids` in grids of rates; `sequence` is odd while rows are being patched; `built_at` is in
seconds since 1970."""
_MAGIC = b"fracpool"
_PAGE = mmap.ALLOCATIONGRANULARITY
_LINE = 64
"""Bytes that memory hands over at once: every column begins with a line of its own."""
_TRIES = 5

Seen = TypeVar("Seen")


class Unreadable(Exception):
    """There is no file, or it is not one of this layout, whole; the text says which."""


class PoolFile:
    """A mapped file. Its columns have `capacity` rows, of which the first `rows` are filled."""

    def __init__(self, path: Path, *, writable: bool = False):
        """Raises Unreadable."""
        try:
            with path.open("r+b" if writable else "rb") as file:
                self.inode = os.fstat(file.fileno()).st_ino
                access = mmap.ACCESS_WRITE if writable else mmap.ACCESS_READ
                self._mapped = mapped = mmap.mmap(file.fileno(), 0, access=access)
        except (OSError, ValueError) as error:
            raise Unreadable(f"{path}: {error}") from None
        if len(mapped) < _PAGE:
            raise Unreadable(f"{path} ends before its header does")
        self.header: np.ndarray[Any, Any] = np.frombuffer(mapped, HEADER, count=1)
        told = self.header[0]
        if told["magic"] != _MAGIC or told["layout"] != LAYOUT.encode():
            raise Unreadable(f"{path} is not of this layout")
        self.capacity = int(told["capacity"])
        places = list(_places(self.capacity, int(told["grids"])))
        if len(mapped) != _end(places):
            raise Unreadable(f"{path} is not whole")
        self.arrays: Arrays = {
            name: np.frombuffer(mapped, dtype, count=count, offset=start)
            for name, dtype, count, start in places
        }

    @classmethod
    def of(cls, path: Path) -> Self | None:
        """None where it cannot be read, which the log then says."""
        try:
            return cls(path)
        except Unreadable as error:
            log.warning("no pool file: %s", error)
            return None

    @property
    def rows(self) -> int:
        return int(self.header["rows"][0])

    def look(self, see: Callable[[Arrays, int], Seen]) -> Seen:
        """What `see` makes of the columns and their number of rows, while nobody patched them.

        After some tries in vain what was seen last: whoever shows it reads the cards of those few again.
        """
        for _attempt in range(_TRIES):
            before = int(self.header["sequence"][0])
            seen = see(self.arrays, self.rows)
            if before % 2 == 0 and int(self.header["sequence"][0]) == before:
                break
        return seen

    def to_disk(self) -> None:
        self._mapped.flush()

    @contextmanager
    def patching(self) -> Iterator[Arrays]:
        """Rows may be changed within; one writer at a time. A writer that died half-way left the sequence odd."""
        self.header["sequence"] += 1 + self.header["sequence"] % 2
        yield self.arrays
        self.header["sequence"] += 1


@contextmanager
def replacing(path: Path, capacity: int, grids: int) -> Iterator[PoolFile]:
    """A new, empty file to fill, for so many CTOs and grids; it takes the place of the one at `path` when all of it
    is on disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for half in path.parent.glob(f"{path.name}.*"):  # of a writer that was killed
        half.unlink()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            header = np.array(
                [(_MAGIC, LAYOUT.encode(), capacity, 0, grids, 0, clock.real_now().timestamp())], HEADER
            )
            file.write(header.tobytes())
            file.truncate(_end(list(_places(capacity, grids))))
        yield (filling := PoolFile(fresh, writable=True))
        filling.to_disk()
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _places(capacity: int, grids: int) -> Iterator[tuple[str, np.dtype[Any], int, int]]:
    """Each column: its name, what one element is, how many there are, and the byte where it begins."""
    start = _PAGE
    for name, dtype in (*COLUMNS.items(), ("grids", RATES)):
        count = grids if name == "grids" else capacity
        yield name, dtype, count, start
        start += -(-count * dtype.itemsize // _LINE) * _LINE


def _end(places: list[tuple[str, np.dtype[Any], int, int]]) -> int:
    """Bytes of a file that has these columns."""
    _name, dtype, count, start = places[-1]
    return start + count * dtype.itemsize
