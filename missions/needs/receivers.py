"""What needs make of the news of their companies."""

from typing import Any

from django.dispatch import receiver

from fractional.accounts.models import User
from fractional.accounts.signals import person_leaves
from fractional.companies.models import Company
from fractional.companies.signals import company_changed
from missions.needs.actions.farewell import forget
from missions.needs.models import Need, NeedQuerySet
from missions.needs.signals import need_edited


@receiver(company_changed)
def rank_its_needs_anew(sender: Any, company: Company, **kwargs: Any) -> None:
    """A ranking reads stage, sector and head-count of the company behind the need."""
    for need in Need.objects.rankable().filter(company=company):
        need_edited.send(sender=Need, need=need)


@receiver(person_leaves)
def end_needs_without_anybody(user: User, **kwargs: Any) -> None:
    """Companies have let this person go by now: where nobody is left, nobody waits for an answer."""
    for need in _without_anybody(user):
        forget(need=need, by=user)


def _without_anybody(user: User) -> NeedQuerySet:
    theirs = Need.objects.filter(company__members__user=user).order_by("pk")
    return theirs.exclude(company__members__left_on__isnull=True)
