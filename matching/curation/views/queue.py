"""Everything that waits for a curator, by the date it was promised for."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fractional import bounds, clock
from fractional.accounts.access import PersonRequest, curator_required
from matching.curation.queue import waiting

PAGE = 50
"""Rows of the queue."""


@require_safe
@curator_required
def queue(request: PersonRequest) -> HttpResponse:
    rows = waiting(clock.today())
    page = Paginator(rows, PAGE).get_page(bounds.page_number(request))
    context = {"page": page, "rows": page.object_list, "late": sum(row.late for row in rows)}
    return render(request, "curation/queue.html", context)
