"""What the team owes by itself: selections, conversations about to end in silence, acts and messages that failed."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from fractional import workdays
from fractional.clock import PARIS
from fractional.history.moves import held
from fractional.outbox.models import Channel
from fractional.outbox.models import Row as Debt
from fractional.ui.templatetags.taxonomy import reason_label
from matching.curation.models import Pending, Thing
from matching.curation.queue.rows import Kind, Waiting, promised
from matching.curation.telling import debt as told
from matching.proposals.models import Proposal, Selection
from missions.needs.models import Need

GIVEN_BACK_WITHIN = 1
"""Working days in which a selection that did not leave is prepared anew."""
LAST_DAYS = 2
"""Working days before its end in which a turn that was reminded of is worth a call."""


def selections_due() -> Iterator[Waiting]:
    """Needs that are owed names: nothing sent yet, or nobody left in the running."""
    running = Proposal.objects.filter(need=OuterRef("pk"), selection__state=Selection.State.SENT).open()
    given_back = Selection.objects.given_back().filter(need=OuterRef("pk"))
    owed = Need.objects.rankable().filter(~Exists(running), ~Exists(given_back))
    # There may be hundreds of them, and a need is a long row.
    shown = ("title", "public_id", "promised_on", "company__name", "owner_curator__first_name")
    owed = owed.select_related("company", "owner_curator").only(*shown)
    for need in owed.order_by("promised_on", "pk"):
        yield Waiting(
            Kind.SELECTION,
            Thing.NEED,
            need.pk,
            need.title,
            need.company.name,
            held(need.promised_on),
            reverse("curation:board", args=[need.public_id]),
            need.owner_curator,
        )


def selections_given_back() -> Iterator[Waiting]:
    """Selections that should have left and are in preparation again, whatever the company has already read."""
    for selection in Selection.objects.given_back().select_related("need__company", "curator"):
        due_on = selection.need.paused_until or promised(selection.given_back_at, GIVEN_BACK_WITHIN)
        yield Waiting(
            Kind.GIVEN_BACK,
            Thing.SELECTION,
            selection.pk,
            selection.need.title,
            f"{selection.need.company.name} · {reason_label(selection.given_back_reason)}",
            due_on,
            reverse("curation:selection", args=[selection.need.public_id]),
            selection.curator,
        )


def stuck(today: date) -> Iterator[Waiting]:
    """Turns that were reminded of and end in silence in two working days: somebody may call."""
    soon = workdays.add_working_days(today, LAST_DAYS)
    silent = Proposal.objects.open().filter(reminders__gt=0, due_on__gte=today, due_on__lte=soon)
    silent = silent.exclude(pk__in=Proposal.objects.standing()).select_related(
        "need__company", "need__owner_curator", "cto__user"
    )
    for proposal in silent.order_by("due_on", "pk"):
        whose = proposal.cto.user.full_name if proposal.turn == "cto" else proposal.need.company.name
        yield Waiting(
            Kind.STUCK,
            Thing.PROPOSAL,
            proposal.pk,
            proposal.need.title,
            _("à %(name)s de répondre") % {"name": whose},
            held(proposal.due_on),
            reverse("curation:conversation", args=[proposal.public_id]),
            proposal.need.owner_curator,
        )


def returned(acts: Iterable[Pending]) -> Iterator[Waiting]:
    """Those that were refused when their moment came."""
    for pending in acts:
        if pending.returned_at is None:
            continue
        yield Waiting(
            Kind.RETURNED,
            Thing(pending.thing),
            pending.thing_id,
            pending.about,
            pending.refusal,
            pending.returned_at.astimezone(PARIS).date(),
            pending.path,
            pending.by,
        )


def debts() -> Iterator[Waiting]:
    for debt in Debt.objects.needing_attention():
        yield Waiting(
            Kind.MAIL if debt.channel == Channel.MAIL else Kind.JOB,
            Thing.DEBT,
            debt.pk,
            told(debt),
            debt.error[:80],
            debt.due_at.astimezone(PARIS).date(),
            reverse("curation:debt", args=[debt.pk]),
        )
