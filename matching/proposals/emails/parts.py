"""What the mails of a proposal are made of."""

from typing import Any

from django.urls import reverse

from fractional.accounts.models import User
from fractional.history.moves import held
from fractional.outbox.actions import post_mail
from matching.proposals.models import Proposal
from missions.needs.models import Need


def post(key: str, to: User, template: str, *, context: dict[str, Any], **options) -> None:
    post_mail(
        key=key,
        to=to.email,
        template=f"proposals/{template}",
        language=to.language,
        context=context,
        **options,
    )


def terms(proposal: Proposal) -> dict[str, Any]:
    """What a CTO may read of a need before both said yes: the company's name unless confidential."""
    need = proposal.need
    return {
        "rate": proposal.proposal_rate_eur,
        "half_days": proposal.half_days,
        "months": need.months,
        "starts_on": proposal.first_start_on.isoformat(),
        "title": need.title,
        "company": "" if need.confidential and not proposal.names_open else need.company.name,
    }


def final_terms(proposal: Proposal) -> dict[str, Any]:
    return {
        "rate": proposal.final_rate_eur,
        "half_days": proposal.final_half_days,
        "starts_on": held(proposal.final_starts_on).isoformat(),
        "ends_on": held(proposal.final_ends_on).isoformat(),
        "title": proposal.need.title,
        "company": proposal.need.company.name,
    }


def company_view(proposal: Proposal) -> dict[str, Any]:
    """What a company reads in a mail: the pseudonym of the card, never a name."""
    return {"letter": proposal.letter, "title": proposal.need.title, "path": selection_path(proposal.need)}


def contact(user: User) -> dict[str, str]:
    return {"name": user.full_name, "email": user.email, "phone": user.phone}


def selection_path(need: Need) -> str:
    return reverse("proposals:selection", args=[need.public_id])


def cto_path(proposal: Proposal) -> str:
    return reverse("proposals:proposal", args=[proposal.public_id])
