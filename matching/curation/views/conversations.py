"""One proposal between a company and a CTO, as the team reads along and helps it on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fractional.accounts.access import PersonRequest, curator_required
from fractional.history.models import Event
from fractional.ui.forms import status_of
from matching.curation import access
from matching.curation.forms import ExtendForm
from matching.curation.views.acts import done
from matching.proposals.actions import conversations as actions
from matching.proposals.models import Proposal


@require_safe
@curator_required
def conversation(request: PersonRequest, proposal) -> HttpResponse:
    return _page(request, access.conversation(proposal), ExtendForm())


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
    return _page(request, found, form)


def _page(request: PersonRequest, found: Proposal, form: ExtendForm) -> HttpResponse:
    context = {
        "proposal": found,
        "questions": found.questions.all(),
        "history": Event.objects.of("proposal", found.pk),
        "form": form,
    }
    return render(request, "curation/conversation.html", context, status=status_of(form))
