"""One proposal between a company and a CTO, as the team reads along and helps it on."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fractional.accounts.access import PersonRequest, curator_required
from fractional.history.models import Event
from matching.curation import access
from matching.curation.answering import answer_form
from matching.curation.forms import ExtendForm, WhoSaidForm, WithdrawForm
from matching.curation.models import Pending, Thing
from matching.curation.views.acts import done, held, status_of_all, to_the_queue
from matching.proposals.actions import conversations as actions
from matching.proposals.actions import phone as actions_by_phone
from matching.proposals.models import PhoneAnswer, Proposal


@require_safe
@curator_required
def conversation(request: PersonRequest, proposal) -> HttpResponse:
    return _page(request, access.conversation(proposal))


@require_POST
@curator_required
def poke(request: PersonRequest, proposal) -> HttpResponse:
    found = access.conversation(proposal)
    actions.poke(proposal=found, by=request.user)
    messages.success(request, _("Le rappel part maintenant."))
    return redirect("curation:conversation", found.public_id)


@require_POST
@curator_required
def extend(request: PersonRequest, proposal) -> HttpResponse:
    found, form = access.conversation(proposal), ExtendForm(request.POST)

    def act() -> None:
        actions.extend(proposal=found, by=request.user, **form.cleaned_data)

    if done(request, form, act, _("Trois jours ouvrés de plus, une fois.")):
        return redirect("curation:conversation", found.public_id)
    return _page(request, found, form=form)


@require_POST
@curator_required
def withdraw(request: PersonRequest, proposal) -> HttpResponse:
    """The team takes it back: both sides that knew of it read the reason."""
    found, form = access.conversation(proposal), WithdrawForm(request.POST)
    if held(request, form, Pending.Act.WITHDRAW, found, _("Proposition retirée : chaque côté lit le motif.")):
        return to_the_queue(request)
    return _page(request, access.conversation(proposal), withdraw_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def note_answer(request: PersonRequest, proposal, answer) -> HttpResponse:
    """An answer that came otherwise than by a page, written down in the name of whoever gave it."""
    found, data = access.conversation(proposal), request.POST if request.method == "POST" else None
    who = WhoSaidForm(data, people=actions_by_phone.who_may_answer(found))
    form = answer_form(answer, found, data)
    if form is None:
        messages.warning(request, _("Cette réponse n’est plus attendue : la situation a changé entre-temps."))
        return redirect("curation:conversation", found.public_id)
    if form.is_bound and who.is_valid() and form.is_valid():
        form.cleaned_data |= {"act": answer, **who.cleaned_data}
        told = _(
            "C’est noté. La personne le lit dans un message, et peut le contester pendant deux jours ouvrés."
        )
        if held(request, form, Pending.Act.NOTE_ANSWER, found, told):
            return to_the_queue(request)
    context = {"proposal": found, "who": who, "form": form, "answer": PhoneAnswer.Act(answer).label}
    return render(
        request, "curation/note_answer.html", context, status=status_of_all({"who": who, "form": form})
    )


def _page(request: PersonRequest, found: Proposal, **forms: Form) -> HttpResponse:
    context = {
        "proposal": found,
        "answers": actions_by_phone.answers_to(found),
        "noted": access.noted_answers(found),
        "held": access.pending_on(Thing.PROPOSAL, found.pk),
        "questions": found.questions.all(),
        "history": Event.objects.of("proposal", found.pk),
        "form": ExtendForm(),
        "withdraw_form": WithdrawForm(),
    }
    return render(request, "curation/conversation.html", context | forms, status=status_of_all(forms))
