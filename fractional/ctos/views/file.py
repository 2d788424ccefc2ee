"""The steps of a file: what draws this person, their profile, the sending."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fractional import clock
from fractional.accounts.access import PersonRequest
from fractional.ctos import access, actions, steps
from fractional.ctos.forms import AnswerForm, ProfileForm, WantsForm
from fractional.ctos.models import Cto
from fractional.ctos.notice import VERSION, WARNING
from fractional.ctos.paths import is_early
from fractional.ctos.portrait import portrait
from fractional.ctos.promises import ANSWER_WITHIN
from fractional.ctos.views.pages import posted, saved, step_page
from fractional.data import figures
from fractional.workdays import add_working_days


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PersonRequest) -> HttpResponse:
    """The first question, before there is a file, with how matching works above the first field (R14)."""
    cto = access.file_of(request.user)
    if cto and request.method != "POST":
        return redirect("ctos:home")
    asked = WantsForm.initial_of(request.user, cto)
    if "continuer" in request.GET:
        asked |= {"drawn_by": Cto.Attraction.PART_TIME, "go_on": True}
    form = WantsForm(posted(request), initial=asked)
    if form.is_valid() and cto is None and form.leads_elsewhere():
        names = {name: form.cleaned_data[name] for name in ("first_name", "last_name")}
        actions.point_to_freelancing(user=request.user, **names)
        return redirect("ctos:freelancing")
    if form.is_valid():
        cto = actions.start_file(user=request.user, notice=VERSION, **form.answers())
        return redirect("ctos:experience")
    return step_page(request, cto, "depart", "ctos/file_wants.html", form)


@require_safe
def freelancing(request: PersonRequest) -> HttpResponse:
    """Part-time without the role: where that way begins, and how to go on all the same."""
    return render(
        request, "ctos/path_freelance.html", {"cto": access.file_of(request.user), "figures": figures()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def wants(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    form = WantsForm(posted(request), initial=WantsForm.initial_of(request.user, cto))
    if form.is_valid():
        actions.save_wants(cto=cto, by=request.user, **form.answers())
        return saved(request, cto, "depart")
    return step_page(request, cto, "depart", "ctos/file_wants.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    form = ProfileForm(posted(request), initial=ProfileForm.initial_of(cto))
    if form.is_valid():
        actions.save_profile(cto=cto, by=request.user, **form.cleaned_data)
        return saved(request, cto, "profil")
    return step_page(request, cto, "profil", "ctos/file_profile.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: PersonRequest) -> HttpResponse:
    """What a founder will read, what is missing, and the button that sends the file."""
    cto = access.own_cto(request.user)
    form, refusal = AnswerForm(posted(request)), None
    if form.is_valid():
        try:
            actions.submit(cto=cto, by=request.user, warning=WARNING, **form.cleaned_data)
        except (actions.Incomplete, actions.NotYet) as error:
            refusal = error
        else:
            messages.success(request, _("Votre dossier est envoyé."))
            return redirect("ctos:home")
    context = _summed_up(cto) | {"form": form, "refusal": refusal}
    return render(request, "ctos/file_summary.html", context, status=422 if refusal or form.errors else 200)


def _summed_up(cto: Cto) -> dict[str, Any]:
    today = clock.today()
    posts = list(cto.posts.all())
    return {
        "cto": cto,
        "portrait": portrait(cto, posts, today),
        "lacks": steps.lacks(cto),
        "advice": steps.advice(cto),
        "is_early": is_early(cto, posts, today),
        "can_send": cto.state in steps.BEING_WRITTEN,
        "answer_on": add_working_days(today, ANSWER_WITHIN),
        "steps": steps.stepper(cto, "envoi"),
    }
