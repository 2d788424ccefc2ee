"""One proposal between a company and a CTO, as the team reads along."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fractional.accounts.access import PersonRequest, curator_required
from fractional.history.models import Event
from matching.curation import access


@require_safe
@curator_required
def conversation(request: PersonRequest, proposal) -> HttpResponse:
    found = access.conversation(proposal)
    context = {"proposal": found, "history": Event.objects.of("proposal", found.pk)}
    return render(request, "curation/conversation.html", context)
