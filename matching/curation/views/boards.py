"""A need's board: who fits, in which order and why; keep, drop, send the selection."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from fractional import bounds
from fractional.accounts.access import PersonRequest, curator_required
from fractional.ctos.models import Cto
from fractional.errors import DomainError
from fractional.history.moves import held
from fractional.ui import words as said
from fractional.ui.forms import refusal_in, status_of
from matching.curation import access
from matching.curation.forms import DropForm, KeepForm, SendForm
from matching.curation.preview import preview_of
from matching.curation.sent import sent_rows, sent_selections
from matching.proposals import words
from matching.proposals.actions import selections as actions
from matching.proposals.board import PAGE, Listed, listed
from matching.proposals.board import board as board_of
from matching.proposals.frozen import freeze
from matching.proposals.models import Selection
from matching.proposals.sliders import Sliders
from missions.needs.models import Need


@vary_on_headers("HX-Request")
@require_safe
@curator_required
def board(request: PersonRequest, need) -> HttpResponse:
    if soon := access.about_to_be_published(need):
        return render(
            request, "curation/board_soon.html", {"need": soon, "pending": access.pending_of(request.user)}
        )
    found = access.published_need(need)
    if request.htmx and "depuis" in request.GET:
        return _changed_since(request, found)
    ranking = access.ranking_of(found)
    done = ranking is not None and ranking.is_done
    if request.htmx and not done:  # the page asks whether its ranking is done yet
        return HttpResponse(status=204)
    if request.htmx and request.htmx.target == "ranked":
        return _ranked(request, found)
    sliders = Sliders.read(request, found)
    page = board_of(found, bounds.page_number(request), sliders)
    context = _rows(found, page, sliders) | {
        "excluded": words.excluded_by_rule(page.excluded),
        "age": _age(found),
        "ranking": ranking,
        "ranking_is_done": done,
    }
    return render(request, "curation/board.html", context)


def _ranked(request: PersonRequest, need: Need) -> HttpResponse:
    """A slider has moved: the rows in their new order, and nothing that it does not change."""
    sliders = Sliders.read(request, need)
    context = _rows(need, listed(need, sliders=sliders), sliders)
    context |= {"announced": _("Ordre recalculé."), "ranking_is_done": True}
    return render(request, "curation/board.html#ranked", context)


def _rows(need: Need, page: Listed, sliders: Sliders) -> dict[str, object]:
    kept, shown = access.kept_in_preparation(need), access.last_shown(need)
    may_keep = need.state in actions.OPEN
    return {
        "need": need,
        "sliders": sliders,
        "base": f"{sliders.query}&" if sliders.query else "",
        "may_keep": may_keep,
        "shown": shown,
        "names_are_owed": may_keep and not any(proposal.is_open for proposal in shown.values()),
        "board": page,
        "rows": [{"row": row, "told": words.company(row.company_side)} for row in page.rows],
        "pager": Paginator(range(page.eligible), PAGE).get_page(page.page),
        "notes": access.notes_of(need, [row.cto.pk for row in page.rows]),
        "kept": kept,
        "kept_ids": {proposal.cto_id for proposal in kept},
    }


def _age(need: Need) -> int:
    """How many seconds after the publication the matches last changed; 0 while they never did."""
    changed_at = access.matches_changed_at(need)
    return max(0, int((changed_at - held(need.published_at)).total_seconds())) if changed_at else 0


def _changed_since(request: PersonRequest, need: Need) -> HttpResponse:
    """Whether the open board is old; 204 while it is not."""
    age = _age(need)
    if age <= bounds.whole_number(request, "depuis", default=0, at_least=0, at_most=age):
        return HttpResponse(status=204)
    return render(request, "curation/board.html#changed", {"need": need, "changed": True})


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def keep(request: PersonRequest, need, cto) -> HttpResponse:
    found, person = access.published_need(need), access.cto_decided_on(cto)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            actions.keep(need=found, cto=person, by=request.user, note=form.cleaned_data["note"])
            messages.success(request, _("%(name)s est dans la sélection.") % {"name": person.user.full_name})
            return redirect("curation:board", found.public_id)
    if not form.is_bound and (refusal := _refusal(actions.demand_keepable, found, person)):
        messages.warning(request, refusal)
        return redirect("curation:board", found.public_id)
    return decision_page(request, "curation/keep.html", found, person, form)


def _refusal(demand: Callable[[Need, Cto], None], need: Need, cto: Cto) -> str:
    """Why a page could only refuse; "" when it may open."""
    try:
        demand(need, cto)
    except DomainError as refusal:
        return str(refusal)
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def drop(request: PersonRequest, need, cto) -> HttpResponse:
    found, person = access.published_need(need), access.cto_decided_on(cto)
    form = DropForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            actions.drop(need=found, cto=person, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("C’est noté, avec le motif."))
            return redirect("curation:board", found.public_id)
    if not form.is_bound and (refusal := _refusal(actions.demand_droppable, found, person)):
        messages.warning(request, refusal)
        return redirect("curation:selection", found.public_id)
    return decision_page(request, "curation/drop.html", found, person, form)


def decision_page(request: PersonRequest, template: str, need, cto, form) -> HttpResponse:
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
    return render(request, template, context, status=status_of(form))


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def selection(request: PersonRequest, need) -> HttpResponse:
    found = access.published_need(need)
    prepared = access.selection_in_preparation(found)
    if request.htmx and prepared:  # the page asks whether the selection has left
        return HttpResponse(status=204)
    if request.method == "POST" and not prepared:
        messages.warning(request, _("Rien n’est en préparation : la sélection est déjà partie, ou vide."))
        return redirect("curation:selection", found.public_id)
    form = SendForm(request.POST if request.method == "POST" else None, initial=_already_written(prepared))
    shown = None
    if prepared and form.is_valid() and "preview" in request.POST:
        shown = preview_of(prepared, form.cleaned_data["words"])
    elif prepared and form.is_valid():
        with refusal_in(form):
            read = request.POST.getlist("read")
            leaving = actions.schedule(selection=prepared, by=request.user, read=read, **form.cleaned_data)
            _tell_when_it_leaves(request, leaving)
            return redirect("curation:selection", found.public_id)
    if form.is_bound:  # refused: it may have changed, or be leaving already
        prepared = access.selection_in_preparation(found)
    context = {
        "need": found,
        "selection": prepared,
        "given_back": access.given_back(prepared),
        "kept": access.kept_in_preparation(found),
        "sent": sent_selections(access.sent_selections(found)),
        "may_keep": found.state in actions.OPEN,
        "form": form,
        "preview": shown,
        "shortened": actions.CANCEL_WITHIN < actions.USUALLY,
    }
    return render(request, "curation/selection.html", context, status=status_of(form))


def _already_written(prepared: Selection | None) -> dict[str, object]:
    """What was said of a selection that was taken back, or given back."""
    if prepared is None or not prepared.words:
        return {}
    return {name: getattr(prepared, name) for name in SendForm.base_fields}


def _tell_when_it_leaves(request: PersonRequest, leaving: Selection) -> None:
    at = {"at": said.time_of_day(held(leaving.leaves_at))}
    messages.success(request, _("La sélection part à %(at)s. Jusque-là, vous pouvez la reprendre.") % at)


@require_safe
@curator_required
def sent(request: PersonRequest) -> HttpResponse:
    page = Paginator(access.all_sent_selections(), PAGE).get_page(bounds.page_number(request))
    return render(request, "curation/sent.html", {"page": page, "rows": sent_rows(page)})


@require_POST
@curator_required
def take_back(request: PersonRequest, need) -> HttpResponse:
    found = access.published_need(need)
    prepared = access.selection_in_preparation(found)
    if prepared:
        actions.take_back(selection=prepared, by=request.user)
        messages.success(request, _("La sélection est revenue en préparation."))
    else:
        messages.warning(request, _("La sélection est déjà partie : l’entreprise la lit."))
    return redirect("curation:selection", found.public_id)
