"""« Et si… ? » : a question of ten a day, its answer beneath those already given."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fractional.accounts.access import PersonRequest
from fractional.ui.forms import refusal_in, status_of
from matching.proposals import access
from matching.proposals.actions import what_ifs
from matching.proposals.forms.what_if import WhatIfCtoForm, WhatIfNeedForm
from matching.proposals.models.what_ifs import A_DAY
from matching.proposals.presenting.what_if import told_today
from matching.proposals.what_if import ForACto, ForANeed


@require_http_methods(["GET", "HEAD", "POST"])
def for_need(request: PersonRequest, need) -> HttpResponse:
    found = access.need_open_to_questions(request.user, need)
    form = WhatIfNeedForm(
        request.POST if request.method == "POST" else None, need=found, initial=asdict(ForANeed.as_is(found))
    )
    if form.is_valid():
        with refusal_in(form):
            what_ifs.ask_for_need(need=found, question=form.question())
            return redirect("proposals:what_if_need", found.public_id)
    context = {"need": found, "form": form, "answers": told_today(found), "a_day": A_DAY}
    return render(request, "proposals/what_if_need.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def for_cto(request: PersonRequest) -> HttpResponse:
    cto = access.cto_of(request.user)
    if cto is None:
        return redirect("proposals:compatible")
    form = WhatIfCtoForm(
        request.POST if request.method == "POST" else None, initial=asdict(ForACto.as_is(cto))
    )
    if form.is_valid():
        with refusal_in(form):
            what_ifs.ask_for_cto(cto=cto, question=form.question())
            return redirect("proposals:what_if_cto")
    context = {"form": form, "answers": told_today(cto), "a_day": A_DAY}
    return render(request, "proposals/what_if_cto.html", context, status=status_of(form))
