import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the database's account may walk through, which pytest's own are not."""
    made = Path(tempfile.mkdtemp(prefix="fractional-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def environment(folder: Path) -> dict[str, str]:
    """One in which nothing is started yet, with a word of our own that every child process inherits."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return kept | {"TMPDIR": str(folder), "MARK": str(folder)}


@pytest.fixture
def family(folder: Path) -> Callable[[], list[str]]:
    """The command lines of the living processes that work in the folder, name it or inherited the mark."""

    def belongs(process: Path) -> bool:
        # Servers write over their environment to show a title; their title or their working folder tells them.
        return (
            str(folder).encode() in (process / "cmdline").read_bytes()
            or f"MARK={folder}".encode() in (process / "environ").read_bytes().split(b"\0")
            or str((process / "cwd").readlink()).startswith(str(folder))
        )

    def living() -> list[str]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if belongs(process):
                    found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue  # it ended meanwhile
        return found

    return living


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Waits until a condition holds, and fails with its name when it does not in time."""

    def wait(condition: Callable[[], object], what: str, seconds: float = 15) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
            time.sleep(0.05)

    return wait
