"""Words about a match that came to nothing go after three months; one that goes on keeps its own (R38)."""

from datetime import timedelta

import pytest

from fractional import clock
from fractional.history.models import Event, Note
from matching.proposals.actions.farewell import GONE
from matching.proposals.actions.keeping import KEPT, forget_old_words
from matching.proposals.models import Proposal
from matching.proposals.tasks import forget_words
from tests.matching.proposals.stage import TUESDAY, reach, show, stage

pytestmark = pytest.mark.django_db


def words(proposal: Proposal) -> tuple[str, str, int]:
    proposal.refresh_from_db()
    events = Event.objects.of("proposal", proposal.pk)
    return proposal.note, proposal.message, Note.objects.filter(event__in=events).count()


def test_words_go_three_months_after_the_end_and_codes_stay():
    with clock.standing_at(TUESDAY):
        here = stage()
        declined, running, _third = show(here)
        reach(here, declined, "declined")
        reach(here, running, "accepted")
        Note.objects.create(event=Event.objects.of("proposal", declined.pk).last(), text="Trop loin.")
    before = words(declined)
    assert before[0] != GONE
    assert before[1:] == ("Parlons de vos livraisons.", 1)
    with clock.standing_at(TUESDAY + KEPT - timedelta(days=1)):
        assert forget_old_words() == 0
    with clock.standing_at(TUESDAY + KEPT + timedelta(days=1)):
        forget_words()
        assert forget_old_words() == 0
    assert words(declined) == (GONE, "", 0)
    assert (declined.state, declined.end_reason) == ("declined", "rate")
    assert words(running)[1] == "Parlons de vos livraisons."
