"""Background work of matching: each job is one call, safe to run twice."""

from celery import shared_task

from fractional import outbox
from matching.pool import actions as pool
from matching.proposals import batches, ranking
from matching.proposals.actions import company, selections, turns
from matching.proposals.actions.keeping import forget_old_words
from matching.proposals.models import Proposal, Selection


@outbox.job("matching.rank_need", queue="match")
def rank_need(*, need_id: int) -> None:
    ranking.rank_need(need_id)


@outbox.job("matching.rank_cto", queue="match")
def rank_cto(*, cto_id: int) -> None:
    ranking.rank_cto(cto_id)


@outbox.job("matching.refresh_all", queue="match")
def refresh_all() -> None:
    """Each night: cards from this Monday on, exposures of the last 30 days, every open need ranked again."""
    pool.refresh_all(exposures=Proposal.objects.exposures())
    batches.begin()


@outbox.job("matching.rank_chunk", queue="match")
def rank_chunk(*, chunk_id: int) -> None:
    batches.rank_chunk(chunk_id)


@outbox.job("matching.send_selection")
def send_selection(*, selection_id: int) -> None:
    selections.send(selection=Selection.objects.get(pk=selection_id))


@outbox.job("matching.leave")
def leave(*, proposal_id: int) -> None:
    """A proposal that waited for its CTO's next week."""
    company.leave(proposal=Proposal.objects.get(pk=proposal_id))


@outbox.job("matching.forget_words")
def forget_words() -> None:
    """Each night: what was written about matches that came to nothing three months ago."""
    forget_old_words()


@shared_task(name="matching.proposals.tasks.close_batches")
def close_batches() -> None:
    batches.close_batches()


@shared_task(name="matching.proposals.tasks.expire_turns")
def expire_turns() -> None:
    turns.run()
