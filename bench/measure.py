"""What is measured, and how it is told: processor time from the kernel, percentiles, a table, a JSON file."""

import json
import logging
import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

RESULTS = Path(__file__).parent / "results"
_TICKS = os.sysconf("SC_CLK_TCK")
Figures = dict[str, Any]


def asked_size() -> int:
    """How many CTOs the command line asks for. From now on nothing but the result is printed."""
    logging.disable(logging.INFO)
    warnings.filterwarnings(
        "ignore", message="No directory at"
    )  # of collected files, which only the image has
    return int(sys.argv[1]) if len(sys.argv) > 1 else 5000


def percentile(values: Iterable[float], percent: int) -> float:
    """The smallest value that so many per cent do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def load_average() -> float:
    """Of the last minute: what else the machine was doing beside us, and we ourselves."""
    return round(os.getloadavg()[0], 2)


def cpu_of_tree(pid: int) -> float:
    """Seconds of processor that a process, its children and those of them that ended have used (Linux)."""
    own = _stat(pid)
    return sum(map(int, own[11:15])) / _TICKS + sum(_cpu_of_child(child) for child in _children(pid))


def cpu_of_thread(pid: int) -> float:
    """The same for a process of one thread, to the nanosecond."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def backend() -> int:
    """The process of our own connection to PostgreSQL, which runs on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@cache
def postmaster() -> int:
    """The process above all connections, for as long as we run."""
    return int(_stat(backend())[1])


def save(name: str, figures: Figures, *, by: str = "ctos") -> Path:
    """Put the figures of one size into `results/<name>.json`, in the place of those of the same size."""
    file = RESULTS / f"{name}.json"
    standing = json.loads(file.read_text()) if file.exists() else []
    sizes = [size for size in standing if size[by] != figures[by]] + [figures]
    sizes.sort(key=lambda size: size[by])
    file.write_text(json.dumps(sizes, indent=1, ensure_ascii=False) + "\n")
    return file


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Columns as wide as their longest entry; the first to the left, figures to the right."""
    lines = [heads, *([str(value) for value in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(
            value.rjust(width) if column else value.ljust(width)
            for column, (value, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the name, which may hold anything: state, parent, …"""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _cpu_of_child(pid: int) -> float:
    try:
        return cpu_of_tree(pid)
    except FileNotFoundError:
        return 0.0  # it has just ended: its parent counts it now


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]
