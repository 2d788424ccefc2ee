"""What is told of an answer that a curator wrote down."""

from django.urls import reverse

from matching.proposals import links
from matching.proposals.emails.parts import post
from matching.proposals.models import PhoneAnswer
from matching.proposals.titles import open_title


def answer_noted(noted: PhoneAnswer) -> None:
    """To the person whose answer it is, with the page on which they may say that it is not."""
    need = noted.proposal.need
    of_the_company = noted.on_behalf_of_id != noted.proposal.cto.user_id
    post(
        f"answer:{noted.pk}:noted",
        noted.on_behalf_of,
        "answer_noted",
        kind="answer_noted",
        subject_id=noted.pk,
        context={
            "title": need.title if of_the_company else open_title(need),
            "letter": noted.proposal.letter if of_the_company else "",
            "act": noted.act,
            "source": noted.source,
            "curator": noted.by.first_name,
            "until": noted.contest_until.isoformat(),
            "path": reverse("proposals:not_mine", args=[links.to_contest(noted)]),
        },
    )
