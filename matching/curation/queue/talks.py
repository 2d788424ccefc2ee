"""What goes on between the two sides and where a person may help: hands, questions, meetings."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from matching.curation.models import Thing
from matching.curation.queue.rows import Kind, Waiting, promised
from matching.proposals.actions import meeting
from matching.proposals.models import Hand, Proposal, Question

MEETING_WITHIN = 1
"""Working days after the last of the three slots in which somebody helps them to meet."""
PEOPLE = ("need__company", "need__owner_curator", "cto__user")


def hands() -> Iterator[Waiting]:
    """Each is answered by keeping the profile, or by saying why not."""
    for hand in Hand.objects.up().select_related(*PEOPLE).order_by("due_on", "pk"):
        yield Waiting(
            Kind.HAND,
            Thing.HAND,
            hand.pk,
            hand.need.title,
            hand.cto.user.full_name,
            hand.due_on,
            reverse("curation:hand", args=[hand.public_id]),
            hand.need.owner_curator,
        )


def questions(today: date) -> Iterator[Waiting]:
    """One row for a conversation, whatever the number of its questions: the company's first day counts."""
    first = Question.objects.unanswered(today).order_by("proposal_id", "due_on", "pk").distinct("proposal_id")
    for question in first.select_related(*(f"proposal__{name}" for name in PEOPLE)):
        yield _conversation(Kind.QUESTION, question.proposal, question.due_on)


def meetings() -> Iterator[Waiting]:
    """Talks whose three slots passed without one that was picked."""
    for proposal in meeting.unmet().select_related(*PEOPLE).order_by("pk"):
        yield _conversation(Kind.MEETING, proposal, promised(max(proposal.slots), MEETING_WITHIN))


def _conversation(kind: Kind, proposal: Proposal, due_on: date) -> Waiting:
    return Waiting(
        kind,
        Thing.PROPOSAL,
        proposal.pk,
        proposal.need.title,
        f"{proposal.need.company.name} · {proposal.cto.user.full_name}",
        due_on,
        reverse("curation:conversation", args=[proposal.public_id]),
        proposal.need.owner_curator,
    )
