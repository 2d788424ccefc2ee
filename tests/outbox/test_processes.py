"""Real processes: a sender killed in the middle, and the whole way from beat through the broker to the server."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from fractional.outbox import sweep
from fractional.outbox.actions import post_job
from fractional.outbox.models import Channel, Row, State, Tick
from tests.outbox.sink import STALL, Sink

pytestmark = pytest.mark.django_db(transaction=True)

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(sink: Sink, tmp_path: Path) -> Iterator[Start]:
    """Start a command on the test's database and mail server; ended after the test."""
    theirs = {
        "DATABASE_URL": _test_database_url(),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sink.port),
    }
    started = []

    def start(*command: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen([sys.executable, *command], env=os.environ | theirs)
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
    for process in started:
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_a_sender_killed_in_the_middle_doubles_no_proposal_and_loses_no_answer(
    sink: Sink, start: Start
) -> None:
    offer, code = rendered("offer", transactional=False), rendered("code", transactional=True)
    for row in (offer, code):
        sink.at_data.append(STALL)
        handed_over = len(sink.messages)
        sender = start("manage.py", "drain_outbox", "--once")
        until(lambda: len(sink.messages) > handed_over)  # noqa: B023  called at once
        sender.kill()
        sender.wait()
        until(lambda: sweep.take_back() == 1)
        row.refresh_from_db()
    assert (offer.state, code.state) == (State.UNKNOWN, State.RETRY)
    assert sink.ids == [offer.message_id, code.message_id]


def test_beat_and_one_worker_bring_everything_owed_home(sink: Sink, start: Start, tmp_path: Path) -> None:
    code = rendered("code", transactional=True)
    with transaction.atomic():
        post_job(key="k", task="outbox.forget", queue="match")
    job = Row.objects.get(key="k")
    start(
        "-m", "celery", "-A", "fractional", "worker", "-c", "1", "-Q", "mail,default,match", "-l", "WARNING"
    )
    start("-m", "celery", "-A", "fractional", "beat", "-s", str(tmp_path / "beat"), "-l", "WARNING")
    until(lambda: (state(code), state(job)) == (State.SENT, State.DONE), seconds=60)
    assert sink.ids == [code.message_id]


def test_a_code_leaves_while_the_broker_is_away(
    sink: Sink, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", f"redis+socket://{tmp_path}/nobody.sock")
    Tick.objects.create(pk=1, at=Now() - timedelta(minutes=1))
    code = rendered("code", transactional=True)
    start("-m", "celery", "-A", "fractional", "beat", "-s", str(tmp_path / "beat"), "-l", "ERROR")
    until(lambda: state(code) == State.SENT, seconds=60)
    assert sink.ids == [code.message_id]


def rendered(key: str, *, transactional: bool) -> Row:
    return Row.objects.create(
        channel=Channel.MAIL,
        key=key,
        kind="message",
        queue="mail",
        to="awa@exemple.fr",
        language="fr",
        subject=key,
        text=key,
        transactional=transactional,
    )


def state(row: Row) -> str:
    row.refresh_from_db()
    return row.state


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.05)


def _test_database_url() -> str:
    url = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(url._replace(path=f"/{connection.settings_dict['NAME']}"))
