"""The mails of a proposal: who is told what, under which key. Words stand in templates/emails/proposals."""

from typing import Any

from django.urls import reverse

from fractional.accounts.models import User
from fractional.history.moves import held
from fractional.outbox.actions import post_mail
from fractional.outbox.models import Row
from matching.proposals import people
from matching.proposals.models import Proposal, ProposalQuerySet, Selection

State = Proposal.State
Side = Proposal.Side
OPENS_A_TURN = {
    "selection": (State.KEPT,),
    "proposal": (State.SENT, State.SEEN),
    "introduction": (State.ACCEPTED,),
    "choice": (State.CHOSEN,),
}
"""Kinds of mail with which the clock of a turn starts, and the states of that turn."""


def opened_by(row: Row) -> ProposalQuerySet:
    """The proposals whose turn that mail opens; none when somebody was faster than the mail."""
    waiting = Proposal.objects.filter(state__in=OPENS_A_TURN[row.kind])
    if row.kind == "selection":
        return waiting.filter(selection_id=row.subject_id)
    if row.kind == "introduction" and not row.context["to_company"]:
        return waiting.none()
    return waiting.filter(pk=row.subject_id)


def selection_ready(selection: Selection) -> None:
    count = selection.proposals.open().count()
    for member in people.members(selection.need):
        _post(
            f"selection:{selection.pk}:{member.pk}",
            member,
            "selection_ready",
            kind="selection",
            subject_id=selection.pk,
            context={
                "count": count,
                "half_days": selection.need.asked_half_days,
                "title": selection.need.title,
                "words": selection.words,
                "curator": selection.curator.first_name,
                "path": _selection_path(selection.need),
            },
        )


def proposal_to_cto(proposal: Proposal) -> None:
    """The one mail of a proposal. Rules are checked once more when it leaves; it is never sent twice."""
    _post(
        f"proposal:{proposal.pk}:to_cto",
        proposal.cto.user,
        "proposal_to_cto",
        kind="proposal",
        subject_id=proposal.pk,
        transactional=False,
        check="proposal_may_leave",
        context=_terms(proposal) | {"path": _cto_path(proposal), "curator": proposal.kept_by.first_name},
    )


def leaves_on_monday(proposal: Proposal) -> None:
    _post(
        f"proposal:{proposal.pk}:waits:{proposal.leaves_on}",
        people.correspondent(proposal),
        "leaves_on_monday",
        kind="proposal_waits",
        subject_id=proposal.pk,
        context=_company_view(proposal) | {"leaves_on": held(proposal.leaves_on).isoformat()},
    )


def introduction(proposal: Proposal) -> None:
    """Both said yes: to each the contact of the other. No name in the subject.

    At the company it goes to whoever asked, and to the owners: they are the ones who choose afterwards.
    """
    correspondent = people.correspondent(proposal)
    slots = [slot.isoformat() for slot in proposal.slots]
    common = _terms(proposal) | {"slots": slots, "curator": proposal.kept_by.first_name}
    _post(
        f"proposal:{proposal.pk}:introduction:cto",
        proposal.cto.user,
        "introduction",
        kind="introduction",
        subject_id=proposal.pk,
        context=common
        | _contact(correspondent)
        | {"company": proposal.need.company.name, "path": _cto_path(proposal), "to_company": False},
    )
    for person in people.followers(proposal):
        asked = {"asked_by": "" if person == correspondent else correspondent.full_name}
        _post(
            f"proposal:{proposal.pk}:introduction:company:{person.pk}",
            person,
            "introduction",
            kind="introduction",
            subject_id=proposal.pk,
            context=common
            | _contact(proposal.cto.user)
            | asked
            | {"company": "", "path": _selection_path(proposal.need), "to_company": True},
        )


def chosen(proposal: Proposal) -> None:
    _post(
        f"proposal:{proposal.pk}:chosen",
        proposal.cto.user,
        "chosen",
        kind="choice",
        subject_id=proposal.pk,
        context=_final_terms(proposal) | {"path": _cto_path(proposal)},
    )


def confirmed(proposal: Proposal) -> None:
    path = reverse("engagements:mission", args=[held(proposal.mission).public_id])
    context = _final_terms(proposal) | {"path": path}
    for person in (proposal.cto.user, *people.members(proposal.need)):
        _post(
            f"proposal:{proposal.pk}:confirmed:{person.pk}",
            person,
            "confirmed",
            kind="confirmed",
            subject_id=proposal.pk,
            context=context | {"cto": proposal.cto.user.full_name},
        )


