"""One source of now: real time everywhere, movable in the demo, standing while it is stopped."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from fractional import clock
from fractional.outbox import tasks
from fractional.web.models import ClockOffset

FIVE_DAYS = timedelta(days=5)


@pytest.fixture
def demo(settings: Any, db: None) -> Iterator[None]:
    settings.DEMO = True
    clock._known = None
    yield
    clock._known = None


@pytest.fixture
def product(settings: Any, db: None) -> None:
    settings.DEMO = False


def drift(expected: timedelta) -> float:
    """Seconds between the clock and real time moved by `expected`."""
    return abs((clock.now() - clock.real_now() - expected).total_seconds())


def in_another_process(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """What a process knows that last looked that long ago."""
    known = clock._known
    assert known
    monkeypatch.setattr(clock, "_known", (known[0] - seconds, known[1]))


def test_outside_the_demo_it_is_real_time_and_asks_nobody(
    product: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert drift(timedelta(0)) < 1


def test_outside_the_demo_nobody_moves_it(product: None) -> None:
    with pytest.raises(clock.ClockStands):
        clock.advance(by=FIVE_DAYS)
    assert not ClockOffset.objects.exists()


def test_in_the_demo_it_moves_and_moves_on(demo: None) -> None:
    clock.advance(by=FIVE_DAYS)
    clock.advance(by=FIVE_DAYS)
    assert drift(2 * FIVE_DAYS) < 1


def test_other_processes_follow_within_a_second(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    clock.now()
    ClockOffset.objects.update_or_create(pk=1, defaults={"offset": FIVE_DAYS})
    assert drift(timedelta(0)) < 1
    in_another_process(monkeypatch, seconds=1.1)
    assert drift(FIVE_DAYS) < 1


def test_a_second_costs_one_query(demo: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        for _ in range(50):
            clock.now()


def test_it_answers_within_a_failed_transaction(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    clock.advance(by=FIVE_DAYS)
    clock.now()
    in_another_process(monkeypatch, seconds=5)

    def fail_and_look() -> None:
        with transaction.atomic():
            with pytest.raises(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
            assert drift(FIVE_DAYS) < 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_and_look()


def test_it_stands_while_the_demo_is_stopped(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    clock.advance(by=FIVE_DAYS)
    tasks.tick()
    seen = clock.now()
    monkeypatch.setattr(clock, "real_now", lambda: datetime.now(UTC) + timedelta(hours=30))
    call_command("resume_clock")
    assert abs((clock.now() - seen).total_seconds()) < 1


def test_a_move_just_before_the_stop_is_not_lost(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.tick()
    clock.advance(by=FIVE_DAYS)
    moved = clock.now()
    monkeypatch.setattr(clock, "real_now", lambda: datetime.now(UTC) + timedelta(hours=1))
    clock.resume()
    assert abs((clock.now() - moved).total_seconds()) < 1


def test_its_first_start_is_real_time(demo: None) -> None:
    assert clock.resume() == timedelta(0)


def test_it_has_one_row(demo: None) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ClockOffset.objects.create(pk=2)


def test_a_tick_outside_the_demo_leaves_it_alone(product: None) -> None:
    tasks.tick()
    assert not ClockOffset.objects.exists()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 23, 1, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2027, 6, 30, 22, 1, tzinfo=UTC), date(2027, 7, 1)),
        (datetime(2028, 2, 29, 12, 0, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_today_is_the_day_in_paris(moment: datetime, day: date) -> None:
    with clock.standing_at(moment):
        assert clock.today() == day


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.standing_at(datetime(2026, 1, 1)):  # noqa: DTZ001  # naive on purpose
        pass
