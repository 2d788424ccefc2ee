"""The locks of every action, always in this order: CTOs, needs, selections, proposals; by number among equals.

Two actions on one CTO or on one need follow each other, whoever began them, and none waits for another that
waits for it.
"""

from collections.abc import Iterable

from fractional.ctos.models import Cto
from matching.proposals.models import Proposal, Selection
from missions.needs.models import Need


def lock(proposal: Proposal, *, others_of_the_cto: bool = False) -> Proposal:
    """The proposal as it stands once its CTO and its need are ours.

    With `others_of_the_cto` also the needs of that CTO's other proposals, for what may end some of them.
    """
    _lock_ctos([proposal.cto_id])
    others = set(_needs_of_open_proposals(proposal.cto_id)) if others_of_the_cto else set()
    _lock_needs({proposal.need_id} | others)
    rows = Proposal.objects.to_act_on().select_related("cto", "need")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=proposal.pk)


def lock_unchosen_of(cto: Cto) -> list[Proposal]:
    """The open proposals of this CTO that a company reads or has answered, once all their needs are ours.

    Not those it has chosen: their terms are final.
    """
    unchosen = Proposal.objects.filter(cto=cto).open().shown().exclude(state=Proposal.State.CHOSEN)
    need_ids = list(unchosen.values_list("need_id", flat=True))
    if not need_ids:
        return []
    _lock_ctos([cto.pk])
    _lock_needs(need_ids)
    return list(unchosen.to_act_on().select_related("cto", "need__company").order_by("pk"))


def lock_selection(selection: Selection) -> Selection:
    """The selection as it stands once its CTOs and its need are ours."""
    _lock_ctos(selection.proposals.values_list("cto_id", flat=True))
    _lock_needs([selection.need_id])
    rows = Selection.objects.select_related("need__company", "curator")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=selection.pk)


def lock_pair(need: Need, cto: Cto) -> tuple[Need, Cto]:
    """Both rows, read again."""
    cto = Cto.objects.locked(cto)
    return Need.objects.select_for_update(no_key=True).get(pk=need.pk), cto


def _lock_ctos(ids: Iterable[int]) -> None:
    list(Cto.objects.filter(pk__in=list(ids)).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _lock_needs(ids: Iterable[int]) -> None:
    list(
        Need.objects.filter(pk__in=list(ids)).order_by("pk").select_for_update(no_key=True).values_list("pk")
    )


def _needs_of_open_proposals(cto_id: int) -> list[int]:
    return list(Proposal.objects.filter(cto=cto_id).open().shown().values_list("need_id", flat=True))
