"""The answer from the mail: one page, one POST, no log-in. It names nobody; names are read once logged in."""

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fractional.ui.forms import refusal_in, status_of
from matching.proposals import access
from matching.proposals.actions import cto as actions
from matching.proposals.forms import LinkAnswerForm
from matching.proposals.models import Proposal
from matching.proposals.presenting import cto_card, told_company


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    found, alive = access.proposal_of_link(token)
    form = LinkAnswerForm(request.POST if request.method == "POST" else None, cto=found.cto)
    said = ""
    if request.method == "POST" and alive and form.is_valid():
        with refusal_in(form):
            said = _said(actions.answer(proposal=found, by=found.cto.user, **form.cleaned_data))
    return _page(request, found, form, alive=alive and not said, said=said)


def _said(proposal: Proposal) -> str:
    if proposal.state == Proposal.State.ACCEPTED:
        return _("C’est noté : vous avez dit oui. Connectez-vous pour lire à qui écrire.")
    if proposal.state == Proposal.State.DECLINED:
        return _("C’est noté. Votre refus n’a aucune incidence sur la suite.")
    return _("Cette proposition ne respecte plus vos règles ou vos jours : elle vient d’être retirée.")


def _page(request: HttpRequest, found: Proposal, form: Form, *, alive: bool, said: str) -> HttpResponse:
    context = {
        "proposal": found,
        "card": cto_card(found),
        "company": told_company(found),
        "form": form,
        "alive": alive,
        "said": said,
    }
    status = status_of(form) if form.is_bound and alive else 200
    return render(request, "proposals/by_link.html", context, status=status)
