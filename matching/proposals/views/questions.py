"""A question: asked by a CTO, answered by the company or by a curator for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fractional.accounts.access import PersonRequest
from fractional.ui.forms import refusal_in, status_of
from matching.proposals import access
from matching.proposals.actions import questions as actions
from matching.proposals.forms import AnswerForm, AskForm
from matching.proposals.views.cto import answered_page


@require_POST
def ask(request: PersonRequest, proposal) -> HttpResponse:
    found = access.received_proposal(request.user, proposal)
    form = AskForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            actions.ask(proposal=found, by=request.user, text=form.cleaned_data["text"])
            messages.success(
                request,
                _(
                    "Votre question est partie. Votre délai s’arrête jusqu’à la réponse, deux jours ouvrés au plus."
                ),
            )
            return redirect("proposals:proposal", found.public_id)
    return answered_page(request, proposal, ask_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: PersonRequest, question) -> HttpResponse:
    found = access.question_to_answer(request.user, question)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            actions.answer(question=found, by=request.user, text=form.cleaned_data["text"])
            messages.success(
                request, _("Votre réponse est partie, à toutes les personnes que ce besoin concerne.")
            )
            return redirect("proposals:question", found.public_id)
    if hasattr(form, "refusal"):
        found = access.question_to_answer(request.user, question)
    need = found.proposal.need
    context = {"question": found, "need": need, "form": form, "may_answer": need.is_open}
    return render(request, "proposals/question.html", context, status=status_of(form))
