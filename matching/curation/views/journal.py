"""Who did what, when, and why: every state change of every thing."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fractional.accounts.access import curator_required
from fractional.history.models import Event


@require_safe
@curator_required
def journal(request: HttpRequest) -> HttpResponse:
    page = Paginator(Event.objects.select_related("note").order_by("-pk"), 50).get_page(request.GET.get("page"))
    return render(request, "curation/journal.html", {"page": page})
