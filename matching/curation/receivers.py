"""What news from below owes to curators."""

from typing import Any

from django.dispatch import receiver

from fractional.accounts.models import Contest, User
from fractional.accounts.signals import person_leaves
from matching.curation import emails
from matching.curation.actions.care import assign
from matching.curation.models import PairNote, Pending, Thing
from matching.proposals.models import Proposal, Selection
from matching.proposals.signals import more_asked, selection_given_back
from missions.needs.models import Need


@receiver(selection_given_back)
def tell_its_curator(selection: Selection, unfit: list[Proposal], **_: Any) -> None:
    emails.given_back(selection, unfit=unfit)


@receiver(more_asked)
def give_it_to_the_curator_of_the_need(need: Need, contest: Contest, **_: Any) -> None:
    if need.owner_curator:
        assign(thing=Thing.CONTEST, thing_id=contest.pk, to=need.owner_curator, by=contest.user)


@receiver(person_leaves)
def forget_what_was_written_of_them(user: User, **_: Any) -> None:
    """Notes of the team, and decisions that were about to be done."""
    if cto := getattr(user, "cto", None):
        Pending.objects.filter(thing=Thing.CTO, thing_id=cto.pk).delete()
        PairNote.objects.filter(cto=cto).delete()
