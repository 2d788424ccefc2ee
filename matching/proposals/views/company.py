"""The company reads its selection, asks to meet, passes, chooses."""

from collections.abc import Sequence

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from fractional.accounts.access import PersonRequest
from fractional.history.moves import held
from fractional.ui import words as said
from fractional.ui.forms import refusal_in, status_of
from matching.proposals import access
from matching.proposals.actions import company as actions
from matching.proposals.actions import more, withdrawals
from matching.proposals.actions.more import waiting_for_more
from matching.proposals.ahead import unseen_ahead
from matching.proposals.forms import ChooseForm, NotChooseForm, PassForm, WantForm, WithdrawForm
from matching.proposals.models import Proposal
from matching.proposals.presenting import company_card, contacts_of, heading, selection_groups
from matching.proposals.sliders import Sliders
from missions.needs.models import Need

PAGES = {
    "want": "proposals/proposal_want.html",
    "pass": "proposals/proposal_pass.html",
    "withdraw": "proposals/proposal_withdraw.html",
    "choose": "proposals/proposal_choose.html",
    "not_choose": "proposals/proposal_pass.html",
}
"""The page of each thing that a company may do with a card."""


@vary_on_headers("HX-Request")
@require_safe
def selection(request: PersonRequest, need) -> HttpResponse:
    return selection_page(request, access.need_of(request.user, need), picked=request.GET.getlist("p"))


def selection_page(
    request: PersonRequest, found: Need, *, picked: Sequence[str] = (), problem: str = ""
) -> HttpResponse:
    """All that was shown for a need; `picked` are the profiles ticked, `problem` why they cannot be compared."""
    sliders = Sliders.read(request, found)
    groups = selection_groups(access.sent_selections(found), sliders)
    context = {
        "sliders": sliders,
        "picked": picked,
        "problem": problem,
        "comparable": sum(len(group.cards) for group in groups) > 1,
        "need": found,
        "heading": heading(found, groups),
        "selections": groups,
        "questions": access.questions_of(found),
        "budget": found.monthly_cost_eur(found.ceiling_eur) if found.ceiling_eur else None,
        "is_owner": access.is_owner(request.user, found),
    }
    if groups and sliders.moved:
        context |= {
            "ahead": unseen_ahead(found, sliders),
            "asked": waiting_for_more(found, request.user),
            "curator": found.owner_curator.first_name if found.owner_curator else groups[0].curator,
        }
    if request.htmx and request.htmx.target == "ranked":
        context["announced"] = _("Ordre recalculé.")
        return render(request, "proposals/selection.html#ranked", context)
    return render(request, "proposals/selection.html", context, status=422 if problem else 200)


@require_POST
def ask_for_more(request: PersonRequest, need) -> HttpResponse:
    found = access.need_with_a_selection(request.user, need)
    sliders = Sliders.read(request, found)
    ahead = unseen_ahead(found, sliders)
    asked = more.ask_for_more(need=found, by=request.user, sliders=sliders, ahead=ahead)
    day = {"day": said.date_long(asked.due_on)}
    messages.success(request, _("Votre demande est partie : réponse au plus tard %(day)s.") % day)
    return redirect(f"{reverse('proposals:selection', args=[found.public_id])}?{sliders.query}")


@require_http_methods(["GET", "HEAD", "POST"])
def want(request: PersonRequest, proposal) -> HttpResponse:
    found = access.shown_proposal(request.user, proposal)
    form = WantForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            after = actions.want(proposal=found, by=request.user, **form.cleaned_data)
            _tell_what_became_of_it(request, after)
            if after.message != form.cleaned_data["message"]:
                masked = _(
                    "Une coordonnée a été masquée dans votre message : elles s’échangent au second oui."
                )
                messages.info(request, masked)
            return redirect("proposals:selection", found.need.public_id)
    return _answer_page(request, "want", found, form)


def _tell_what_became_of_it(request: PersonRequest, proposal: Proposal) -> None:
    letter = {"letter": proposal.letter}
    if proposal.state == Proposal.State.SENT:
        messages.success(
            request,
            _("Votre demande est partie. Le profil %(letter)s a cinq jours ouvrés pour répondre.") % letter,
        )
    elif proposal.state == Proposal.State.WANTED:
        day = {"day": said.date_long(held(proposal.leaves_on))}
        messages.info(
            request,
            _(
                "Le profil %(letter)s a déjà reçu ses propositions de la semaine : votre demande partira %(day)s."
            )
            % (letter | day),
        )
    else:
        messages.warning(
            request,
            _("Le profil %(letter)s n’est plus disponible : ses jours ou ses conditions viennent de changer.")
            % letter,
        )


@require_http_methods(["GET", "HEAD", "POST"])
def pass_over(request: PersonRequest, proposal) -> HttpResponse:
    found = access.shown_proposal(request.user, proposal)
    form = PassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            actions.pass_over(proposal=found, by=request.user, reason=form.cleaned_data["reason"])
            letter = {"letter": found.letter}
            messages.success(request, _("Profil %(letter)s non retenu. Personne n’a été sollicité.") % letter)
            return redirect("proposals:selection", found.need.public_id)
    return _answer_page(request, "pass", found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PersonRequest, proposal) -> HttpResponse:
    """A request, or an owner's choice, taken back."""
    found = access.proposal_to_take_back(request.user, proposal)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            withdrawals.withdraw(
                proposal=found,
                by=request.user,
                side=Proposal.Side.COMPANY,
                **form.cleaned_data,
            )
            messages.success(
                request, _("C’est noté. Si cette personne avait été sollicitée, elle lit votre motif.")
            )
            return redirect("proposals:selection", found.need.public_id)
    return _answer_page(request, "withdraw", found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PersonRequest, proposal) -> HttpResponse:
    found = access.owned_proposal(request.user, proposal)
    form = ChooseForm(request.POST if request.method == "POST" else None, proposal=found)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            actions.choose(proposal=found, by=request.user, **form.cleaned_data)
            messages.success(
                request,
                _("Vos conditions sont parties. Le dernier accord est attendu sous trois jours ouvrés."),
            )
            return redirect("proposals:selection", found.need.public_id)
    return _answer_page(request, "choose", found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def not_choose(request: PersonRequest, proposal) -> HttpResponse:
    found = access.owned_proposal(request.user, proposal)
    form = NotChooseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            actions.not_choose(proposal=found, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("C’est noté. La personne reçoit votre motif."))
            return redirect("proposals:selection", found.need.public_id)
    return _answer_page(request, "not_choose", found, form)


def _answer_page(request: PersonRequest, act: str, proposal: Proposal, form: Form) -> HttpResponse:
    """The form of an act on one profile; where the act cannot be done any more, the selection and why."""
    if hasattr(form, "refusal"):  # what it has become meanwhile stands beside the form
        proposal = access.shown_proposal(request.user, proposal.public_id)
    card = company_card(proposal, contacts_of([proposal]), one_is_chosen=access.one_is_chosen(proposal.need))
    if not form.is_bound and act not in card.actions:
        told = {"person": card.called, "status": card.status}
        messages.warning(request, _("%(person)s : cette étape n’est plus possible. %(status)s") % told)
        return redirect("proposals:selection", proposal.need.public_id)
    context = {"proposal": proposal, "need": proposal.need, "form": form, "card": card}
    return render(request, PAGES[act], context, status=status_of(form))
