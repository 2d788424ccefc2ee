"""A job owed: done at least once, by whoever is free, and never lost."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from celery import shared_task
from django.core.management import call_command
from django.db import IntegrityError, transaction

from fractional import clock, outbox, trace
from fractional.outbox import claims, registry, sweep, tasks, work
from fractional.outbox.actions import post_job, post_mail
from fractional.outbox.models import Channel, Row, State, Tick
from fractional.outbox.work import run_due
from tests.outbox.sink import Sink
from tests.outbox.threads import in_threads

pytestmark = pytest.mark.django_db
# What other connections must see, or no transaction at all.
committed = pytest.mark.django_db(transaction=True)

Owe = Callable[..., Row]


@pytest.fixture
def done() -> Counter[str]:
    """How often each piece of work was done by the task `tests.count`."""
    done: Counter[str] = Counter()

    @outbox.job("tests.count")
    def count(*, what: str = "it") -> None:
        done[what] += 1

    return done


class TestDoing:
    def test_happens_once_whoever_asks_twice(self, owe: Owe, done: Counter[str]) -> None:
        assert owe("k").pk == owe("k").pk
        assert (run_due(), run_due(), done["it"]) == (1, 0, 1)
        assert owe("k").state == State.DONE

    @committed
    def test_happens_once_each_with_five_workers(self, owe: Owe, done: Counter[str]) -> None:
        for number in range(50):
            owe(f"k{number}", args={"what": str(number)})
        in_threads(5, run_due)
        assert set(done.values()) == {1}
        assert len(done) == 50

    def test_waits_for_its_hour(self, owe: Owe, done: Counter[str]) -> None:
        owe(run_after=clock.now() + timedelta(minutes=10))
        assert run_due() == 0
        with clock.shifted(timedelta(minutes=11)):
            assert run_due() == 1

    def test_follows_the_request_that_owed_it(self, owe: Owe) -> None:
        seen = []
        outbox.job("tests.count")(lambda: seen.append(trace.request_id()))
        with trace.following("0123456789abcdef"):
            owe()
        run_due()
        assert seen == ["0123456789abcdef"]
        assert trace.request_id() == ""

    def test_keeps_to_the_tasks_queue(self, owe: Owe) -> None:
        outbox.job("tests.rank", queue="match")(lambda: None)
        assert owe("k", task="tests.rank").queue == "match"
        assert run_due("default") == 0
        assert run_due("match") == 1

    def test_takes_celery_tasks_by_their_name_too(self, owe: Owe) -> None:
        seen = []

        @shared_task(name="tests.celery")
        def celery_task(*, number: int) -> None:
            seen.append(number)

        owe("k", task="tests.celery", args={"number": 7})
        run_due()
        assert seen == [7]

    def test_of_an_unknown_task_is_dead_in_the_end(self, owe: Owe) -> None:
        row = owe("k", task="tests.nobody")
        exhaust(row)
        assert row.state == State.DEAD
        assert "NotRegistered" in row.error
        assert list(Row.objects.needing_attention()) == [row]


class TestCoalescing:
    def test_waits_once(self, owe: Owe, done: Counter[str]) -> None:
        assert owe("k", coalesce=True).pk == owe("k", coalesce=True).pk
        assert run_due() == 1

    def test_is_owed_again_once_it_has_started(self, owe: Owe, done: Counter[str]) -> None:
        first = owe("k", coalesce=True)
        row = claims.claim(Channel.JOB)
        assert row
        assert owe("k", coalesce=True).pk != first.pk
        work.fail(row, "and both may wait again")
        with clock.shifted(timedelta(minutes=1)):
            assert run_due() == 2

    @committed
    def test_never_starts_before_the_last_poster_has_committed(self, owe: Owe, done: Counter[str]) -> None:
        owe("k", coalesce=True)
        with transaction.atomic():
            owe("k", coalesce=True)
            in_threads(1, run_due)
            assert done["it"] == 0
        run_due()
        assert done["it"] == 1

    @committed
    def test_by_ten_at_a_time_is_one(self, owe: Owe, done: Counter[str]) -> None:
        in_threads(10, lambda: owe("k", coalesce=True))
        assert Row.objects.count() == 1

    def test_twice_waiting_is_refused_by_the_database(self, owe: Owe) -> None:
        row = owe("k", coalesce=True)
        row.pk = None
        with pytest.raises(IntegrityError):
            row.save(force_insert=True)


class TestFailing:
    def test_is_tried_again_five_times_then_dead(self, owe: Owe) -> None:
        tries = []

        @outbox.job("tests.count")
        def fail() -> None:
            tries.append(clock.now())
            raise ValueError("awa@exemple.fr")

        row = owe()
        exhaust(row)
        assert (len(tries), row.state, row.attempts) == (5, State.DEAD, 5)
        assert row.error == "ValueError: [e-mail]"

    def test_does_not_hold_up_the_others(self, owe: Owe, done: Counter[str]) -> None:
        outbox.job("tests.poison")(lambda: 1 / 0)
        owe("a", task="tests.poison")
        owe("b")
        assert run_due() == 2
        assert done["it"] == 1

    @committed
    def test_by_its_time_limit_counts_and_ends_the_round(self, owe: Owe) -> None:
        @outbox.job("tests.count")
        def slow() -> None:
            raise SoftTimeLimitExceeded

        row = owe()
        with pytest.raises(SoftTimeLimitExceeded):
            run_due()
        row.refresh_from_db()
        assert row.state == State.RETRY

    @committed
    def test_with_its_worker_is_taken_up_again(self, owe: Owe, done: Counter[str]) -> None:
        row = owe()
        in_threads(1, lambda: claims.claim(Channel.JOB))
        assert sweep.take_back() == 1
        row.refresh_from_db()
        assert (row.state, row.error) == (State.RETRY, sweep.LOST)
        with clock.shifted(timedelta(minutes=1)):
            run_due()
        assert done["it"] == 1

    @committed
    def test_with_its_worker_five_times_is_dead(self, owe: Owe) -> None:
        row = owe()
        for attempt in range(5):
            with clock.shifted(timedelta(hours=attempt)):
                in_threads(1, lambda: claims.claim(Channel.JOB))
                sweep.take_back()
        row.refresh_from_db()
        assert row.state == State.DEAD

    @committed
    def test_is_seen_once_by_two_sweeps(self, owe: Owe) -> None:
        for number in range(20):
            owe(f"k{number}")
        for _ in range(20):
            in_threads(1, lambda: claims.claim(Channel.JOB))
        taken: list[int] = []
        in_threads(2, lambda: taken.append(sweep.take_back()))
        assert sum(taken) == 20


class TestPeriods:
    def test_daily_work_is_owed_once_a_day_from_its_hour_on(self, done: Counter[str]) -> None:
        jobs = {"tests.count": "03:30"}
        for at, owed in (
            (datetime(2026, 11, 23, 3, 29, tzinfo=clock.PARIS), 0),
            (datetime(2026, 11, 23, 3, 31, tzinfo=clock.PARIS), 1),
            (datetime(2026, 11, 23, 20, 0, tzinfo=clock.PARIS), 1),
            (datetime(2026, 11, 24, 9, 0, tzinfo=clock.PARIS), 2),
        ):
            with clock.standing_at(at):
                tasks.daily(jobs=jobs)
                tasks.daily(jobs=jobs)
            assert Row.objects.count() == owed

    def test_daily_work_survives_both_nights_that_change_the_hour(self, done: Counter[str]) -> None:
        for month, day in ((3, 28), (10, 31)):
            for hour in range(24):
                with clock.standing_at(datetime(2027, month, day, hour, tzinfo=clock.PARIS)):
                    tasks.daily(jobs={"tests.count": "02:30"})
        assert Row.objects.count() == 2

    def test_ticks_move_one_row(self) -> None:
        tasks.tick()
        first = Tick.objects.get().at
        tasks.tick()
        assert Tick.objects.get().at > first

    @committed
    def test_one_sender_of_mails_at_a_time(self) -> None:
        got = []

        def other() -> None:
            with tasks._alone(1) as alone:
                got.append(alone)

        with tasks._alone(1) as alone:
            in_threads(1, other)
        in_threads(1, other)
        assert [alone, *got] == [True, False, True]

    @committed
    def test_the_sender_leaves_when_another_is_at_it(self, post: Callable[..., Row], sink: Sink) -> None:
        post()
        with tasks._alone(tasks.SENDING_MAILS):
            in_threads(1, tasks.send_mails)
        assert not sink.messages
        tasks.send_mails()
        assert len(sink.messages) == 1


class TestRescue:
    def test_one_command_empties_the_outbox_without_a_broker(
        self, owe: Owe, post: Callable[..., Row], sink: Sink, capsys: Any
    ) -> None:
        @outbox.job("tests.count")
        def owes_a_mail() -> None:
            with transaction.atomic():
                post_mail(key="from-job", to="a@b.fr", template="bare", kind="second")

        @outbox.job("tests.last")
        def last() -> None:
            pass

        def owes_a_job(row: Row) -> None:
            post_job(key="from-hook", task="tests.last")

        registry.register_after("second", owes_a_job)
        owe()
        post()
        call_command("drain_outbox", "--once")
        assert capsys.readouterr().out == "2 mails, 2 jobs\n"
        assert len(sink.messages) == 2
        assert not Row.objects.due().exists()

    @committed
    def test_one_command_takes_back_what_a_dead_worker_held(self, owe: Owe, done: Counter[str]) -> None:
        owe()
        in_threads(1, lambda: claims.claim(Channel.JOB))
        call_command("drain_outbox", "--once")
        assert Row.objects.get().state == State.RETRY


class TestKeeping:
    def test_ends_after_62_days(self, owe: Owe, done: Counter[str]) -> None:
        owe()
        run_due()
        with clock.shifted(timedelta(days=63)):
            sweep.forget()
        assert not Row.objects.exists()


@committed
def test_a_claim_waits_for_nobody(owe: Owe) -> None:
    owe("a")
    owe("b")
    took = []
    held, enough = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Row.objects.select_for_update().get(key="a")
            held.set()
            enough.wait(5)

    holder = threading.Thread(target=lambda: in_threads(1, hold))
    holder.start()
    held.wait(5)
    row = claims.claim(Channel.JOB)
    took.append(row and row.key)
    enough.set()
    holder.join()
    assert took == ["b"]


def exhaust(row: Row) -> None:
    """Let an hour pass between tries until nothing is due."""
    for hours in range(10):
        with clock.shifted(timedelta(hours=hours)):
            run_due()
    row.refresh_from_db()
