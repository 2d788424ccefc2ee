"""What both sides are told: their introduction, the last yes, an ending, a reminder to whoever must answer."""

from typing import Any

from django.urls import reverse

from fractional.accounts.models import User
from fractional.history.moves import held
from matching.proposals import people
from matching.proposals.emails.company import of_the_whole_selection
from matching.proposals.emails.meeting import slot_of
from matching.proposals.emails.parts import (
    company_view,
    contact,
    cto_path,
    final_terms,
    post,
    selection_path,
    terms,
)
from matching.proposals.models import Proposal, Selection

State = Proposal.State
Side = Proposal.Side


def introduction(proposal: Proposal) -> None:
    """Both said yes: to each the contact of the other. No name in the subject.

    At the company it goes to whoever asked, and to the owners: they are the ones who choose afterwards.
    """
    correspondent = people.correspondent(proposal)
    slots = [slot.isoformat() for slot in proposal.slots]
    common = terms(proposal) | {"slots": slots, "curator": proposal.kept_by.first_name}
    post(
        f"proposal:{proposal.pk}:introduction:cto",
        proposal.cto.user,
        "introduction",
        kind="introduction",
        subject_id=proposal.pk,
        context=common
        | contact(correspondent)
        | _slot(proposal, proposal.cto.user, correspondent)
        | {"company": proposal.need.company.name, "path": cto_path(proposal), "to_company": False},
    )
    for person in people.followers(proposal):
        asked = {"asked_by": "" if person == correspondent else correspondent.full_name}
        post(
            f"proposal:{proposal.pk}:introduction:company:{person.pk}",
            person,
            "introduction",
            kind="introduction",
            subject_id=proposal.pk,
            context=common
            | contact(proposal.cto.user)
            | asked
            | _slot(proposal, person, proposal.cto.user, theirs=person == correspondent)
            | {"company": "", "path": selection_path(proposal.need), "to_company": True},
        )


def _slot(proposal: Proposal, person: User, other: User, *, theirs: bool = True) -> dict[str, Any]:
    """Of a slot that was picked with the yes, nothing when none was; the file is for the two who meet."""
    if not proposal.slot:
        return {}
    return slot_of(proposal, person, other) if theirs else {"slot": proposal.slot.isoformat()}


def confirmed(proposal: Proposal) -> None:
    path = reverse("engagements:mission", args=[held(proposal.mission).public_id])
    context = final_terms(proposal) | {"path": path}
    for person in (proposal.cto.user, *people.members(proposal.need)):
        post(
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
        post(
            f"proposal:{proposal.pk}:ended:cto",
            proposal.cto.user,
            "ended_for_cto",
            kind="ended",
            subject_id=proposal.pk,
            context=terms(proposal) | ending(proposal, was) | {"path": cto_path(proposal)},
        )
    if was == State.KEPT and proposal.end_reason == "silence":
        talks = Proposal.objects.filter(need=proposal.need).open().exclude(state=State.KEPT).exists()
        of_the_whole_selection(proposal, "selection_lapsed", "lapsed", kind="ended", talks_go_on=talks)
    elif proposal.selection.state == Selection.State.SENT and acted != Side.COMPANY:
        for member in people.followers(proposal):
            post(
                f"proposal:{proposal.pk}:ended:company:{member.pk}",
                member,
                "ended_for_company",
                kind="ended",
                subject_id=proposal.pk,
                context=company_view(proposal) | ending(proposal, was),
            )


def reminder(proposal: Proposal) -> None:
    """To the owner of the turn alone, with the last day."""
    about = {"state": proposal.state, "due_on": held(proposal.due_on).isoformat()}
    key = f"proposal:{proposal.pk}:reminder:{proposal.state}:{proposal.reminders}"
    if proposal.turn == Side.CTO:
        context = terms(proposal) | about | {"path": cto_path(proposal)}
        post(
            key,
            proposal.cto.user,
            "reminder_to_cto",
            kind="reminder",
            check="turn_still_runs",
            subject_id=proposal.pk,
            context=context,
        )
        return
    if proposal.state == State.KEPT:
        occasion = f"reminder:{proposal.reminders}"
        of_the_whole_selection(
            proposal, "selection_reminder", occasion, kind="reminder", check="turn_still_runs", **about
        )
        return
    for member in people.followers(proposal):
        post(
            f"{key}:{member.pk}",
            member,
            "reminder_to_company",
            kind="reminder",
            check="turn_still_runs",
            subject_id=proposal.pk,
            context=company_view(proposal) | about,
        )


def ending(proposal: Proposal, was: str) -> dict[str, str]:
    return {
        "was": was,
        "state": proposal.state,
        "reason": proposal.end_reason,
        "ended_by": proposal.ended_by,
        "asked": "1" if proposal.sent_at else "",
    }
