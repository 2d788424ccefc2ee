"""A company as the team checks it before its first need is published."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fractional.accounts.access import PersonRequest, curator_required
from fractional.companies import actions
from fractional.history.models import Event
from matching.curation import access
from matching.curation.forms import RefuseCompanyForm, VerifyCompanyForm
from matching.curation.views.acts import done, status_of_all


@require_safe
@curator_required
def company(request: PersonRequest, company) -> HttpResponse:
    return _page(request, access.company(company))


@require_POST
@curator_required
def verify(request: PersonRequest, company) -> HttpResponse:
    found, form = access.company(company), VerifyCompanyForm(request.POST)

    def act() -> None:
        actions.verify(company=found, by=request.user, **form.cleaned_data)

    if done(request, form, act, _("Entreprise vérifiée.")):
        return redirect("curation:queue")
    return _page(request, access.company(company), verify_form=form)


@require_POST
@curator_required
def refuse(request: PersonRequest, company) -> HttpResponse:
    found, form = access.company(company), RefuseCompanyForm(request.POST)

    def act() -> None:
        actions.refuse(company=found, by=request.user, **form.cleaned_data)

    if done(request, form, act, _("C’est noté, avec son motif.")):
        return redirect("curation:queue")
    return _page(request, access.company(company), refuse_form=form)


def _page(request: PersonRequest, found, **forms: Form) -> HttpResponse:
    context = {
        "company": found,
        "history": Event.objects.of("company", found.pk),
        "verify_form": VerifyCompanyForm(),
        "refuse_form": RefuseCompanyForm(),
        "answered": bool(forms),
    }
    return render(request, "curation/company.html", context | forms, status=status_of_all(forms))
