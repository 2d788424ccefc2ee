"""A need that nobody fits: kept on watch, or not any more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fractional.accounts.access import PersonRequest
from matching.proposals import access
from missions.needs import actions


@require_POST
def watch(request: PersonRequest, need) -> HttpResponse:
    mine = actions.watch(need=access.need_of(request.user, need), by=request.user)
    messages.success(request, _("Gardé en veille : vous recevez un e-mail dès qu’un profil correspond."))
    return redirect("needs:need", mine.public_id)


@require_POST
def unwatch(request: PersonRequest, need) -> HttpResponse:
    mine = actions.unwatch(need=access.need_of(request.user, need), by=request.user)
    messages.success(request, _("C’est noté : plus d’e-mail à ce sujet."))
    return redirect("needs:need", mine.public_id)
