"""One profile on the board of one need: a part scored by hand, a note, first place; and who a rule leaves out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fractional import bounds
from fractional.accounts.access import PersonRequest, curator_required
from fractional.ctos.actions import lift_gate
from fractional.ui.forms import status_of
from matching.curation import access, actions
from matching.curation.forms import AdjustForm, LiftForm, NoteForm, Part
from matching.curation.views.acts import done
from matching.curation.views.boards import decision_page
from matching.proposals import words
from matching.proposals.actions import pairs
from matching.proposals.board import PAGE, excluded_by
from matching.proposals.frozen import freeze
from matching.scoring.rules import RULES


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def adjust(request: PersonRequest, need, cto) -> HttpResponse:
    found, person = access.published_need(need), access.cto_decided_on(cto)
    parts = _parts(freeze(found, person)["company_side"])
    if not parts:
        messages.warning(
            request, _("Ce profil ne respecte plus toutes les règles : il n’a pas de score à ajuster.")
        )
        return redirect("curation:board", found.public_id)
    initial = {"part": request.GET.get("critere", "")}
    form = AdjustForm(request.POST if request.method == "POST" else None, parts=parts, initial=initial)

    def act() -> None:
        actions.adjust(need=found, cto=person, by=request.user, **form.cleaned_data)

    if form.is_bound and done(request, form, act, _("C’est noté : le score suit, et dit qui l’a ajusté.")):
        return redirect("curation:board", found.public_id)
    return decision_page(request, "curation/adjust.html", found, person, form)


def _parts(side: dict) -> list[Part]:
    told = {part.code: part.label for part in words.company(side).evidence} if side else {}
    return [
        Part(line["code"], told[line["code"]], line["shown_points"], line["shown_weight"], line["weight"])
        for line in side.get("parts", [])
        if line["shown_weight"]
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def note(request: PersonRequest, need, cto) -> HttpResponse:
    found, person = access.published_need(need), access.cto_decided_on(cto)
    form = NoteForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.note(need=found, cto=person, by=request.user, **form.cleaned_data)

    if form.is_bound and done(request, form, act, _("Votre note est sur le classement.")):
        return redirect("curation:board", found.public_id)
    return decision_page(request, "curation/note.html", found, person, form)


@require_POST
@curator_required
def pin(request: PersonRequest, need, cto) -> HttpResponse:
    found, person = access.published_need(need), access.cto_decided_on(cto)
    pairs.pin(need=found, cto=person, by=request.user)
    messages.success(request, _("C’est noté. L’entreprise n’en voit rien."))
    return redirect("curation:board", found.public_id)


@require_POST
@curator_required
def restore(request: PersonRequest, need, cto) -> HttpResponse:
    found, person = access.published_need(need), access.cto_decided_on(cto)
    pairs.restore(need=found, cto=person, by=request.user)
    messages.success(request, _("%(name)s est de nouveau en lice.") % {"name": person.user.full_name})
    return redirect("curation:board", found.public_id)


@require_safe
@curator_required
def excluded(request: PersonRequest, need, rule) -> HttpResponse:
    found = access.published_need(need)
    if rule not in RULES:
        raise Http404
    page = Paginator(excluded_by(found, rule), PAGE).get_page(bounds.page_number(request))
    context = {
        "need": found,
        "rule": words.rule(rule),
        "may_lift": rule == "gate",
        "page": page,
        "ctos": access.ctos_named(list(page.object_list)),
    }
    return render(request, "curation/excluded.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def lift(request: PersonRequest, cto) -> HttpResponse:
    """The one rule that a curator may lift, with the reason (decision 16)."""
    found = access.cto_file(cto)
    form = LiftForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        lift_gate(cto=found, by=request.user, **form.cleaned_data)

    if form.is_bound and done(request, form, act, _("Exception notée, avec sa raison.")):
        return redirect("curation:cto", found.public_id)
    return render(request, "curation/lift.html", {"cto": found, "form": form}, status=status_of(form))
