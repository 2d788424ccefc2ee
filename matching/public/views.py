"""The shop window: no session, nothing that depends on who reads."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fractional.data import figures
from matching.public.example import NEED
from matching.public.ranking import parts_of_the_score, published_versions


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html", {"company_days": [2, 3, 6, 7], "cto_days": [0, 1, 8, 9]})


@require_safe
@login_not_required
def ctos(request: HttpRequest) -> HttpResponse:
    return render(request, "public/ctos.html")


@require_safe
@login_not_required
def companies(request: HttpRequest) -> HttpResponse:
    fee = figures()["service_fee_percent"]
    return render(request, "public/companies.html", {"fee": fee})


@require_safe
@login_not_required
def ranking(request: HttpRequest) -> HttpResponse:
    parts = parts_of_the_score()
    context = {
        "parts": parts,
        "total": sum(part.points for part in parts),
        "versions": published_versions(),
        "ceiling": NEED.ceiling,
    }
    return render(request, "public/ranking.html", context)


@require_safe
@login_not_required
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "public/legal.html")


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")
