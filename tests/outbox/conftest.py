from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from fractional.outbox import registry
from fractional.outbox.actions import post_job, post_mail
from fractional.outbox.models import Row
from tests.outbox.sink import Sink


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    sink = Sink()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture(autouse=True)
def own_templates(settings: Any) -> None:
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates", *templates[0]["DIRS"]]
    settings.TEMPLATES = templates


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test registers is gone after it; what the product registers, once and for all, is not."""
    registry.load()
    for name in ("_checks", "_hooks", "_handlers", "_queues"):
        monkeypatch.setattr(registry, name, dict(getattr(registry, name)))


@pytest.fixture
def post() -> Callable[..., Row]:
    def post(key: str = "hello:1", **values: Any) -> Row:
        with transaction.atomic():
            post_mail(
                **{
                    "key": key,
                    "to": "awa@exemple.fr",
                    "template": "hello",
                    "kind": "hello",
                    "context": {"name": "L’Oréal d'Or", "where": "ici", "number": 3},
                    **values,
                }
            )
            return Row.objects.get(key=key)

    return post


@pytest.fixture
def owe() -> Callable[..., Row]:
    def owe(key: str = "count:1", task: str = "tests.count", **values: Any) -> Row:
        with transaction.atomic():
            post_job(key=key, task=task, **values)
            return Row.objects.filter(key=key).latest("id")

    return owe
