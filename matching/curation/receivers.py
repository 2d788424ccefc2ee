"""What news from below owes to curators."""

from typing import Any

from django.dispatch import receiver

from matching.curation import emails
from matching.proposals.models import Proposal, Selection
from matching.proposals.signals import selection_given_back


@receiver(selection_given_back)
def tell_its_curator(selection: Selection, unfit: list[Proposal], **_: Any) -> None:
    emails.given_back(selection, unfit=unfit)
