"""While workers hear nothing from beat, beat's own process does what is owed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from fractional.outbox import standby
from fractional.outbox.models import Row, State, Tick
from tests.outbox.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("seconds", "sent"), [(None, 0), (5, 0), (21, 1), (3_600, 1)])
def test_the_standby_works_only_when_the_last_tick_is_old(
    seconds: int | None, sent: int, post: Callable[..., Row], sink: Sink
) -> None:
    if seconds is not None:
        Tick.objects.create(pk=1, at=Now() - timedelta(seconds=seconds))
    post()
    standby.relieve()
    assert len(sink.ids) == sent


def test_the_standby_does_jobs_too(owe: Callable[..., Row]) -> None:
    Tick.objects.create(pk=1, at=Now() - timedelta(minutes=1))
    owed = owe(task="outbox.forget")
    standby.relieve()
    owed.refresh_from_db()
    assert owed.state == State.DONE
