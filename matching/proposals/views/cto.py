"""The CTO reads what reached them, accepts, declines, confirms, takes back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fractional import bounds, clock
from fractional.accounts.access import PersonRequest
from fractional.history.moves import held
from fractional.ui import words as said
from fractional.ui.forms import refusal_in, status_of
from matching.proposals import access
from matching.proposals.actions import cto as actions
from matching.proposals.forms import AcceptForm, AskForm, DeclineForm, RetractForm, SlotForm, SnoozeForm
from matching.proposals.models import Proposal
from matching.proposals.presenting import company_record, contact_for_cto, cto_card, kept_away_lines, silence


@require_safe
def inbox(request: PersonRequest) -> HttpResponse:
    away, kept_away = kept_away_lines(access.cto_of(request.user))
    page = Paginator(access.inbox_of(request.user, clock.today()), 20).get_page(bounds.page_number(request))
    context = {
        "page": page,
        "cards": [cto_card(proposal) for proposal in page],
        "waits_monday": access.waiting_for_monday(request.user),
        "away": away,
        "kept_away": kept_away,
        "silence": None if page else silence(access.file_state(request.user)),
    }
    return render(request, "proposals/inbox.html", context)


@require_safe
def proposal(request: PersonRequest, proposal) -> HttpResponse:
    found = access.received_proposal(request.user, proposal)
    return _page(request, found)


@require_POST
def seen(request: PersonRequest, proposal) -> HttpResponse:
    """Posted by the page itself once it is shown: reading an address never changes a state."""
    actions.see(proposal=access.proposal_to_answer(request.user, proposal), by=request.user)
    return HttpResponse(status=204)


@require_POST
def accept(request: PersonRequest, proposal) -> HttpResponse:
    found = access.received_proposal(request.user, proposal)
    form = AcceptForm(request.POST, proposal=found)
    if form.is_valid():
        slot = form.cleaned_data["slot"]
        with refusal_in(form):
            _tell_what_became_of_it(request, actions.accept(proposal=found, by=request.user, slot=slot))
            return redirect("proposals:proposal", found.public_id)
    return answered_page(request, proposal, accept_form=form)


def _tell_what_became_of_it(request: PersonRequest, proposal: Proposal) -> None:
    if proposal.names_open:
        messages.success(
            request,
            _(
                "C’est noté : vous pouvez désormais vous écrire. Aucun jour n’est engagé avant votre dernier accord."
            ),
        )
    else:
        messages.warning(
            request,
            _("Cette proposition ne respecte plus vos règles ou vos jours : elle vient d’être retirée."),
        )


@require_POST
def snooze(request: PersonRequest, proposal) -> HttpResponse:
    found = access.received_proposal(request.user, proposal)
    form = SnoozeForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            after = actions.snooze(proposal=found, by=request.user, days=form.cleaned_data["days"])
            day = {"day": said.date_long(held(after.snoozed_until))}
            messages.success(request, _("C’est noté : aucun rappel avant le %(day)s.") % day)
            return redirect("proposals:inbox")
    return answered_page(request, proposal, snooze_form=form)


@require_POST
def decline(request: PersonRequest, proposal) -> HttpResponse:
    found = access.received_proposal(request.user, proposal)
    form = DeclineForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            actions.decline(proposal=found, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("C’est noté. Votre refus n’a aucune incidence sur la suite."))
            return redirect("proposals:inbox")
    return answered_page(request, proposal, decline_form=form)


@require_POST
def confirm(request: PersonRequest, proposal) -> HttpResponse:
    found = access.proposal_to_answer(request.user, proposal)
    mission = actions.confirm(proposal=found, by=request.user)
    messages.success(
        request,
        _("La mission est confirmée : elle commence %(day)s.") % {"day": said.date_long(mission.starts_on)},
    )
    return redirect("engagements:mission", mission.public_id)


@require_POST
def retract(request: PersonRequest, proposal) -> HttpResponse:
    found = access.received_proposal(request.user, proposal)
    form = RetractForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            actions.retract(proposal=found, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(
                request, _("C’est noté : l’entreprise est prévenue, vos coordonnées sont de nouveau fermées.")
            )
            return redirect("proposals:inbox")
    return answered_page(request, proposal, retract_form=form)


def answered_page(request: PersonRequest, proposal: UUID, **forms: Form) -> HttpResponse:
    """After an answer that was not taken: the proposal as it stands by now, and why."""
    (form,) = forms.values()
    page = _page(request, access.received_proposal(request.user, proposal), **forms)
    page.status_code = status_of(form)
    return page


def _page(request: PersonRequest, found: Proposal, **forms: Form) -> HttpResponse:
    context = {
        "proposal": found,
        "need": found.need,
        "card": cto_card(found),
        "contact": contact_for_cto(found),
        "record": company_record(found),
        "refusal": next((form.refusal for form in forms.values() if hasattr(form, "refusal")), ""),
        "accept_form": AcceptForm(proposal=found),
        "slot_form": SlotForm(proposal=found),
        "ask_form": AskForm(),
        "snooze_form": SnoozeForm(),
        "questions": access.questions_for(found),
        "decline_form": DeclineForm(),
        "retract_form": RetractForm(),
    }
    return render(request, "proposals/proposal.html", context | forms)
