"""What a CTO may fetch: what reached them."""

from uuid import UUID

from django.db.models import QuerySet

from fractional.accounts.access import found
from fractional.accounts.models import User
from fractional.ctos.models import Cto
from matching.proposals.models import Proposal


def received_proposals(user: User) -> QuerySet[Proposal]:
    """Everything that ever reached this CTO, newest first."""
    mine = Proposal.objects.reached_the_cto().filter(cto__user=user)
    people = ("cto", "need__company", "selection__curator", "mission")
    return mine.select_related(*people).order_by("-sent_at", "-pk")


def waiting_for_monday(user: User) -> int:
    """How many companies asked for this CTO beyond what their own week takes."""
    waiting = Proposal.objects.filter(cto__user=user, state=Proposal.State.WANTED)
    return waiting.filter(leaves_on__isnull=False).count()


def file_state(user: User) -> str | None:
    """Where this person's file of a CTO stands."""
    return Cto.objects.filter(user=user).values_list("state", flat=True).first()


def received_proposal(user: User, public_id: UUID) -> Proposal:
    return found(received_proposals(user), public_id=public_id)


def proposal_to_answer(user: User, public_id: UUID) -> Proposal:
    """The same for an answer that shows no page: its action reads the rest, under its locks."""
    return found(Proposal.objects.reached_the_cto().filter(cto__user=user).to_act_on(), public_id=public_id)
