"""The mails to curators. Words stand in templates/emails/curation."""

from django.urls import reverse

from fractional.history.models import Event
from fractional.outbox.actions import post_mail
from matching.proposals.models import Proposal, Selection


def given_back(selection: Selection, *, unfit: list[Proposal]) -> None:
    """A selection did not leave, because of these profiles, or because its need is paused."""
    event = Event.objects.of("selection", selection.pk).filter(event=Selection.GIVEN_BACK).latest("pk")
    post_mail(
        key=f"selection:{selection.pk}:given_back:{event.pk}",
        to=selection.curator.email,
        template="curation/given_back",
        kind="given_back",
        language=selection.curator.language,
        subject_id=selection.pk,
        context={
            "title": selection.need.title,
            "company": selection.need.company.name,
            "unfit": [proposal.cto.user.full_name for proposal in unfit],
            "path": reverse("curation:selection", args=[selection.need.public_id]),
        },
    )
