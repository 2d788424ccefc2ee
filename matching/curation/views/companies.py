"""A company as the team checks it before its first need is published."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fractional.accounts.access import PersonRequest, curator_required
from fractional.companies.access import join_requests_of
from fractional.history.models import Event
from matching.curation import access
from matching.curation.forms import RefuseCompanyForm, VerifyCompanyForm
from matching.curation.models import Pending, Thing
from matching.curation.views.acts import held, status_of_all, to_the_queue

Act = Pending.Act


@require_safe
@curator_required
def company(request: PersonRequest, company) -> HttpResponse:
    return _page(request, access.company(company))


@require_POST
@curator_required
def verify(request: PersonRequest, company) -> HttpResponse:
    found, form = access.company(company), VerifyCompanyForm(request.POST)
    if held(request, form, Act.VERIFY_COMPANY, found, _("Entreprise vérifiée.")):
        return to_the_queue(request)
    return _page(request, access.company(company), verify_form=form)


@require_POST
@curator_required
def refuse(request: PersonRequest, company) -> HttpResponse:
    found, form = access.company(company), RefuseCompanyForm(request.POST)
    if held(request, form, Act.REFUSE_COMPANY, found, _("C’est noté, avec son motif.")):
        return to_the_queue(request)
    return _page(request, access.company(company), refuse_form=form)


def _page(request: PersonRequest, found, **forms: Form) -> HttpResponse:
    context = {
        "company": found,
        "join_requests": join_requests_of(found),
        "history": Event.objects.of("company", found.pk),
        "held": access.pending_on(Thing.COMPANY, found.pk),
        "verify_form": VerifyCompanyForm(),
        "refuse_form": RefuseCompanyForm(),
        "answered": bool(forms),
    }
    return render(request, "curation/company.html", context | forms, status=status_of_all(forms))
