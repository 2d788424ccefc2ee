"""Where a CTO's file stands, and stepping aside."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fractional import clock
from fractional.accounts.access import PersonRequest
from fractional.ctos import access, actions, steps
from fractional.ctos.calendar.agenda import agenda
from fractional.ctos.experience import full_time_months, said
from fractional.ctos.forms import LeaveForm, PauseForm
from fractional.ctos.models import Cto
from fractional.ctos.portrait import regions
from fractional.ctos.progress import changes, progress
from fractional.ctos.promises import answer_due_on
from fractional.ctos.views.pages import posted


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    return render(request, "ctos/home.html", _standing(cto))


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    form = PauseForm(posted(request))
    if form.is_valid():
        actions.pause(cto=cto, by=request.user, **form.cleaned_data)
        messages.success(request, _("C’est noté : plus aucune proposition jusque-là."))
        return redirect("ctos:home")
    context = {"cto": cto, "form": form, "leave_form": LeaveForm(auto_id="leave_%s")}
    return render(request, "ctos/pause.html", context, status=422 if form.errors else 200)


@require_POST
def resume(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    actions.resume(cto=cto, by=request.user)
    messages.success(request, _("Vous voilà de retour : vos règles s’appliquent à nouveau."))
    return redirect("ctos:home")


@require_POST
def reopen(request: PersonRequest) -> HttpResponse:
    actions.reopen(cto=access.own_cto(request.user), by=request.user)
    messages.success(request, _("Votre dossier est rouvert, là où il en était."))
    return redirect("ctos:home")


@require_POST
def leave(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    form = LeaveForm(request.POST, auto_id="leave_%s")
    if form.is_valid():
        actions.leave(cto=cto, by=request.user, on=clock.today(), **form.cleaned_data)
        messages.success(request, _("Votre dossier est clos. Merci pour le chemin parcouru ensemble."))
        return redirect("ctos:home")
    context = {"cto": cto, "form": PauseForm(), "leave_form": form}
    return render(request, "ctos/pause.html", context, status=422)


def _standing(cto: Cto) -> dict[str, Any]:
    today = clock.today()
    writing = cto.state in steps.BEING_WRITTEN
    return {
        "cto": cto,
        "writing": writing,
        "progress": progress(cto),
        "changes": changes(cto, cto.posts.all()),
        "lacks": steps.lacks(cto) if writing else [],
        "next_step": steps.first_open(cto) if writing else None,
        "due_on": answer_due_on(cto),
        "today": today,
        "held": said(full_time_months(cto.posts.all(), today)),
        "agenda": agenda(cto, today),
        "stale": cto.is_stale(today),
        "regions": regions(cto.zones),
        "confirmed": cto.references.confirmed().count(),
    }
