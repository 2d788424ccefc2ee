"""The two who meet, and nobody else."""

from django.http import Http404

from fractional.accounts.access import found
from fractional.accounts.models import User
from matching.proposals import meeting_links, people
from matching.proposals.models import Proposal


def meeting_of(token: str) -> tuple[Proposal, User]:
    """The proposal whose meeting a mailed link shows, and to whom.

    Raises Http404 for a link that is not ours, of a meeting that is off or moved, or of somebody who has left.
    """
    try:
        link = meeting_links.read_to_meeting(token)
    except meeting_links.BadLink as reason:
        raise Http404 from reason
    talks = Proposal.objects.filter(state__in=Proposal.NAMED).select_related("cto__user", "need__company")
    proposal = found(talks, pk=link.proposal_id, slot=link.slot)
    both = (proposal.cto.user, people.correspondent(proposal))
    for person in both:
        if person.pk == link.user_id:
            return proposal, person
    raise Http404
