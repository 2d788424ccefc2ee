"""What a CTO alone is told."""

from django.urls import reverse

from matching.proposals import links
from matching.proposals.emails.parts import cto_path, final_terms, post, terms
from matching.proposals.models import Proposal


def proposal_to_cto(proposal: Proposal) -> None:
    """The one mail of a proposal. Rules are checked once more when it leaves; it is never sent twice."""
    post(
        f"proposal:{proposal.pk}:to_cto",
        proposal.cto.user,
        "proposal_to_cto",
        kind="proposal",
        subject_id=proposal.pk,
        transactional=False,
        check="proposal_may_leave",
        context=terms(proposal)
        | {"path": cto_path(proposal), "link": _link(proposal), "curator": proposal.kept_by.first_name},
    )


def chosen(proposal: Proposal) -> None:
    post(
        f"proposal:{proposal.pk}:chosen",
        proposal.cto.user,
        "chosen",
        kind="choice",
        subject_id=proposal.pk,
        context=final_terms(proposal) | {"path": cto_path(proposal)},
    )


def terms_kept(proposal: Proposal) -> None:
    """The company keeps its own terms: the CTO answers the proposal that they already have."""
    post(
        f"proposal:{proposal.pk}:terms_kept",
        proposal.cto.user,
        "terms_kept",
        kind="terms_kept",
        subject_id=proposal.pk,
        context=terms(proposal) | {"path": cto_path(proposal), "link": _link(proposal)},
    )


def _link(proposal: Proposal) -> str:
    """Where it is answered without a log-in, while it is the CTO's turn."""
    return reverse("proposals:by_link", args=[links.to_answer(proposal)])
