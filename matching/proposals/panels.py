"""What matching shows on the page of a need: where its ranking and its selection stand."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from matching.proposals.models import Proposal, Ranking
from matching.proposals.reach import relaxations
from missions.needs.models import Need
from missions.needs.panels import Panel

FEW = 3
"""A selection has three profiles: with fewer that fit, a company is told what it could change."""
SEARCHING = (Need.State.SELECTED, Need.State.IN_TALKS)


def selection_panel(request: HttpRequest, need: Need) -> Panel | None:
    """Nothing before the need is published, nor for one that ended before a profile was shown."""
    if not need.published_at:
        return None
    ranking = Ranking.objects.filter(need=need, state=Ranking.State.DONE).first()
    shown = list(Proposal.objects.filter(need=need).shown().to_act_on())
    if not shown and not need.is_open:
        return None
    chosen = next((proposal for proposal in shown if proposal.state == Proposal.State.CHOSEN), None)
    paused = need.state == Need.State.PAUSED
    too_few = ranking is not None and ranking.eligible < FEW and not shown and not paused
    waiting = 0 if chosen else sum(proposal.turn == Proposal.Side.COMPANY for proposal in shown)
    return Panel(
        template="proposals/_need_panel.html",
        context={
            "need": need,
            "profiles": len(shown),
            "waiting": 0 if paused else waiting,
            "standing": waiting if paused else 0,
            "chosen": chosen,
            "owed": need.state in SEARCHING and not any(proposal.is_open for proposal in shown),
            "paused": paused,
            "too_few": too_few,
            "may_ask": need.is_open and not paused,
            "eligible": ranking.eligible if ranking else 0,
            "relaxations": _relaxations(need) if too_few else [],
            "pool_size": ranking.pool_size if ranking else 0,
        },
        ranked_at=_first_ranked(ranking, need),
    )


def _relaxations(need: Need) -> list[dict[str, Any]]:
    """What would bring more CTOs, each with the step on which it is answered."""
    return [
        {"text": one.text, "count": one.count, "step": "budget" if one.what == "ceiling" else "rythme"}
        for one in relaxations(need)
    ]


def _first_ranked(ranking: Ranking | None, need: Need) -> datetime | None:
    """It is ranked anew each night; for whoever follows the steps that was done before the selection."""
    known = [at for at in (ranking and ranking.finished_at, need.selected_at) if at]
    return min(known, default=None)
