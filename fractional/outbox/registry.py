"""What upper layers hang on the outbox: checks before a mail, hooks after it, handlers of jobs.

Register in an app's `ready()` (checks, hooks) or in its `tasks.py` (jobs), which is loaded when first needed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from fractional.outbox.models import Row

# None: send. A text: do not send, for this reason (a code). A datetime: not before then.
Check = Callable[["Row"], str | datetime | None]
Hook = Callable[["Row"], None]
Stop = Callable[["Row"], str]
Handler = Callable[..., Any]

_checks: dict[str, Check] = {}
_wishes: list[tuple[Check, Stop]] = []
_hooks: dict[str, Hook] = {}
_handlers: dict[str, Handler] = {}
_queues: dict[str, str] = {}


class NotRegistered(LookupError):
    """A row names a check or a task that no code answers to."""


def register_check(name: str, check: Check) -> None:
    """`check(row)` runs in a transaction just before a mail with `check=name` leaves."""
    _checks[name] = check


def register_wishes(ruling: Check, stop_url: Stop) -> None:
    """What readers chose: `ruling(row)` is asked before every mail, `stop_url(row)` unsubscribes by one POST.

    `stop_url` is empty for a mail that nobody can refuse.
    """
    if (ruling, stop_url) not in _wishes:
        _wishes.append((ruling, stop_url))


def register_after(kind: str, hook: Hook) -> None:
    """`hook(row)` runs once a mail of that kind is sent, failed, unknown or suppressed: see `row.state`.

    It shares the transaction of the new state. When it raises, the state stands (the mail has left) and the
    hook is owed as a job, tried again up to five times.
    """
    _hooks[kind] = hook


def job(task: str, *, queue: str = "default") -> Callable[[Handler], Handler]:
    """Register the decorated function as the handler of that task: keyword arguments, safe to run twice."""

    def register(handler: Handler) -> Handler:
        _handlers[task] = handler
        _queues[task] = queue
        return handler

    return register


def check(name: str) -> Check:
    if name not in _checks:
        raise NotRegistered(f"check {name}")
    return _checks[name]


def wished(row: Row) -> str | datetime | None:
    """What the reader chose about a mail, answered like a check."""
    return next((said for ruling, _ in _wishes if (said := ruling(row)) is not None), None)


def stop_url(row: Row) -> str:
    return next((url for _, stop in _wishes if (url := stop(row))), "")


def hook(kind: str) -> Hook | None:
    return _hooks.get(kind)


def handler(task: str) -> Handler:
    """The function of a task: a registered handler, else the Celery task of that name."""
    from celery import current_app

    load()
    if task in _handlers:
        return _handlers[task]
    if task in current_app.tasks:
        return current_app.tasks[task]
    raise NotRegistered(f"task {task}")


def queue(task: str) -> str:
    load()
    return _queues.get(task, "default")


@cache
def load() -> None:
    """Import every app's `tasks.py`, once."""
    autodiscover_modules("tasks")
