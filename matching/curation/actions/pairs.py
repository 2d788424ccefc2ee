"""What the team writes for itself about one profile and one need."""

from django.db import transaction

from fractional.accounts.models import User
from fractional.ctos.models import Cto
from matching.curation.models import PairNote
from matching.proposals.actions import pairs
from matching.proposals.models import Decision
from missions.needs.models import Need


@transaction.atomic
def note(*, need: Need, cto: Cto, by: User, words: str) -> PairNote:
    """Neither the company nor the CTO reads it on their pages."""
    pairs.annotate(need=need, cto=cto, by=by)
    return PairNote.objects.create(need=need, cto=cto, by=by, words=words)


@transaction.atomic
def adjust(
    *, need: Need, cto: Cto, by: User, part: str, points: int, reason: str, words: str = ""
) -> Decision:
    """Score a part by hand, for a reason; with `words`, a note beside it."""
    decision = pairs.adjust(need=need, cto=cto, by=by, part=part, points=points, reason=reason)
    if words:
        PairNote.objects.create(need=need, cto=cto, by=by, words=words)
    return decision
