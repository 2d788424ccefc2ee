"""Threads at the end of a day: those that have nobody to go on with them, or no day by which they do."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import override

from fractional import clock
from fractional.ctos.models import Cto
from fractional.outbox.models import HELD, WAITING, Row
from matching.curation import queue
from matching.proposals.emails import OPENS_A_TURN
from matching.proposals.models import Proposal, Selection
from missions.engagements.models import Mission
from missions.needs import turns
from missions.needs.models import Need

State = Proposal.State
ENDED = (Need.State.FILLED, Need.State.EXPIRED, Need.State.WITHDRAWN)


def without_end() -> list[str]:
    """What breaks promise 5 tonight, in words; nothing when all is well."""
    with override("fr"):
        return [*_proposals(), *_needs(), *_selections(), *_missions(), *_ctos(), *_queue()]


def _proposals() -> Iterator[str]:
    today = clock.today()
    standing = set(Proposal.objects.standing().values_list("pk", flat=True))
    talked_of = Proposal.objects.open().shown().select_related("need", "selection")
    for proposal in talked_of:
        if not proposal.turn:
            yield f"proposal {proposal.pk} {proposal.state}: nobody's turn"
        elif proposal.state == State.WANTED:
            if not _may_wait(proposal):
                yield f"proposal {proposal.pk}: should have left on {proposal.leaves_on}"
        elif proposal.due_on is None:
            if not _mail_owed(proposal):
                yield f"proposal {proposal.pk} {proposal.state}: no day, and no mail that opens it"
        elif proposal.due_on < today and proposal.pk not in standing:
            yield f"proposal {proposal.pk} {proposal.state}: over since {proposal.due_on}"


def _may_wait(proposal: Proposal) -> bool:
    """For its CTO's Monday; or its need is paused, or waits for somebody's last yes."""
    rivals = Proposal.objects.filter(need=proposal.need, state=State.CHOSEN)
    held_up = proposal.need.state == Need.State.PAUSED or rivals.exists()
    return held_up or (proposal.leaves_on is not None and proposal.leaves_on >= clock.today())


def _mail_owed(proposal: Proposal) -> bool:
    """The mail that starts its clock is on its way, or a curator has it in their queue."""
    kinds = [kind for kind, states in OPENS_A_TURN.items() if proposal.state in states]
    about = {str(proposal.pk), str(proposal.selection_id)}
    rows = Row.objects.mails().filter(kind__in=kinds, subject_id__in=about)
    waiting = rows.filter(state__in=(*WAITING, *HELD))
    return waiting.exists() or rows.needing_attention().exists()


def _needs() -> Iterator[str]:
    open_ones = list(Need.objects.exclude(state__in=ENDED).select_related("company", "owner_curator"))
    known = turns.of_all(open_ones)
    limit = clock.today() - timedelta(days=30)
    for need in open_ones:
        turn = known.get(need.pk)
        if turn is None:
            yield f"need {need.pk} {need.state}: nobody's turn"
        elif turn.owner == turns.Owner.TEAM and turn.on is None:
            yield f"need {need.pk} {need.state}: the team owes it something, some day"
        elif need.state in Need.LIVE and need.state != Need.State.PAUSED and need.confirmed_on < limit:
            yield f"need {need.pk} {need.state}: not confirmed since {need.confirmed_on}, and still open"


def _selections() -> Iterator[str]:
    for selection in Selection.objects.filter(state=Selection.State.LEAVING):
        if selection.leaves_at < clock.now() - timedelta(hours=1):
            yield f"selection {selection.pk}: should have left at {selection.leaves_at}"


def _missions() -> Iterator[str]:
    today = clock.today()
    yield from (f"mission {mission.pk}: should have begun" for mission in Mission.objects.due_to_begin(today))
    yield from (
        f"mission {mission.pk}: should have closed" for mission in Mission.objects.due_to_close(today)
    )


def _ctos() -> Iterator[str]:
    over = Cto.objects.filter(state=Cto.State.PAUSED, paused_until__lt=clock.today())
    yield from (f"cto {cto.pk}: paused until {cto.paused_until}" for cto in over)


def _queue() -> Iterator[str]:
    yield from (f"{row.kind} {row.title}: no day" for row in queue.waiting(clock.today()) if not row.due_on)