def ended(proposal: Proposal, *, was: str) -> None:
    """Tell everybody who knew of the proposal and did not end it by their own act."""
    acted = proposal.ended_by if proposal.end_reason != "silence" else ""
    if proposal.sent_at and acted != Side.CTO:
        _post(
            f"proposal:{proposal.pk}:ended:cto",
            proposal.cto.user,
            "ended_for_cto",
            kind="ended",
            subject_id=proposal.pk,
            context=_terms(proposal) | _ending(proposal, was) | {"path": _cto_path(proposal)},
        )
    if was == State.KEPT and proposal.end_reason == "silence":
        talks = Proposal.objects.filter(need=proposal.need).open().exclude(state=State.KEPT).exists()
        _of_the_whole_selection(proposal, "selection_lapsed", "lapsed", kind="ended", talks_go_on=talks)
    elif proposal.selection.state == Selection.State.SENT and acted != Side.COMPANY:
        for member in people.followers(proposal):
            _post(
                f"proposal:{proposal.pk}:ended:company:{member.pk}",
                member,
                "ended_for_company",
                kind="ended",
                subject_id=proposal.pk,
                context=_company_view(proposal) | _ending(proposal, was),
            )


def reminder(proposal: Proposal) -> None:
    """To the owner of the turn alone, with the last day."""
    about = {"state": proposal.state, "due_on": held(proposal.due_on).isoformat()}
    key = f"proposal:{proposal.pk}:reminder:{proposal.state}:{proposal.reminders}"
    if proposal.turn == Side.CTO:
        context = _terms(proposal) | about | {"path": _cto_path(proposal)}
        _post(
            key,
            proposal.cto.user,
            "reminder_to_cto",
            kind="reminder",
            subject_id=proposal.pk,
            context=context,
        )
        return
    if proposal.state == State.KEPT:
        occasion = f"reminder:{proposal.reminders}"
        _of_the_whole_selection(proposal, "selection_reminder", occasion, kind="reminder", **about)
        return
    for member in people.followers(proposal):
        _post(
            f"{key}:{member.pk}",
            member,
            "reminder_to_company",
            kind="reminder",
            subject_id=proposal.pk,
            context=_company_view(proposal) | about,
        )


def _of_the_whole_selection(
    proposal: Proposal, template: str, occasion: str, *, kind: str, **context: Any
) -> None:
    """One mail for all the profiles of a selection that reach the same day together: the key is theirs."""
    view = {"title": proposal.need.title, "path": _selection_path(proposal.need)}
    for member in people.members(proposal.need):
        _post(
            f"selection:{proposal.selection_id}:{occasion}:{member.pk}",
            member,
            template,
            kind=kind,
            subject_id=proposal.selection_id,
            context=view | context,
        )


def _post(key: str, to: User, template: str, *, context: dict[str, Any], **options) -> None:
    post_mail(
        key=key,
        to=to.email,
        template=f"proposals/{template}",
        language=to.language,
        context=context,
        **options,
    )


def _terms(proposal: Proposal) -> dict[str, Any]:
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


def _final_terms(proposal: Proposal) -> dict[str, Any]:
    return {
        "rate": proposal.final_rate_eur,
        "half_days": proposal.final_half_days,
        "starts_on": held(proposal.final_starts_on).isoformat(),
        "ends_on": held(proposal.final_ends_on).isoformat(),
        "title": proposal.need.title,
        "company": proposal.need.company.name,
    }


def _company_view(proposal: Proposal) -> dict[str, Any]:
    """What a company reads in a mail: the pseudonym of the card, never a name."""
    return {"letter": proposal.letter, "title": proposal.need.title, "path": _selection_path(proposal.need)}


def _ending(proposal: Proposal, was: str) -> dict[str, str]:
    return {
        "was": was,
        "state": proposal.state,
        "reason": proposal.end_reason,
        "ended_by": proposal.ended_by,
        "asked": "1" if proposal.sent_at else "",
    }


def _contact(user: User) -> dict[str, str]:
    return {"name": user.full_name, "email": user.email, "phone": user.phone}


def _selection_path(need) -> str:
    return reverse("proposals:selection", args=[need.public_id])


def _cto_path(proposal: Proposal) -> str:
    return reverse("proposals:proposal", args=[proposal.public_id])
