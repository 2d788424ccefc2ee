"""What the Fractional team opens. Every view of this app is ``@curator_required``; a curator reads every file,
and decides nothing about themself (decision 3): the actions refuse that."""

from collections.abc import Iterable
from uuid import UUID

from fractional.accounts.access import found
from fractional.accounts.models import User
from fractional.companies.models import Company
from fractional.ctos.models import Cto
from fractional.outbox.models import Row
from matching.proposals.models import Proposal, Ranking, Selection
from missions.needs.models import Need


def cto_file(public_id: UUID) -> Cto:
    files = Cto.objects.select_related("user", "function", "owner_curator", "verified_by")
    return found(
        files.prefetch_related("posts", "references", "refused_companies", "notes__author"),
        public_id=public_id,
    )


def cto_decided_on(public_id: UUID) -> Cto:
    """Who a decision is about, without their file."""
    return found(Cto.objects.select_related("user"), public_id=public_id)


def company(public_id: UUID) -> Company:
    return found(Company.objects.prefetch_related("members__user", "needs"), public_id=public_id)


def need(public_id: UUID) -> Need:
    needs = Need.objects.select_related("company", "function", "created_by", "published_by", "owner_curator")
    return found(needs.prefetch_related("goals"), public_id=public_id)


def ranking_is_done(need: Need) -> bool:
    """Whether the worker has ranked the need as it stands now."""
    return Ranking.objects.filter(need=need, state=Ranking.State.DONE).exists()


def published_need(public_id: UUID) -> Need:
    """One that the pool was compared with; 404 while it is still told or read."""
    needs = Need.objects.filter(published_at__isnull=False).select_related(
        "company", "function", "owner_curator"
    )
    return found(needs.prefetch_related("goals"), public_id=public_id)


def selection_in_preparation(need: Need) -> Selection | None:
    open_states = (Selection.State.DRAFT, Selection.State.LEAVING)
    return need.selections.filter(state__in=open_states).select_related("curator").first()


def leaving_selection(need: Need) -> Selection:
    """The selection that can still be taken back; 404 once it has left."""
    return found(need.selections.filter(state=Selection.State.LEAVING), need=need)


def kept_in_preparation(need: Need) -> list[Proposal]:
    """The profiles of the selection being prepared, in the order the company will read them."""
    open_states = (Selection.State.DRAFT, Selection.State.LEAVING)
    kept = Proposal.objects.filter(need=need, selection__state__in=open_states)
    return list(kept.select_related("cto__user", "selection__curator", "need"))


def shown(need: Need) -> list[Proposal]:
    """The profiles that the company has before its eyes, the last ones sent first."""
    sent = Proposal.objects.filter(need=need, selection__state=Selection.State.SENT)
    return list(sent.select_related("cto__user", "selection").order_by("-selection__sent_at", "letter"))


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    """Who the numbers of the journal are; an erased person has no name left."""
    return {user.pk: user.full_name for user in User.objects.filter(pk__in=[pk for pk in ids if pk])}


def debt(pk: int) -> Row:
    """A mail that did not leave or a job that died."""
    return found(Row.objects.needing_attention(), pk=pk)
