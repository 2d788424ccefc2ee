"""What a company alone is told."""

from typing import Any

from django.urls import reverse

from fractional.history.moves import held
from matching.proposals import people
from matching.proposals.emails.parts import company_view, post, selection_path
from matching.proposals.models import Proposal, Selection
from missions.needs.models import Need


def selection_ready(selection: Selection) -> None:
    for member in people.members(selection.need):
        post(
            f"selection:{selection.pk}:{member.pk}",
            member,
            "selection_ready",
            kind="selection",
            subject_id=selection.pk,
            context=what_is_ready(selection),
        )


def what_is_ready(selection: Selection) -> dict[str, Any]:
    """What the mail of a selection says."""
    return {
        "count": selection.proposals.open().count(),
        "half_days": selection.need.asked_half_days,
        "title": selection.need.title,
        "words": selection.words,
        "curator": selection.curator.first_name,
        "path": selection_path(selection.need),
    }


def watch_found(need: Need) -> None:
    """Somebody fits a need that was kept on watch: to everybody of the company, once for each watch."""
    day = held(need.promised_on).isoformat()
    for member in people.members(need):
        post(
            f"need:{need.pk}:watch_found:{day}:{member.pk}",
            member,
            "watch_found",
            kind="watch",
            subject_id=need.pk,
            context={
                "title": need.title,
                "promised_on": day,
                "path": reverse("needs:need", args=[need.public_id]),
            },
        )


def leaves_on_monday(proposal: Proposal) -> None:
    post(
        f"proposal:{proposal.pk}:waits:{proposal.leaves_on}",
        people.correspondent(proposal),
        "leaves_on_monday",
        kind="proposal_waits",
        subject_id=proposal.pk,
        context=company_view(proposal) | {"leaves_on": held(proposal.leaves_on).isoformat()},
    )


def of_the_whole_selection(
    proposal: Proposal, template: str, occasion: str, *, kind: str, check: str = "", **context: Any
) -> None:
    """One mail for all the profiles of a selection that reach the same day together: the key is theirs."""
    view = {"title": proposal.need.title, "path": selection_path(proposal.need)}
    for member in people.members(proposal.need):
        post(
            f"selection:{proposal.selection_id}:{occasion}:{member.pk}",
            member,
            template,
            kind=kind,
            check=check,
            subject_id=proposal.selection_id,
            context=view | context,
        )


def countered(proposal: Proposal) -> None:
    """The CTO's own terms; the mail opens the company's turn."""
    key = f"proposal:{proposal.pk}:countered:{held(proposal.countered_at).isoformat()}"
    for member in people.followers(proposal):
        post(
            f"{key}:{member.pk}",
            member,
            "countered",
            kind="counter",
            subject_id=proposal.pk,
            context=company_view(proposal)
            | {
                "path": reverse("proposals:counter_answer", args=[proposal.public_id]),
                "rate": proposal.counter_rate_eur,
                "half_days": proposal.counter_half_days,
                "starts_on": held(proposal.counter_start_on).isoformat(),
            },
        )
