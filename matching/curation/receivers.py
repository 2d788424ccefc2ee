"""What news from below owes to curators."""

from typing import Any

from django.dispatch import receiver

from fractional.accounts.models import User
from fractional.accounts.signals import person_leaves
from matching.curation import emails
from matching.curation.models import PairNote, Pending, Thing
from matching.proposals.models import Proposal, Selection
from matching.proposals.signals import selection_given_back


@receiver(selection_given_back)
def tell_its_curator(selection: Selection, unfit: list[Proposal], **_: Any) -> None:
    emails.given_back(selection, unfit=unfit)


@receiver(person_leaves)
def forget_what_was_written_of_them(user: User, **_: Any) -> None:
    """Notes of the team, and decisions that were about to be done."""
    if cto := getattr(user, "cto", None):
        Pending.objects.filter(thing=Thing.CTO, thing_id=cto.pk).delete()
        PairNote.objects.filter(cto=cto).delete()
