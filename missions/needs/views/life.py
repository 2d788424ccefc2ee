"""Acts on a need that is under way: confirmed, paused, withdrawn, taken up again."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from fractional.accounts.access import PersonRequest
from fractional.history.moves import held
from fractional.ui import words
from missions.needs import access, actions, progress
from missions.needs.forms import PauseForm, WithdrawForm
from missions.needs.models import Need


@require_POST
def confirm(request: PersonRequest, need: UUID) -> HttpResponse:
    mine = actions.confirm(need=access.need_of(request.user, need), by=request.user)
    messages.success(request, _until(mine))
    return redirect("needs:need", mine.public_id)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A page to open changes nothing: mail programs open links before their readers do."""
    mine, person, waiting = access.need_to_confirm(token)
    said = ""
    if request.method == "POST" and waiting:
        said, waiting = _until(actions.confirm(need=mine, by=person)), False
    context = {"need": mine, "waiting": waiting, "said": said, "expires_on": progress.expires_on(mine)}
    return render(request, "needs/need_confirm.html", context)


@csrf_exempt  # a mail program sends it, without cookies (RFC 8058); the signed address is the right to do so
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unwatch_by_link(request: HttpRequest, token: str) -> HttpResponse:
    mine, person, watched = access.need_to_unwatch(token)
    done = request.method == "POST" and watched
    if done:
        actions.unwatch(need=mine, by=person)
    return render(request, "needs/need_unwatch.html", {"need": mine, "watched": watched, "done": done})


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: PersonRequest, need: UUID) -> HttpResponse:
    mine = access.need_of(request.user, need)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.pause(need=mine, by=request.user, **form.cleaned_data)
        messages.success(request, _("En pause. Personne ne sera sollicité d’ici là."))
        return redirect("needs:need", mine.public_id)
    return _form_page(request, "needs/need_pause.html", mine, form)


@require_POST
def resume(request: PersonRequest, need: UUID) -> HttpResponse:
    mine = actions.resume(need=access.need_of(request.user, need), by=request.user)
    messages.success(request, _("Votre besoin est relancé, et le classement refait."))
    return redirect("needs:need", mine.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PersonRequest, need: UUID) -> HttpResponse:
    mine = access.need_of(request.user, need)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.withdraw(need=mine, by=request.user, **form.cleaned_data)
        messages.success(request, _("Votre besoin est retiré. Merci d’avoir dit pourquoi."))
        return redirect("needs:list")
    return _form_page(request, "needs/need_withdraw.html", mine, form)


@require_POST
def take_up_again(request: PersonRequest, need: UUID) -> HttpResponse:
    """A copy to go on with; what was shown of the first is withdrawn with it."""
    mine = access.need_of(request.user, need)
    twin = actions.take_up_again(need=mine, by=request.user)
    messages.success(request, _("Voici une copie de votre besoin, à revoir étape par étape."))
    return redirect("needs:step", twin.public_id, "probleme")


def _until(need: Need) -> str:
    day = words.date_long(held(progress.expires_on(need)))
    return _("C’est noté : votre besoin reste publié jusqu’au %(day)s au moins.") % {"day": day}


def _form_page(request: PersonRequest, template: str, need: Need, form) -> HttpResponse:
    return render(request, template, {"need": need, "form": form}, status=422 if form.errors else 200)
