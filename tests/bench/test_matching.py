"""The benchmark of matching in small: every engine finds the same best 50 of an invented market."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from bench import market, matching
from matching.pool.file import PoolFile
from matching.pool.writer import Writer
from matching.scoring.columns import Pool

CTOS, NEEDS, SOME = 2_000, 20, 500


@pytest.fixture
def session() -> Iterator[None]:
    """What the benchmark sets and writes beside the product ends with it."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS narrow_card")
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_every_engine_finds_the_same_and_every_figure_is_measured(session: None, tmp_path: Path):
    told = market.columns(CTOS)
    market.write(told)
    requests = market.requests(NEEDS)
    path = tmp_path / "cards"
    Writer(path)
    file = PoolFile(path)
    assert file.rows == CTOS
    assert sum(len(matching._by_file(file, request)) for request in requests) > NEEDS

    figures = matching._one_need(file, Pool(**told), requests, NEEDS)
    figures |= matching._many_needs(file, requests, CTOS)
    assert (figures["needs"], figures["same_top50_share"]) == (NEEDS, 1.0)
    some = Pool(**{name: column[:SOME] for name, column in told.items()})
    figures |= matching._bytes(path, CTOS) | matching._explanation(some, requests)
    assert {name for name, figure in figures.items() if not figure} == set()
