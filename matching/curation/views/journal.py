"""Who did what, when, and why: every state change of every thing."""

from itertools import chain

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fractional import bounds
from fractional.accounts.access import PersonRequest, curator_required
from fractional.history.models import Event
from matching.curation import access


@require_safe
@curator_required
def journal(request: PersonRequest) -> HttpResponse:
    events = Event.objects.select_related("note").order_by("-pk")
    page = Paginator(events, 50).get_page(bounds.page_number(request))
    names = access.names_of(chain.from_iterable((event.by_id, event.on_behalf_of_id) for event in page))
    return render(request, "curation/journal.html", {"page": page, "names": names})
