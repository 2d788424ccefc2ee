"""What changes a CTO's card: news of the CTO, and of the companies they belong to."""

from typing import Any

from django.dispatch import receiver

from fractional.companies.models import Company
from fractional.companies.signals import company_changed
from fractional.ctos.models import Cto
from fractional.ctos.signals import cto_changed
from matching.pool.actions import write_card


@receiver(cto_changed)
def keep_the_card(cto: Cto, **_: Any) -> None:
    write_card(cto)


@receiver(company_changed)
def keep_the_cards_of_its_members(company: Company, **_: Any) -> None:
    """Nobody is proposed to their own company, from the moment it has a SIREN (decision 3)."""
    for cto in Cto.objects.verified().filter(user__memberships__company=company).order_by("pk"):
        write_card(cto)
