"""A need as the team reads it: published, or sent back with a question."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fractional.accounts.access import PersonRequest, curator_required
from fractional.history.models import Event
from matching.curation import access
from matching.curation.forms import AskForm
from matching.curation.views.acts import done, status_of_all
from missions.needs import actions


@require_safe
@curator_required
def need(request: PersonRequest, need) -> HttpResponse:
    return _page(request, access.need(need))


@require_POST
@curator_required
def publish(request: PersonRequest, need) -> HttpResponse:
    found = access.need(need)
    actions.publish(need=found, by=request.user)
    messages.success(request, _("Besoin publié : le classement est en cours."))
    return redirect("curation:board", found.public_id)


@require_POST
@curator_required
def ask(request: PersonRequest, need) -> HttpResponse:
    found, form = access.need(need), AskForm(request.POST)

    def act() -> None:
        actions.ask(need=found, by=request.user, **form.cleaned_data)

    if done(request, form, act, _("Votre question est partie.")):
        return redirect("curation:queue")
    return _page(request, access.need(need), ask_form=form)


def _page(request: PersonRequest, found, **forms: Form) -> HttpResponse:
    context = {
        "need": found,
        "history": Event.objects.of("need", found.pk),
        "ask_form": AskForm(),
        "answered": bool(forms),
    }
    return render(request, "curation/need.html", context | forms, status=status_of_all(forms))
