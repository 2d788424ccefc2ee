"""What was written about a match that came to nothing is kept for three months (R38); codes and dates stay."""

from datetime import timedelta

from django.db import transaction

from fractional import clock
from fractional.history.actions import forget_notes
from matching.proposals.actions.farewell import GONE
from matching.proposals.models import Proposal, Question

KEPT = timedelta(days=92)
"""After the end: whoever asks why still reads it, and contests it in time."""


@transaction.atomic
def forget_old_words() -> int:
    """Wipe a curator's note, both sides' messages and questions of what ended long ago; how many there were.

    Safe to run twice: what was wiped is not looked at again.
    """
    ended = Proposal.objects.filter(state__in=Proposal.ENDED, ended_at__lt=clock.now() - KEPT)
    ids = list(ended.exclude(note=GONE).order_by("pk").values_list("pk", flat=True))
    Question.objects.filter(proposal__in=ids).update(text=GONE)
    Question.objects.filter(proposal__in=ids).exclude(answer="").update(answer=GONE)
    for pk in ids:
        forget_notes(thing="proposal", thing_id=pk)
    return Proposal.objects.filter(pk__in=ids).update(note=GONE, message="")
