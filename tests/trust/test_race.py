"""Promise 2 through HTTP: last yeses that arrive together sell no half-day twice, and the losers read why."""

import pytest

from tests.trust.race import race

CALLS, CONNECTIONS, CTOS = 120, 10, 9
"""A few seconds; ``tests/trust/race.py`` is the same with a thousand on twenty connections."""


@pytest.mark.django_db(transaction=True)
def test_last_yeses_at_once_sell_what_fits_and_name_the_day_that_went():
    result = race(calls=CALLS, connections=CONNECTIONS, ctos=CTOS)
    assert result.broken == {}
    assert result.told["confirmed"] == result.fit
    assert set(result.told) <= {"confirmed", "day", "limit"}
    assert result.told["day"] > 0
    assert result.told.total() == CALLS
