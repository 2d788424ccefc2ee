"""The second tab: needs that fit and were not sent. And the question asked after three silences."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fractional import bounds, clock
from fractional.accounts.access import PersonRequest
from fractional.ctos.actions import pause
from fractional.ui import words as said
from fractional.ui.forms import refusal_in, status_of
from matching.proposals import access
from matching.proposals.actions import hands
from matching.proposals.forms import HandForm, PauseForm
from matching.proposals.presenting import compatible_cards
from matching.proposals.titles import open_title


@require_safe
def compatible(request: PersonRequest) -> HttpResponse:
    cto = access.cto_of(request.user)
    cards = compatible_cards(cto) if cto else []
    page = Paginator(cards, 20).get_page(bounds.page_number(request))
    context = {"page": page, "cards": page.object_list, "is_in_the_pool": cto is not None}
    return render(request, "proposals/compatible.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def raise_hand(request: PersonRequest, need) -> HttpResponse:
    cto, found = access.need_to_raise_a_hand_on(request.user, need)
    form = HandForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            hand = hands.raise_hand(need=found, cto=cto, by=request.user, **form.cleaned_data)
            day = {"day": said.date_long(hand.due_on)}
            messages.success(
                request, _("Votre main est levée. L’équipe vous répond au plus tard %(day)s.") % day
            )
            return redirect("proposals:compatible")
    context = {"need": found, "title": open_title(found), "form": form}
    return render(request, "proposals/hand.html", context, status=status_of(form))


@require_POST
def lower(request: PersonRequest, hand) -> HttpResponse:
    hands.lower(hand=access.hand_of(request.user, hand), by=request.user)
    messages.success(request, _("Votre main est baissée."))
    return redirect("proposals:compatible")


@require_http_methods(["GET", "HEAD", "POST"])
def shall_we_pause(request: PersonRequest) -> HttpResponse:
    cto = access.cto_of(request.user)
    if cto is None:
        return redirect("proposals:inbox")
    form = PauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        with refusal_in(form):
            if days:
                pause(cto=cto, by=request.user, until=clock.today() + timedelta(days=days))
            messages.success(request, _("C’est noté.") if not days else _("C’est noté : vous êtes en pause."))
            return redirect("proposals:inbox")
    return render(request, "proposals/shall_we_pause.html", {"form": form}, status=status_of(form))
