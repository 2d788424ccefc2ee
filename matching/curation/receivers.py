"""What news from below owes to curators."""

from typing import Any

from django.dispatch import receiver

from fractional.accounts.models import User
from fractional.accounts.signals import person_leaves
from matching.curation import emails
from matching.curation.models import Pending, Thing
from matching.proposals.models import Proposal, Selection
from matching.proposals.signals import selection_given_back


@receiver(selection_given_back)
def tell_its_curator(selection: Selection, unfit: list[Proposal], **_: Any) -> None:
    emails.given_back(selection, unfit=unfit)


@receiver(person_leaves)
def forget_what_was_about_to_be_decided(user: User, **_: Any) -> None:
    """It holds their name and what was written of them."""
    if cto := getattr(user, "cto", None):
        Pending.objects.filter(thing=Thing.CTO, thing_id=cto.pk).delete()
