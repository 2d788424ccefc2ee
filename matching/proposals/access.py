"""The only place that fetches selections and proposals for a view. A foreign object is a 404."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from fractional.accounts.access import Forbidden, found
from fractional.accounts.models import User
from fractional.companies.models import Member
from fractional.ctos.models import Cto
from matching.proposals.models import Proposal, Selection
from missions.needs.models import Need


def need_of(user: User, public_id: UUID) -> Need:
    """A need of a company the user belongs to."""
    needs = Need.objects.filter(company__members__user=user, company__members__left_on__isnull=True)
    return found(needs.select_related("company", "function"), public_id=public_id)


def sent_selections(need: Need) -> QuerySet[Selection]:
    """What has left for the company, newest first."""
    sent = need.selections.filter(state=Selection.State.SENT)
    proposals = Proposal.objects.select_related("need", "mission", "selection__curator")
    return (
        sent.select_related("curator").prefetch_related(Prefetch("proposals", proposals)).order_by("-sent_at")
    )


def shown_proposal(user: User, public_id: UUID) -> Proposal:
    """A proposal that a member of the company may see: only of a selection that has left."""
    mine = Proposal.objects.shown().filter(
        need__company__members__user=user, need__company__members__left_on__isnull=True
    )
    return found(mine.select_related("need__company", "selection__curator", "mission"), public_id=public_id)


def one_is_chosen(need: Need) -> bool:
    """Somebody was chosen for the need, or has confirmed: the others wait."""
    taken = (Proposal.State.CHOSEN, Proposal.State.CONFIRMED)
    return Proposal.objects.filter(need=need, state__in=taken).exists()


def owned_proposal(user: User, public_id: UUID) -> Proposal:
    """As ``shown_proposal``, for an act that only an owner of the company may do; else 403."""
    proposal = shown_proposal(user, public_id)
    if not is_owner(user, proposal.need):
        raise Forbidden
    return proposal


def is_owner(user: User, need: Need) -> bool:
    return Member.objects.filter(
        company=need.company_id, user=user, role=Member.Role.OWNER, left_on__isnull=True
    ).exists()


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
