"""What is told of a question: to the company that it waits, to the CTO what became of it."""

from django.urls import reverse

from matching.proposals import people
from matching.proposals.emails.parts import company_view, cto_path, post
from matching.proposals.models import Question


def question(question: Question) -> None:
    _to_the_company(question, "question", kind="question")


def question_reminder(question: Question) -> None:
    _to_the_company(question, "question_reminder", kind="reminder")


def _to_the_company(question: Question, template: str, *, kind: str) -> None:
    proposal = question.proposal
    for member in people.followers(proposal):
        post(
            f"question:{question.pk}:{template}:{member.pk}",
            member,
            template,
            kind=kind,
            subject_id=proposal.pk,
            context=company_view(proposal)
            | {
                "question": question.text,
                "due_on": question.due_on.isoformat(),
                "path": reverse("proposals:question", args=[question.public_id]),
            },
        )


def question_closed(question: Question) -> None:
    """Answered, or left in silence; once nothing waits, the CTO's clock goes on from this mail."""
    proposal = question.proposal
    post(
        f"question:{question.pk}:closed",
        proposal.cto.user,
        "question_closed",
        kind="question_closed",
        subject_id=proposal.pk,
        context={
            "title": proposal.need.title,
            "question": question.text,
            "answer": question.answer,
            "path": cto_path(proposal),
        },
    )
