"""A need's board: who fits, in which order and why; keep, drop, send the selection."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from fractional import bounds
from fractional.accounts.access import PersonRequest, curator_required
from matching.curation import access
from matching.curation.forms import DropForm, KeepForm, SendForm
from matching.proposals import words
from matching.proposals.actions import selections as actions
from matching.proposals.board import PAGE
from matching.proposals.board import board as board_of
from matching.proposals.frozen import freeze


@vary_on_headers("HX-Request")
@require_safe
@curator_required
def board(request: PersonRequest, need) -> HttpResponse:
    found = access.published_need(need)
    done = access.ranking_is_done(found)
    if request.htmx and not done:  # the page asks whether its ranking is done yet
        return HttpResponse(status=204)
    page = board_of(found, bounds.page_number(request))
    kept = access.kept_in_preparation(found)
    context = {
        "need": found,
        "board": page,
        "rows": [{"row": row, "told": words.company(row.company_side)} for row in page.rows],
        "pager": Paginator(range(page.eligible), PAGE).get_page(page.page),
        "excluded": words.excluded(page.excluded),
        "kept": kept,
        "kept_ids": {proposal.cto_id for proposal in kept},
        "ranking_is_done": done,
    }
    return render(request, "curation/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def keep(request: PersonRequest, need, cto) -> HttpResponse:
    found, person = access.published_need(need), access.cto_decided_on(cto)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.keep(need=found, cto=person, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("%(name)s est dans la sélection.") % {"name": person.user.full_name})
        return redirect("curation:board", found.public_id)
    return _decision_page(request, "curation/keep.html", found, person, form)


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def drop(request: PersonRequest, need, cto) -> HttpResponse:
    found, person = access.published_need(need), access.cto_decided_on(cto)
    form = DropForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.drop(need=found, cto=person, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("C’est noté, avec le motif."))
        return redirect("curation:board", found.public_id)
    return _decision_page(request, "curation/drop.html", found, person, form)


def _decision_page(request: PersonRequest, template: str, need, cto, form) -> HttpResponse:
    frozen = freeze(need, cto)
    fits = bool(frozen["company_side"])
    context = {
        "need": need,
        "cto": cto,
        "form": form,
        "frozen": frozen,
        "told": words.company(frozen["company_side"]) if fits else None,
        "profile": words.profile(frozen["card"]) if fits else None,
        "broken": [words.rule(code) for code in frozen["inputs"].get("broken", [])],
    }
    return render(request, template, context, status=422 if form.errors else 200)


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def selection(request: PersonRequest, need) -> HttpResponse:
    found = access.published_need(need)
    prepared = access.selection_in_preparation(found)
    if request.htmx and prepared:  # the page asks whether the selection has left
        return HttpResponse(status=204)
    form = SendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and prepared and form.is_valid():
        actions.schedule(selection=prepared, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("La sélection part dans quelques minutes. Vous pouvez encore la reprendre.")
        )
        return redirect("curation:selection", found.public_id)
    context = {
        "need": found,
        "selection": prepared,
        "kept": access.kept_in_preparation(found),
        "shown": access.shown(found),
        "form": form,
        "fewest": actions.FEWEST,
    }
    return render(request, "curation/selection.html", context, status=422 if form.errors else 200)


@require_POST
@curator_required
def take_back(request: PersonRequest, need) -> HttpResponse:
    found = access.published_need(need)
    actions.take_back(selection=access.leaving_selection(found), by=request.user)
    messages.success(request, _("La sélection est revenue en préparation."))
    return redirect("curation:selection", found.public_id)
