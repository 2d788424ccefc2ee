"""What watchers read."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client

from fractional import clock
from fractional.outbox import tasks
from fractional.outbox.actions import post_job
from fractional.outbox.models import Tick

pytestmark = pytest.mark.urls("tests.web.urls")


@pytest.fixture
def ready(client: Client) -> Callable[[], Any]:
    def ready() -> Any:
        answer = client.get("/readyz")
        return answer.status_code, answer.json()

    return ready


def test_life_needs_no_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"


@pytest.mark.django_db
class TestReadiness:
    def test_is_whole_with_a_fresh_tick_and_an_empty_outbox(self, ready: Callable[[], Any]) -> None:
        tasks.tick()
        status, said = ready()
        assert (status, said["status"], said["database"], said["outbox_lag_seconds"]) == (200, "ok", True, 0)
        assert 0 <= said["tick_age_seconds"] < 5

    def test_without_workers_is_degraded_and_pages_stay_up(self, ready: Callable[[], Any]) -> None:
        assert ready() == (
            200,
            {"status": "degraded", "database": True, "tick_age_seconds": None, "outbox_lag_seconds": 0},
        )

    def test_with_an_old_tick_is_degraded(self, ready: Callable[[], Any]) -> None:
        Tick.objects.create(pk=1, at=clock.real_now() - timedelta(minutes=2))
        assert ready()[1]["status"] == "degraded"

    def test_with_work_left_lying_is_degraded(self, ready: Callable[[], Any]) -> None:
        tasks.tick()
        with transaction.atomic():
            post_job(key="k", task="outbox.forget", run_after=clock.now() - timedelta(minutes=3))
        said = ready()[1]
        assert said["status"] == "degraded"
        assert 180 <= said["outbox_lag_seconds"] < 200

    def test_with_work_of_next_week_is_whole(self, ready: Callable[[], Any]) -> None:
        tasks.tick()
        with transaction.atomic():
            post_job(key="k", task="outbox.forget", run_after=clock.now() + timedelta(days=7))
        assert ready()[1]["status"] == "ok"

    def test_asks_little(self, ready: Callable[[], Any], django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(2):
            ready()

    def test_ends_with_the_database(self, ready: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> None:
        def away(*args: Any, **kwargs: Any) -> None:
            raise DatabaseError

        monkeypatch.setattr(connection, "cursor", away)
        assert ready() == (503, {"status": "down", "database": False})


@pytest.mark.django_db
def test_the_cache_has_its_table_from_migrations_alone() -> None:
    cache.set("k", json.dumps([1]), 60)
    assert cache.get("k") == "[1]"
    cache.delete("k")
    assert cache.get("k") is None
