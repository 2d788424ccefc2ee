"""What holds for the whole product, so that nothing owed takes another way out."""

import re
from pathlib import Path

import pytest

from fractional.celery import DAILY, app
from fractional.outbox import registry

ROOT = Path(__file__).parents[2]
PRODUCT = [path for layer in ("fractional", "missions", "matching") for path in (ROOT / layer).rglob("*.py")]
# The runner has a mail server of its own; Celery's app names its broker.
OTHER_WAYS_OUT = re.compile(
    r"\.delay\(|\.apply_async\(|send_task\(|delay_on_commit|import smtplib|\bEmailMessage\(|send_mail\(.*from_email"
    r"|import redis|urlopen\(|import requests|import httpx"
)


def test_only_the_outbox_talks_to_broker_and_mail_server() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in PRODUCT
        if path.relative_to(ROOT).parts[:2] not in {("fractional", "outbox"), ("fractional", "local")}
        for match in OTHER_WAYS_OUT.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_every_scheduled_name_is_known_to_the_workers() -> None:
    registry.load()
    app.loader.import_default_modules()
    unknown = {entry["task"] for entry in app.conf.beat_schedule.values()} - set(app.tasks)
    assert not unknown
    for task in DAILY:
        assert registry.handler(task)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("task_acks_late", True),
        ("task_reject_on_worker_lost", False),
        ("worker_prefetch_multiplier", 1),
        ("task_soft_time_limit", 90),
        ("task_time_limit", 120),
        ("visibility_timeout", 300),
        ("task_ignore_result", True),
        ("result_backend", None),
        ("task_serializer", "json"),
        ("accept_content", ["json"]),
        ("worker_max_tasks_per_child", 500),
        ("worker_max_memory_per_child", 300_000),
        ("worker_soft_shutdown_timeout", 10),
        ("worker_cancel_long_running_tasks_on_connection_loss", True),
        ("broker_connection_retry_on_startup", True),
    ],
)
def test_celery_is_set_as_decided(name: str, value: object) -> None:
    assert app.conf[name] == value


def test_the_broker_gives_back_lost_messages_within_seconds() -> None:
    options = app.conf.broker_transport_options
    assert (options["unacked_restore_interval"], options["unacked_restore_throttle"]) == (5, 1)
    assert options["visibility_timeout"] > app.conf.task_time_limit
    assert app.conf.result_backend_transport_options["visibility_timeout"] == options["visibility_timeout"]


def test_no_call_of_beat_outlives_its_sense() -> None:
    for entry in app.conf.beat_schedule.values():
        assert entry["options"]["expires"] <= 60
