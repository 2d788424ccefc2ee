"""What matching shows on the page of a need: where its ranking and its selection stand."""

from datetime import datetime

from django.http import HttpRequest

from matching.proposals.models import Proposal, Ranking
from missions.needs.models import Need
from missions.needs.panels import Panel


def selection_panel(request: HttpRequest, need: Need) -> Panel | None:
    """Nothing before the need is published."""
    if not need.published_at:
        return None
    ranking = Ranking.objects.filter(need=need, state=Ranking.State.DONE).first()
    shown = list(Proposal.objects.filter(need=need).shown().to_act_on())
    chosen = next((proposal for proposal in shown if proposal.state == Proposal.State.CHOSEN), None)
    held_up = chosen or need.state == Need.State.PAUSED
    waiting = sum(proposal.turn == Proposal.Side.COMPANY for proposal in shown)
    return Panel(
        template="proposals/_need_panel.html",
        context={
            "need": need,
            "profiles": len(shown),
            "waiting": 0 if held_up else waiting,
            "chosen": chosen,
            "pool_size": ranking.pool_size if ranking else 0,
        },
        ranked_at=_first_ranked(ranking, need),
    )


def _first_ranked(ranking: Ranking | None, need: Need) -> datetime | None:
    """It is ranked anew each night; for whoever follows the steps that was done before the selection."""
    known = [at for at in (ranking and ranking.finished_at, need.selected_at) if at]
    return min(known, default=None)
