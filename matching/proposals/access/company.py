"""What a member of a company may fetch: what was shown to that company."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from fractional.accounts.access import Forbidden, found
from fractional.accounts.models import User
from fractional.companies.models import Member
from matching.proposals.models import Proposal, Selection
from missions.needs.models import Need


def need_of(user: User, public_id: UUID) -> Need:
    """A need of a company the user belongs to."""
    needs = Need.objects.filter(company__members__user=user, company__members__left_on__isnull=True)
    return found(needs.select_related("company", "function", "owner_curator"), public_id=public_id)


def need_open_to_questions(user: User, public_id: UUID) -> Need:
    """As ``need_of``, while it is ranked: what it asks is told in full then; else 404."""
    need = need_of(user, public_id)
    if not Need.objects.rankable().filter(pk=need.pk).exists():
        raise Http404
    return need


def need_with_a_selection(user: User, public_id: UUID) -> Need:
    """As ``need_of``, once a selection has left for the company; else 404."""
    need = need_of(user, public_id)
    if not sent_selections(need).exists():
        raise Http404
    return need


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


def shown_proposals(need: Need, public_ids: Sequence[str]) -> list[Proposal]:
    """These profiles of one need, all of them shown, the best score first; Http404 when one is not."""
    shown = Proposal.objects.shown().filter(need=need)
    fetched = shown.select_related("need__company", "selection__curator", "mission")
    proposals = [found(fetched, public_id=public_id) for public_id in public_ids]
    return sorted(proposals, key=lambda proposal: (-proposal.company_side["shown_total"], proposal.letter))


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


def proposal_to_take_back(user: User, public_id: UUID) -> Proposal:
    """Any member takes back what a member asked; what an owner chose, an owner alone."""
    proposal = shown_proposal(user, public_id)
    if proposal.state == Proposal.State.CHOSEN and not is_owner(user, proposal.need):
        raise Forbidden
    return proposal


def is_owner(user: User, need: Need) -> bool:
    return Member.objects.filter(
        company=need.company_id, user=user, role=Member.Role.OWNER, left_on__isnull=True
    ).exists()
