"""Promise 5 over four months: people answer at random, or never; every thread has an owner and a day, each night."""

import pytest

from tests.trust.silence.play import DAYS, play

PROPOSALS = 20
"""Twenty seconds; ``make silence`` is the same with a thousand."""


@pytest.mark.django_db
@pytest.mark.timeout(600)
def test_whatever_people_do_in_four_months_nobody_is_left_without_a_day():
    result = play(proposals=PROPOSALS)
    assert result.faults == []
    assert result.days == DAYS
    assert result.proposals.total() >= PROPOSALS * 0.8
    assert set(result.proposals) >= {"confirmed", "declined", "lapsed", "withdrawn"}
