"""What needs make of the news of their companies."""

from typing import Any

from django.dispatch import receiver

from fractional.companies.models import Company
from fractional.companies.signals import company_changed
from missions.needs.models import Need
from missions.needs.signals import need_edited


@receiver(company_changed)
def rank_its_needs_anew(sender: Any, company: Company, **kwargs: Any) -> None:
    """A ranking reads stage, sector and head-count of the company behind the need."""
    for need in Need.objects.rankable().filter(company=company):
        need_edited.send(sender=Need, need=need)
