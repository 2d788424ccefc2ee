"""What matching shows on the page of a need: where its ranking and its selection stand."""

from django.http import HttpRequest

from matching.proposals.models import Proposal, Ranking, Selection
from missions.needs.models import Need
from missions.needs.panels import Panel


def selection_panel(request: HttpRequest, need: Need) -> Panel | None:
    """Nothing before the need is published."""
    if not need.published_at:
        return None
    ranking = Ranking.objects.filter(need=need, state=Ranking.State.DONE).first()
    shown = list(Proposal.objects.filter(need=need, selection__state=Selection.State.SENT))
    return Panel(
        template="proposals/_need_panel.html",
        context={
            "need": need,
            "profiles": len(shown),
            "waiting": sum(proposal.turn == Proposal.Side.COMPANY for proposal in shown),
            "pool_size": ranking.pool_size if ranking else 0,
        },
        ranked_at=ranking.finished_at if ranking else None,
    )
