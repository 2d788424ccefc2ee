from collections.abc import Iterator
from typing import Any

import pytest

from fractional import clock
from tests.matching.proposals.stage import TUESDAY, Stage, stage
from tests.outbox.sink import Sink


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def here(db: None, tuesday: None) -> Stage:
    return stage()


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    sink = Sink()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    sink.start()
    yield sink
    sink.stop()
