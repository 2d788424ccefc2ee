"""A person is erased: their open proposals end, and what was written about them goes."""

from django.db import transaction
from django.db.models import F, Func, JSONField, Value

from fractional import clock
from fractional.accounts.models import User
from fractional.history.actions import forget_notes
from matching.proposals.actions.ends import end_all
from matching.proposals.models import Hand, Match, Proposal, Question

HEADLINE = "headline"
"""The one text of a card that its CTO wrote; everything else there is a count, a code or a band."""

GONE = "—"
"""In the place of words without which a row could not stand: a curator's note, a question and its answer."""


@transaction.atomic
def forget(*, user: User) -> None:
    """End what is open with a CTO who leaves, whoever waits is told; then wipe the words of both sides.

    Frozen scores and decisions stay: numbers and codes, of somebody who has no name any more.
    """
    held = Proposal.objects.filter(cto__user=user)
    end_all(held.open(), to=Proposal.State.WITHDRAWN, side=Proposal.Side.CTO, reason="unreachable")
    empty = Func(F("card"), Value("{headline}"), Value('""'), function="jsonb_set", output_field=JSONField())
    held.filter(card__has_key=HEADLINE).update(card=empty)
    held.update(note=GONE)
    for pk in held.values_list("pk", flat=True):
        forget_notes(thing="proposal", thing_id=pk)
    Proposal.objects.filter(wanted_by=user).update(message="")
    Question.objects.filter(proposal__cto__user=user).update(text=GONE)
    Question.objects.filter(answered_by=user).update(answer=GONE)
    hands = Hand.objects.filter(cto__user=user)
    hands.up().update(withdrawn_at=clock.now())
    hands.update(words="")
    Match.objects.filter(cto__user=user).delete()
