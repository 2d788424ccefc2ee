"""A company's own pages."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fractional.accounts import hats
from fractional.accounts.access import PersonRequest
from fractional.companies import access, actions
from fractional.companies.forms import CompanyForm, NewCompanyForm
from fractional.companies.models import Company
from fractional.errors import DomainError


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """Where a member arrives: the first line of their menu, which upper layers have filled."""
    if access.company_worn(request) is None:
        return redirect("companies:create")
    return redirect(hats.menu(request)["menu"][0]["url"])


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: PersonRequest) -> HttpResponse:
    named = {"first_name": request.user.first_name, "last_name": request.user.last_name}
    form, taken = NewCompanyForm(_posted(request), initial=named), False
    if form.is_valid():
        try:
            company = actions.create_company(user=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("siren", refusal.message)
            taken = isinstance(refusal, actions.SirenTaken)
        else:
            hats.choose(request, f"{access.HAT}:{company.public_id}")
            messages.success(request, _("Le compte de %(name)s est ouvert.") % {"name": company.name})
            return redirect(_next(request) or "companies:home")
    context = {"next": _next(request), "taken": taken}
    return _form_page(request, "companies/company_create.html", form, context)


@require_safe
def company(request: PersonRequest, company: UUID) -> HttpResponse:
    mine = access.company_of(request.user, company)
    context = {
        "company": mine,
        "steps": verification_steps(mine),
        "members": access.members_of(mine),
        "waiting": access.join_requests_of(mine).count() if access.owns(request.user, mine) else 0,
    }
    return render(request, "companies/company_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, company: UUID) -> HttpResponse:
    mine = access.company_of(request.user, company)
    form = CompanyForm(_posted(request), company=mine)
    if form.is_valid():
        try:
            actions.update(company=mine, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("siren", refusal.message)
        else:
            messages.success(request, _("C’est enregistré."))
            target = _next(request) or reverse("companies:company", args=[mine.public_id])
            return redirect(target)
    context = {"company": mine, "next": _next(request)}
    return _form_page(request, "companies/company_edit.html", form, context)


def verification_steps(company: Company) -> list[dict[str, Any]]:
    """Where the verification stands, each step with its date."""
    verified, refused = (company.state == state for state in (Company.State.VERIFIED, Company.State.REFUSED))
    last: dict[str, Any] = {"label": _("Vérifiée par l’équipe Fractional"), "state": "todo"}
    if verified:
        last |= {"state": "done", "on": company.verified_at}
    elif refused:
        last = {"label": _("Refusée"), "state": "stopped", "on": company.refused_at}
    elif company.siren:
        last |= {"state": "current", "note": _("avec votre premier besoin, sous deux jours ouvrés")}
    return [
        {"label": _("Compte ouvert"), "state": "done", "on": company.created_at},
        {
            "label": _("Numéro SIREN"),
            "state": "done" if company.siren else "current",
            "note": _("forme valide") if company.siren else _("à indiquer"),
        },
        last,
    ]


def _posted(request: PersonRequest) -> Any:
    """What was sent, were it nothing at all: an empty form is an invalid one, not a visit."""
    return request.POST if request.method == "POST" else None


def _form_page(
    request: PersonRequest, template: str, form: CompanyForm, context: dict[str, Any]
) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def _next(request: PersonRequest) -> str:
    """The page to go on with, when it is one of ours."""
    target = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else ""
