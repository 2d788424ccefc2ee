"""All open needs against the whole pool: chunks that workers take as they come, and a sweep that closes the batch.

Nothing waits for anything: each chunk is a job of the outbox, which sees to it that it is done at least once, and is
marked in the transaction of what it writes. So a worker may die, a chunk may come twice, two batches may run at once.
"""

import time
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Q, Sum

from fractional import clock
from fractional.outbox.actions import post_job
from matching.pool.models import Batch, Chunk
from matching.proposals.models import Match
from matching.proposals.ranking import rank_together
from missions.needs.models import Need

CHUNK_SECONDS = 0.2
"""Of work in a chunk: short, so that workers end together and a chunk that has to be done again is cheap."""
FIRST, MOST = 25, 500
"""Needs in a chunk before anything was measured, and in any."""
LATELY = 50
"""Chunks whose seconds tell those of the next."""
KEPT_FOR = timedelta(days=30)


@transaction.atomic
def begin() -> Batch:
    """Owe a ranking of every open need, and forget the matches of the others."""
    ids = list(Need.objects.rankable().order_by("id").values_list("id", flat=True))
    Match.objects.exclude(need__in=ids).delete()
    batch = Batch.objects.create(begun_at=clock.now(), needs=len(ids))
    size = chunk_size()
    starts = range(0, len(ids), size)
    for chunk in Chunk.objects.bulk_create(
        Chunk(batch=batch, need_ids=ids[start : start + size]) for start in starts
    ):
        post_job(key=f"rank_chunk:{chunk.pk}", task="matching.rank_chunk", args={"chunk_id": chunk.pk})
    return batch


def chunk_size() -> int:
    """As many needs as took `CHUNK_SECONDS` lately."""
    lately = list(
        Chunk.objects.filter(seconds__gt=0).order_by("-pk").values_list("need_ids", "seconds")[:LATELY]
    )
    if not lately:
        return FIRST
    each = sum(seconds for _ids, seconds in lately) / sum(len(ids) for ids, _seconds in lately)
    return max(1, min(MOST, round(CHUNK_SECONDS / each)))


@transaction.atomic
def rank_chunk(chunk_id: int) -> None:
    """Rank the needs of this chunk, unless that was done; it may have gone with its batch."""
    chunk = Chunk.objects.select_for_update().filter(pk=chunk_id, done_at=None).first()
    if chunk is None:
        return
    began = time.perf_counter()
    chunk.changed, chunk.writing_seconds = rank_together(chunk.need_ids)
    chunk.seconds, chunk.done_at = time.perf_counter() - began, clock.now()
    chunk.save(update_fields=["changed", "writing_seconds", "seconds", "done_at"])


def close_batches() -> None:
    """Batches all of whose chunks are done get their counts; those of a month ago go."""
    undone = Count("chunks", filter=Q(chunks__done_at=None))
    for batch in Batch.objects.filter(closed_at=None).annotate(undone=undone).filter(undone=0):
        sums = batch.chunks.aggregate(changed=Sum("changed", default=0), seconds=Sum("seconds", default=0.0))
        Batch.objects.filter(pk=batch.pk, closed_at=None).update(closed_at=clock.now(), **sums)
    Batch.objects.filter(begun_at__lt=clock.now() - KEPT_FOR).delete()
