"""Promise 2 under load: confirmations that arrive together never sell a half-day twice."""

import pytest

from tests.ctos.calendar.race import race

CALLS, CONNECTIONS = 200, 8
"""A few seconds; ``tests/ctos/calendar/race.py`` is the same with a thousand on twenty connections."""


@pytest.mark.django_db(transaction=True)
def test_confirmations_at_once_fill_what_fits_and_refuse_the_rest():
    result = race(calls=CALLS, connections=CONNECTIONS, ctos=9)
    assert result.failed == []
    assert result.oversold == 0
    assert result.booked == result.fit
    assert result.booked + result.refused == CALLS
