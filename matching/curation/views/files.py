"""The queue, and the files a curator reads: CTOs, companies, needs, messages that did not leave."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fractional import bounds, clock
from fractional.accounts.access import PersonRequest, curator_required
from fractional.companies import actions as company_actions
from fractional.ctos import actions as cto_actions
from fractional.ctos.calendar.models import Hold, WeekStep
from fractional.ctos.experience import full_time_months
from fractional.ctos.models import CuratorNote, as_read
from fractional.ctos.progress import changes
from fractional.history.models import Event
from fractional.ui.forms import refusal_in, status_of
from matching.curation import access, actions
from matching.curation.forms import (
    AskForm,
    OrientForm,
    RefuseCompanyForm,
    VerifyCompanyForm,
    VerifyCtoForm,
)
from matching.curation.queue import waiting
from matching.curation.roles import roles
from missions.needs import actions as need_actions

PAGE = 50
"""Rows of the queue."""


@require_safe
@curator_required
def queue(request: PersonRequest) -> HttpResponse:
    rows = waiting(clock.today())
    page = Paginator(rows, PAGE).get_page(bounds.page_number(request))
    context = {"page": page, "rows": page.object_list, "late": sum(row.late for row in rows)}
    return render(request, "curation/queue.html", context)


@require_safe
@curator_required
def cto(request: PersonRequest, cto) -> HttpResponse:
    return _cto_page(request, access.cto_file(cto))


@require_POST
@curator_required
def verify_cto(request: PersonRequest, cto) -> HttpResponse:
    found = access.cto_file(cto)
    form = VerifyCtoForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            note, lift_reason = form.note, form.cleaned_data["lift_reason"]
            cto_actions.verify(cto=found, by=request.user, note=note, lift_gate_reason=lift_reason)
            messages.success(request, _("Profil vérifié : il entre dans les classements."))
            return redirect("curation:queue")
    return _cto_page(request, access.cto_file(cto), verify_form=form)


@require_POST
@curator_required
def ask_cto(request: PersonRequest, cto) -> HttpResponse:
    found = access.cto_file(cto)
    form = AskForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            cto_actions.ask(cto=found, by=request.user, what=form.cleaned_data["what"])
            messages.success(request, _("Votre question est partie."))
            return redirect("curation:queue")
    return _cto_page(request, access.cto_file(cto), ask_form=form)


@require_POST
@curator_required
def read_changes(request: PersonRequest, cto) -> HttpResponse:
    cto_actions.read_changes(cto=access.cto_file(cto), by=request.user)
    messages.success(request, _("Ces expériences sont relues : elles comptent désormais."))
    return redirect("curation:queue")


@require_POST
@curator_required
def ask_about_changes(request: PersonRequest, cto) -> HttpResponse:
    found = access.cto_file(cto)
    form = AskForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            cto_actions.ask_about_changes(cto=found, by=request.user, what=form.cleaned_data["what"])
            messages.success(request, _("Votre question est partie."))
            return redirect("curation:queue")
    return _cto_page(request, access.cto_file(cto), changes_form=form)


@require_POST
@curator_required
def orient_cto(request: PersonRequest, cto) -> HttpResponse:
    found = access.cto_file(cto)
    form = OrientForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            cto_actions.orient(cto=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("L’orientation est envoyée, avec ses raisons."))
            return redirect("curation:queue")
    return _cto_page(request, access.cto_file(cto), orient_form=form)


def _cto_page(request: PersonRequest, found, **forms: Form) -> HttpResponse:
    today, posts = clock.today(), found.posts.all()
    context = {
        "cto": found,
        "roles": roles(posts),
        "changes": changes(found, posts),
        "months": full_time_months(as_read(posts), today),
        "steps": WeekStep.objects.filter(cto=found),
        "holds": Hold.objects.filter(cto=found).exclude(kind=Hold.Kind.CLOSED),
        "notes": [(note, _lines(note)) for note in found.notes.all()],
        "history": Event.objects.of("cto", found.pk),
        "verify_form": VerifyCtoForm(),
        "ask_form": AskForm(),
        "orient_form": OrientForm(),
        "changes_form": AskForm(),
        "answered": bool(forms.keys() - {"changes_form"}),
    }
    return render(request, "curation/cto.html", context | forms, status=_status(forms))


def _lines(note: CuratorNote) -> list[tuple[object, str]]:
    """The six lines of a note, each under the words it was asked with."""
    asked = VerifyCtoForm.base_fields.items()
    return [(field.label, getattr(note, name)) for name, field in asked if hasattr(note, name)]


def _status(forms: Mapping[str, Form]) -> int:
    return max(map(status_of, forms.values()), default=200)


@require_safe
@curator_required
def company(request: PersonRequest, company) -> HttpResponse:
    return _company_page(request, access.company(company))


@require_POST
@curator_required
def verify_company(request: PersonRequest, company) -> HttpResponse:
    found = access.company(company)
    form = VerifyCompanyForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            company_actions.verify(company=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("Entreprise vérifiée."))
            return redirect("curation:queue")
    return _company_page(request, access.company(company), verify_form=form)


@require_POST
@curator_required
def refuse_company(request: PersonRequest, company) -> HttpResponse:
    found = access.company(company)
    form = RefuseCompanyForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            company_actions.refuse(company=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("C’est noté, avec son motif."))
            return redirect("curation:queue")
    return _company_page(request, access.company(company), refuse_form=form)


def _company_page(request: PersonRequest, found, **forms: Form) -> HttpResponse:
    context = {
        "company": found,
        "history": Event.objects.of("company", found.pk),
        "verify_form": VerifyCompanyForm(),
        "refuse_form": RefuseCompanyForm(),
        "answered": bool(forms),
    }
    return render(request, "curation/company.html", context | forms, status=_status(forms))


@require_safe
@curator_required
def need(request: PersonRequest, need) -> HttpResponse:
    return _need_page(request, access.need(need))


@require_POST
@curator_required
def publish_need(request: PersonRequest, need) -> HttpResponse:
    found = access.need(need)
    need_actions.publish(need=found, by=request.user)
    messages.success(request, _("Besoin publié : le classement est en cours."))
    return redirect("curation:board", found.public_id)


@require_POST
@curator_required
def ask_need(request: PersonRequest, need) -> HttpResponse:
    found = access.need(need)
    form = AskForm(request.POST)
    if form.is_valid():
        with refusal_in(form):
            need_actions.ask(need=found, by=request.user, what=form.cleaned_data["what"])
            messages.success(request, _("Votre question est partie."))
            return redirect("curation:queue")
    return _need_page(request, access.need(need), ask_form=form)


def _need_page(request: PersonRequest, found, **forms: Form) -> HttpResponse:
    context = {
        "need": found,
        "history": Event.objects.of("need", found.pk),
        "ask_form": AskForm(),
        "answered": bool(forms),
    }
    return render(request, "curation/need.html", context | forms, status=_status(forms))


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def debt(request: PersonRequest, debt) -> HttpResponse:
    found = access.debt(debt)
    if request.method == "POST":
        if "again" in request.POST:
            actions.try_again(debt=found, by=request.user)
            messages.success(request, _("Nouvel essai dans quelques secondes."))
        else:
            actions.settle(debt=found, by=request.user)
            messages.success(request, _("C’est noté : cette ligne n’attend plus personne."))
        return redirect("curation:queue")
    return render(request, "curation/debt.html", {"debt": found})
