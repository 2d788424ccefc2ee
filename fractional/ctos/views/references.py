"""References: asked by a CTO, answered by somebody without an account on a page that a link opens."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fractional.accounts.access import PersonRequest
from fractional.ctos import access, actions
from fractional.ctos.forms import AskForm, ReferenceForm
from fractional.ctos.models import Post, Reference
from fractional.ctos.views.pages import posted
from fractional.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
def references(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    form = AskForm(posted(request), cto=cto)
    if form.is_valid():
        try:
            actions.ask_reference(cto=cto, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("referee_email", refusal.message)
        else:
            messages.success(
                request, _("Le message est parti : vous saurez quand cette personne aura répondu.")
            )
            return redirect("ctos:references")
    context = {"cto": cto, "form": form, "references": cto.references.select_related("post")}
    return render(request, "ctos/reference_list.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request: PersonRequest, reference: UUID) -> HttpResponse:
    actions.take_back_reference(reference=access.own_reference(request.user, reference), by=request.user)
    messages.success(request, _("La demande est retirée."))
    return redirect("ctos:references")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """A page to open changes nothing: mail programs open links before their readers do."""
    reference = access.reference_by_link(token)
    form = ReferenceForm(posted(request), reference=reference)
    if form.is_valid():
        reference = actions.confirm_reference(reference=reference, **form.cleaned_data)
    return _page(request, token, reference, form)


@login_not_required
@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    reference = actions.decline_reference(reference=access.reference_by_link(token))
    return _page(request, token, reference)


@login_not_required
@require_POST
def revoke(request: HttpRequest, token: str) -> HttpResponse:
    reference = actions.revoke_reference(reference=access.reference_by_link(token))
    return _page(request, token, reference)


def _page(
    request: HttpRequest, token: str, reference: Reference, form: ReferenceForm | None = None
) -> HttpResponse:
    context = {"reference": reference, "form": form, "token": token, "role": _role(reference)}
    refused = bool(form and form.errors and reference.state == Reference.State.ASKED)
    return render(request, "ctos/reference_answer.html", context, status=422 if refused else 200)


def _role(reference: Reference) -> dict[str, Any]:
    """The role as it was when they were asked."""
    asked = reference.asked_about
    if not asked:
        return {}
    days = {name: asked[name] and date.fromisoformat(asked[name]) for name in ("started_on", "ended_on")}
    return asked | days | {"title": Post.Title(asked["title"]).label}
