"""The keeper writes what commits change, comes back when its line breaks, and waits for another to end."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import connection

from matching.pool import keeper
from matching.pool.actions import drop_card
from matching.pool.file import PoolFile
from tests.factories import make_cto

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def kept(path: Path) -> Iterator[threading.Thread]:
    stop = threading.Event()
    thread = threading.Thread(target=keeper.keep, args=(path, stop), daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive()


def eventually(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.005)


def found(path: Path) -> set[int]:
    """CTOs that a reader finds in the file."""
    file = PoolFile.of(path) if path.exists() else None
    if file is None:
        return set()
    alive = file.arrays["word"][: file.rows] != 0
    return set(file.arrays["cto_id"][: file.rows][alive].tolist())


def test_a_commit_is_seen_in_the_file(tmp_path: Path):
    path, first = tmp_path / "pool", make_cto()
    with kept(path):
        eventually(lambda: found(path) == {first.pk})
        second = make_cto()
        eventually(lambda: found(path) == {first.pk, second.pk})
        drop_card(first)
        eventually(lambda: found(path) == {second.pk})


def test_a_line_that_breaks_is_opened_again_and_nothing_is_missed(tmp_path: Path):
    path, first = tmp_path / "pool", make_cto()
    with kept(path):
        eventually(lambda: found(path) == {first.pk})
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s",
                [keeper._LOCK & 0xFFFFFFFF],
            )
            assert cursor.fetchone() == (True,)
        second = make_cto()
        eventually(lambda: found(path) == {first.pk, second.pk})


def test_a_second_keeper_waits_and_takes_over(tmp_path: Path):
    first, second, cto = tmp_path / "first", tmp_path / "second", make_cto()
    with ExitStack() as later:
        with kept(first):
            eventually(lambda: found(first) == {cto.pk})
            later.enter_context(kept(second))
            newcomer = make_cto()
            eventually(lambda: found(first) == {cto.pk, newcomer.pk})
            assert not second.exists()
        eventually(lambda: found(second) == {cto.pk, newcomer.pk})
