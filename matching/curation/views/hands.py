"""A hand that a CTO raised: their profile is kept from the board, or they are told why not this time."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fractional.accounts.access import PersonRequest, curator_required
from fractional.ui.forms import status_of
from matching.curation import access
from matching.curation.forms import NotNowForm
from matching.curation.models import Pending, Thing
from matching.curation.views.acts import held, to_the_queue


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def hand(request: PersonRequest, hand) -> HttpResponse:
    found = access.hand(hand)
    form = NotNowForm(request.POST if request.method == "POST" else None)
    if form.is_bound and held(request, form, Pending.Act.NOT_NOW, found, _("Votre réponse est partie.")):
        return to_the_queue(request)
    context = {"hand": found, "form": form, "held": access.pending_on(Thing.HAND, found.pk)}
    return render(request, "curation/hand.html", context, status=status_of(form))
