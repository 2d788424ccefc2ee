"""The meeting: the company offers three slots, the CTO picks one of them, with the yes or after it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock
from fractional.accounts.models import User
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.outbox.models import Row
from matching.proposals import emails
from matching.proposals.actions.locks import lock
from matching.proposals.models import Proposal, ProposalQuerySet

State = Proposal.State
TALKS = (State.ACCEPTED, State.CHOSEN)


class SlotGone(DomainError):
    """None of those that the company offered, or one that has passed."""

    argument = "slot"


@transaction.atomic
def pick(*, proposal: Proposal, by: User, slot: datetime | None) -> Proposal:
    """The CTO picks one of the three after their yes: both get it for their calendars. Raises SlotGone, Conflict."""
    proposal = lock(proposal)
    if proposal.state not in TALKS:
        raise Conflict(_("Cette étape n’est plus possible : la situation a changé entre-temps."))
    if proposal.slot:
        raise Conflict(_("Un créneau est déjà retenu pour cette rencontre."))
    if slot is None:
        raise SlotGone(_("Choisissez l’un des créneaux proposés."))
    for name, value in picked(proposal, slot).items():
        setattr(proposal, name, value)
    proposal.save(update_fields=["slot", "slot_picked_at"])
    facts = {"slot": slot.isoformat()}
    record(thing="proposal", thing_id=proposal.pk, event="slot_picked", by=by, facts=facts)
    emails.meeting_set(proposal)
    return proposal


def picked(proposal: Proposal, slot: datetime | None) -> dict[str, Any]:
    """The fields of a proposal whose CTO picks that slot, or none of the three. Raises SlotGone."""
    if slot is None:
        return {}
    if slot not in proposal.slots or slot <= clock.now():
        raise SlotGone(_("Ce créneau n’est plus possible : choisissez-en un autre, ou écrivez-vous."))
    return {"slot": slot, "slot_picked_at": clock.now()}


def open_slots(proposal: Proposal) -> list[datetime]:
    """Those of the three that may still be picked; none once one is."""
    if proposal.slot:
        return []
    return [slot for slot in sorted(proposal.slots) if slot > clock.now()]


def unmet() -> ProposalQuerySet:
    """Talks whose three slots have all passed and none was picked: somebody may have to help them meet."""
    talking = Proposal.objects.filter(state=State.ACCEPTED, slot__isnull=True)
    return talking.exclude(slots=[]).filter(slots__2__lt=clock.now())


def still_set(row: Row) -> str | None:
    """Before the mail of the day before: a reason not to send it."""
    proposal = Proposal.objects.get(pk=row.subject_id)
    return None if proposal.state in TALKS and proposal.slot else "no_longer_open"


def still_unmet(row: Row) -> str | None:
    """Before the mail that asks them to find another moment."""
    proposal = Proposal.objects.get(pk=row.subject_id)
    return None if proposal.state == State.ACCEPTED and not proposal.slot else "no_longer_open"
