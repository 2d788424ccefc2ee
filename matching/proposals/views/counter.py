"""Other terms: a CTO proposes them, the company answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fractional.accounts.access import PersonRequest
from fractional.ui.forms import refusal_in, status_of
from matching.proposals import access
from matching.proposals.actions import counter as actions
from matching.proposals.forms import CounterAnswerForm, CounterForm
from matching.proposals.models import Proposal
from matching.proposals.presenting import company_card, contacts_of, cto_card

State = Proposal.State


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: PersonRequest, proposal) -> HttpResponse:
    found = access.received_proposal(request.user, proposal)
    form = CounterForm(request.POST if request.method == "POST" else None, proposal=found)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            after = actions.counter(proposal=found, by=request.user, **form.cleaned_data)
            _tell_the_cto(request, after)
            return redirect("proposals:proposal", found.public_id)
    card = cto_card(access.received_proposal(request.user, proposal) if form.is_bound else found)
    if not form.is_bound and not card.may_answer:
        messages.warning(request, _("Cette étape n’est plus possible : la situation a changé entre-temps."))
        return redirect("proposals:proposal", found.public_id)
    context = {"proposal": found, "need": found.need, "form": form, "card": card}
    return render(request, "proposals/counter.html", context, status=status_of(form))


def _tell_the_cto(request: PersonRequest, proposal: Proposal) -> None:
    if proposal.state == State.WITHDRAWN:
        messages.warning(
            request,
            _("Cette proposition ne respecte plus vos règles ou vos jours : elle vient d’être retirée."),
        )
    else:
        messages.success(
            request, _("Vos conditions sont parties. L’entreprise a trois jours ouvrés pour répondre.")
        )


@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: PersonRequest, proposal) -> HttpResponse:
    found = access.shown_proposal(request.user, proposal)
    form = CounterAnswerForm(request.POST if request.method == "POST" else None, proposal=found)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            after = actions.answer(proposal=found, by=request.user, **form.cleaned_data)
            _tell_the_company(request, after)
            return redirect("proposals:selection", found.need.public_id)
    if hasattr(form, "refusal"):
        found = access.shown_proposal(request.user, proposal)
    card = company_card(found, contacts_of([found]), one_is_chosen=access.one_is_chosen(found.need))
    if not form.is_bound and "counter" not in card.actions:
        told = {"person": card.called, "status": card.status}
        messages.warning(request, _("%(person)s : cette étape n’est plus possible. %(status)s") % told)
        return redirect("proposals:selection", found.need.public_id)
    context = {"proposal": found, "need": found.need, "form": form, "card": card}
    return render(request, "proposals/counter_answer.html", context, status=status_of(form))


def _tell_the_company(request: PersonRequest, proposal: Proposal) -> None:
    letter = {"letter": proposal.letter}
    if proposal.state == State.ACCEPTED:
        messages.success(
            request,
            _("Vous avez dit oui tous les deux : les coordonnées du profil %(letter)s sont ici.") % letter,
        )
    elif proposal.state == State.SENT:
        messages.success(
            request,
            _("C’est noté : le profil %(letter)s a cinq jours ouvrés pour répondre à vos conditions.")
            % letter,
        )
    elif proposal.state == State.DECLINED:
        messages.success(request, _("C’est noté. La personne reçoit votre motif."))
    else:
        messages.warning(
            request,
            _("Le profil %(letter)s n’est plus disponible : ses jours ou ses conditions viennent de changer.")
            % letter,
        )
