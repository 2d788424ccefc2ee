"""Who is behind a proposal: for those whose names are open, and for nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from fractional.accounts.models import User
from matching.proposals import people
from matching.proposals.models import Proposal


@dataclass(frozen=True)
class Contact:
    name: str
    email: str
    phone: str


def contacts_of(proposals: Iterable[Proposal]) -> dict[int, Contact]:
    """By CTO, who they are, for the proposals whose names are open; of nobody else is a name even read."""
    named = {proposal.cto_id for proposal in proposals if proposal.names_open}
    if not named:
        return {}
    rows = User.objects.filter(cto__in=named).values_list("cto", "first_name", "last_name", "email", "phone")
    return {cto: Contact(f"{first} {last}".strip(), email, phone) for cto, first, last, email, phone in rows}


def contact_for_cto(proposal: Proposal) -> Contact | None:
    """Whom the CTO writes to, while both say yes."""
    return _contact(people.correspondent(proposal)) if proposal.names_open else None


def _contact(user: User) -> Contact:
    return Contact(user.full_name, user.email, user.phone)


def mission_url(proposal: Proposal) -> str:
    if proposal.mission is None:
        return ""
    return reverse("engagements:mission", args=[proposal.mission.public_id])
