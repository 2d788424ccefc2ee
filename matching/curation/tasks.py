"""Background work of the team: each job is one call, safe to run twice."""

from fractional import outbox
from matching.curation import actions


@outbox.job("curation.perform")
def perform(*, pending_id: int) -> None:
    actions.perform(pending_id=pending_id)
