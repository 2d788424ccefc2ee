"""Workers and beat. Redis carries only wake-up calls: what is owed stands in the outbox, in PostgreSQL."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, setup_logging
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fractional.settings")

VISIBILITY_TIMEOUT = 300  # seconds; longer than any task may run, or Redis would hand it out twice

app = Celery("fractional")
app.config_from_object("django.conf:settings", namespace="CELERY")  # the broker's address
app.conf.update(
    task_serializer="json",
    accept_content=["json"],
    # Results live in rows.
    result_backend=None,
    task_ignore_result=True,
    # A task lost with its worker comes back; one that kills its worker must not come back for ever: the
    # sweep counts its attempts.
    task_acks_late=True,
    task_reject_on_worker_lost=False,
    worker_prefetch_multiplier=1,
    task_soft_time_limit=90,
    task_time_limit=120,
    # The default sweep of unacknowledged messages comes up to 100 s late.
    broker_transport_options={
        "visibility_timeout": VISIBILITY_TIMEOUT,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
    },
    result_backend_transport_options={"visibility_timeout": VISIBILITY_TIMEOUT},
    visibility_timeout=VISIBILITY_TIMEOUT,
    broker_connection_retry_on_startup=True,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_max_tasks_per_child=500,
    worker_max_memory_per_child=300_000,  # KiB
    worker_soft_shutdown_timeout=10,
    timezone="Europe/Paris",
    # `mail,default` and `match` have a worker each: ranking never keeps a log-in code waiting.
    task_queues=[Queue(name, routing_key=name) for name in ("default", "mail", "match")],
    task_default_queue="default",
    task_create_missing_queues=False,
    task_routes={"outbox.send_mails": {"queue": "mail"}},
)
app.autodiscover_tasks()


def _every(
    seconds: float, task: str, kwargs: dict[str, Any] | None = None, *, queue: str = "default"
) -> dict[str, Any]:
    # A call that waited long is stale: the next one is already on its way. So no storm after an absence.
    return {
        "task": task,
        "schedule": seconds,
        "kwargs": kwargs or {},
        "options": {"queue": queue, "expires": max(seconds, 10)},
    }


# Work of once a day, at an hour in Paris: a row per job and day, so that no hiccup of beat skips or doubles it.
DAILY = {
    "outbox.forget": "03:00",
    "api.forget": "03:10",
    "matching.forget_words": "03:20",
    "matching.refresh_all": "03:30",
    "accounts.tidy": "04:00",
    "accounts.digests": "08:00",
}

app.conf.beat_schedule = {
    "mails": _every(2, "outbox.send_mails", queue="mail"),
    "jobs": _every(2, "outbox.run_jobs", {"queue": "default"}),
    "ranking": _every(2, "outbox.run_jobs", {"queue": "match"}, queue="match"),
    "sweep": _every(30, "outbox.sweep"),
    "tick": _every(10, "outbox.tick"),
    "daily": _every(60, "outbox.daily", {"jobs": DAILY}),
    # Often, so that a jump of the demo's clock shows at once, and nobody jumps past a reminder; each looks at dates
    # and changes what is due.
    "turns": _every(10, "matching.proposals.tasks.expire_turns"),
    "batches": _every(60, "matching.proposals.tasks.close_batches"),
    "files": _every(10, "fractional.ctos.tasks.follow_files"),
    "needs": _every(10, "missions.needs.tasks.expire_needs"),
    "people": _every(60, "fractional.companies.tasks.follow_people"),
    # Working days: a minute more or less is nothing, and there may be many drafts.
    "drafts": _every(60, "missions.needs.tasks.follow_drafts"),
    "consents": _every(10, "missions.needs.tasks.follow_consents"),
    "missions": _every(10, "missions.engagements.tasks.follow_missions"),
}


@setup_logging.connect
def _keep_our_logging(**_: Any) -> None:
    """Connected so that Celery leaves the logging that Django configured as it is."""


@beat_init.connect
def _stand_by(**_: Any) -> None:
    """Whoever asks for a log-in code gets it while the broker is away, too."""
    from fractional.outbox import standby  # models can be read only now

    standby.begin()
