"""« Ma semaine »: what is open, what is taken, and the clients found elsewhere."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fractional import clock
from fractional.accounts.access import PersonRequest
from fractional.ctos import access, actions
from fractional.ctos.calendar import actions as half_days
from fractional.ctos.calendar.agenda import agenda
from fractional.ctos.forms import ExternalForm, WeekForm
from fractional.ctos.models import Cto
from fractional.ctos.views.pages import posted, saved, step_page
from fractional.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
def week(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    form = WeekForm(posted(request), initial=WeekForm.initial_of(cto.week_steps.all()))
    if form.is_valid():
        try:
            half_days.set_week(cto=cto, steps=form.steps(), by=request.user)
        except DomainError as refusal:
            form.add_error("open", refusal.message)
        else:
            return saved(request, cto, "semaine")
    return step_page(request, cto, "semaine", "ctos/week_edit.html", form, **_taken(cto))


@require_POST
def confirm(request: PersonRequest) -> HttpResponse:
    """« Toujours d’actualité », in one click."""
    cto = access.own_cto(request.user)
    actions.confirm_availability(cto=cto, by=request.user)
    messages.success(request, _("Merci : votre semaine est confirmée."))
    return redirect("ctos:week")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same from a mail, without a log-in. A page to open changes nothing: mail programs open links too."""
    cto, waiting = access.cto_to_confirm(token)
    confirmed = request.method == "POST" and waiting
    if confirmed:
        cto = actions.confirm_availability(cto=cto, by=cto.user)
    context = {"cto": cto, "waiting": waiting, "confirmed": confirmed, "agenda": agenda(cto, clock.today())}
    return render(request, "ctos/week_confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def clients(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    form = ExternalForm(posted(request), initial={"first": clock.today()})
    if form.is_valid():
        try:
            half_days.hold_external(cto=cto, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("half_days", refusal.message)
        else:
            messages.success(request, _("Ces demi-journées sont notées comme prises."))
            return redirect("ctos:clients")
    context = {"cto": cto, "form": form} | _taken(cto)
    return render(request, "ctos/client_list.html", context, status=422 if form.errors else 200)


@require_POST
def release_client(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    half_days.release_external(cto=cto, holder=request.POST.get("holder", ""), by=request.user)
    messages.success(request, _("Ces demi-journées sont rendues à votre semaine."))
    return redirect("ctos:clients")


def _taken(cto: Cto) -> dict[str, Any]:
    today = clock.today()
    return {"agenda": agenda(cto, today), "stale": cto.is_stale(today), "today": today}
