"""Whoever is found is ranked as their card is now: by the file, by a file gone stale, or by none."""

import os
import time
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fractional.ctos.models import Cto
from matching.pool.actions import drop_card, write_card
from matching.pool.columns import load
from matching.pool.finder import LEFT_ALONE, find, judge, ranked_pool
from matching.pool.models import Card
from matching.pool.requests import request_of, siren_of
from matching.pool.writer import Writer
from matching.scoring.columns import Request
from matching.scoring.rank import rank
from tests.factories import make_cto, make_need

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path, settings) -> Path:
    settings.POOL_FILE = str(tmp_path / "pool")
    return tmp_path / "pool"


@pytest.fixture
def ctos() -> list[Cto]:
    return [make_cto(references=number % 4, target=900 + 10 * number, floor=800) for number in range(12)]


@pytest.fixture
def request_() -> Request:
    return request_of(make_need())


def best_of_the_cards(request: Request, limit: int | None) -> list[int]:
    pool = load()
    return pool.cto_id[rank(pool, request, limit=limit).rows].tolist()


@pytest.mark.parametrize("limit", [None, 5])
@pytest.mark.parametrize("with_a_file", [True, False])
def test_the_same_people_with_a_file_and_without(path, ctos, request_, limit, with_a_file):
    if with_a_file:
        Writer(path)
    pool, order = ranked_pool(request_, limit=limit)
    assert pool.cto_id[order.rows].tolist() == best_of_the_cards(request_, limit)
    assert len(order) == (limit or len(ctos))


def test_the_file_is_what_was_asked(path, ctos, request_):
    Writer(path)
    with CaptureQueriesContext(connection) as asked:
        find(request_, limit=5)
    assert len(asked) == 1, "who refuses this company, and nothing else"


def test_a_stale_file_shows_nobody_who_does_not_fit(path, ctos, request_):
    Writer(path)
    drop_card(ctos[0])
    Cto.objects.filter(pk=ctos[1].pk).update(floor_rate_eur=1400, target_rate_eur=1400, rates=[1400] * 12)
    ctos[1].refresh_from_db()
    write_card(ctos[1])
    assert {ctos[0].pk, ctos[1].pk} <= set(find(request_).cto_id.tolist())
    pool, order = ranked_pool(request_)
    assert pool.cto_id[order.rows].tolist() == best_of_the_cards(request_, None)
    assert {ctos[0].pk, ctos[1].pk}.isdisjoint(pool.cto_id[order.rows].tolist())


def test_who_refuses_the_company_is_left_out_whatever_the_file_says(path, ctos):
    need = make_need()
    Writer(path)
    Card.objects.filter(cto=ctos[3]).update(refused_sirens=[siren_of(need)])
    found = find(request_of(need), siren=siren_of(need)).cto_id.tolist()
    assert ctos[3].pk not in found
    assert len(found) == len(ctos) - 1


def test_a_file_in_the_place_of_another_is_read_at_once(path, ctos, request_):
    writer = Writer(path)
    assert len(find(request_)) == len(ctos)
    newcomer = make_cto()
    writer.build()
    assert newcomer.pk in find(request_).cto_id


def test_a_file_that_cannot_be_read_is_said_once_and_done_without(path, ctos, request_, caplog):
    path.write_bytes(b"something else")
    assert len(find(request_)) == len(find(request_)) == len(ctos)
    assert sum("no pool file" in record.message for record in caplog.records) == 1


def test_a_file_that_its_writer_left_alone_is_not_believed(path, ctos, request_, caplog):
    writer = Writer(path)
    newcomer = make_cto()
    os.utime(path, (time.time() - LEFT_ALONE - 1,) * 2)
    assert newcomer.pk in find(request_).cto_id
    assert newcomer.pk in find(request_).cto_id
    assert sum("left it alone" in record.message for record in caplog.records) == 1
    writer.is_here()
    assert newcomer.pk not in find(request_).cto_id


@pytest.mark.parametrize("with_a_file", [True, False])
def test_everybody_is_judged_alike_with_a_file_and_without(path, ctos, request_, with_a_file):
    make_cto(target=1400, floor=1400)
    if with_a_file:
        Writer(path)
    found = judge(request_)
    assert (len(found), found.eligible, found.excluded) == (13, 12, {"rate": 1})
    assert set(found.who("rate")).isdisjoint(cto.pk for cto in ctos)
