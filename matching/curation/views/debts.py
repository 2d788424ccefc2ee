"""A mail that did not leave, or a job that died."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fractional.accounts.access import PersonRequest, curator_required
from matching.curation import access, actions
from matching.curation.views.acts import to_the_queue


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def debt(request: PersonRequest, debt) -> HttpResponse:
    found = access.debt(debt)
    if request.method == "POST":
        if "again" in request.POST:
            actions.try_again(debt=found, by=request.user)
            messages.success(request, _("Nouvel essai dans quelques secondes."))
        else:
            actions.settle(debt=found, by=request.user)
            messages.success(request, _("C’est noté : cette ligne n’attend plus personne."))
        return to_the_queue(request)
    return render(request, "curation/debt.html", {"debt": found})
