"""Promise 5 over weeks: people answer at random, or never; every thread has an owner and a day, each night."""

import pytest

from matching.proposals.models import Proposal
from tests.trust.silence.play import play

PROPOSALS, DAYS = 20, 50
"""Half a minute; ``make silence`` is four months of it with a thousand."""


@pytest.mark.django_db
@pytest.mark.timeout(600)
def test_whatever_people_do_for_weeks_nobody_is_left_without_a_day():
    result = play(proposals=PROPOSALS, days=DAYS)
    assert result.faults == []
    assert result.days == DAYS
    assert result.proposals.total() >= PROPOSALS / 2
    answered = set(result.proposals) - {*Proposal.OPEN}
    assert len(answered) >= 2, "chance let nobody answer: the weeks showed nothing"
