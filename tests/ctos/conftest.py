"""Time stands still in these tests: a Monday morning in Paris."""

from datetime import datetime

import pytest

from fractional import clock

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=clock.PARIS)


@pytest.fixture(autouse=True)
def monday():
    with clock.standing_at(NOON):
        yield NOON
