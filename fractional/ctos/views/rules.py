"""A CTO's rates and rules: while the file is written, and ever after."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fractional.accounts.access import PersonRequest
from fractional.ctos import access, actions
from fractional.ctos import rates as grids
from fractional.ctos.band import band
from fractional.ctos.forms import BandForm, RatesForm, RulesForm
from fractional.ctos.views.pages import posted, saved, step_page
from fractional.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
def rates(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    form = RatesForm(posted(request), initial=RatesForm.initial_of(cto))
    if form.is_valid():
        try:
            actions.save_rates(cto=cto, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("floor_rate_eur", refusal.message)
        else:
            return saved(request, cto, "tarifs")
    return step_page(request, cto, "tarifs", "ctos/rates_edit.html", form, lengths=_by_length(cto.rates))


@require_safe
def rates_preview(request: PersonRequest) -> HttpResponse:
    """The steps of the rates being typed, before they are saved; nothing while they make no sense."""
    access.own_cto(request.user)
    form = RatesForm(request.GET)
    grid = None
    if form.is_valid():
        said = form.cleaned_data
        target, floor = said.pop("target_rate_eur"), said.pop("floor_rate_eur")
        grid = grids.grid(target, floor, **said) if target >= floor else None
    return render(request, "ctos/rates_edit.html#grid", {"lengths": _by_length(grid)})


@require_http_methods(["GET", "HEAD", "POST"])
def rate_band(request: PersonRequest) -> HttpResponse:
    """« Je ne sais pas encore »: three questions, an indicative band, and no rate written."""
    cto = access.own_cto(request.user)
    form = BandForm(posted(request), initial=cto.rate_answers)
    if form.is_valid():
        cto = actions.leave_rates_open(cto=cto, by=request.user, **form.cleaned_data)
        return redirect("ctos:rate_band")
    told = band(**cto.rate_answers) if cto.rate_answers else None
    return step_page(request, cto, "tarifs", "ctos/rate_band.html", form, band=told)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    form = RulesForm(posted(request), initial=RulesForm.initial_of(cto))
    if form.is_valid():
        actions.save_rules(cto=cto, by=request.user, **form.cleaned_data)
        return saved(request, cto, "regles")
    return step_page(request, cto, "regles", "ctos/rules_edit.html", form)


def _by_length(grid: list[int] | None) -> list[tuple[int, int]]:
    """The lengths at which the rate changes, at the least rhythm: (months, EUR per day)."""
    steps = list(zip(grids.LENGTHS, (grid or [])[:: len(grids.RHYTHMS)], strict=False))
    return [step for place, step in enumerate(steps) if place == 0 or step[1] != steps[place - 1][1]]
