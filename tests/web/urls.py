"""The site's own addresses and, beside them, views that misbehave on purpose."""

from typing import Any, NoReturn

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from fractional.errors import Conflict, DomainError
from fractional.outbox.models import Row

FAULTS: dict[str, Exception] = {
    "400": SuspiciousOperation(),
    "403": PermissionDenied(),
    "404": Http404(),
    "409": Conflict("Votre mardi vient d’être engagé."),
    "422": DomainError("Ce tarif est inférieur à votre plancher."),
    "500": ZeroDivisionError("awa@exemple.fr"),
    "503": OperationalError("server closed the connection"),
}


@login_not_required
@csrf_exempt
def fault(request: HttpRequest, status: str) -> NoReturn:
    raise FAULTS[status]


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<p>page</p>")


@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Row.objects.filter(subject=request.GET["q"]).count())


@login_not_required
def remember(request: HttpRequest) -> HttpResponse:
    request.session["seen"] = 1
    return HttpResponse("<p>kept</p>")


@login_not_required
def forget(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return HttpResponse("<p>gone</p>")


@login_not_required
def signed(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse("<p>signed</p>")


@login_not_required
@csrf_exempt
def late(request: HttpRequest, token: str, status: str) -> NoReturn:
    raise FAULTS[status]


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>{len(request.POST)}</p>")


urlpatterns: list[Any] = [
    path("", include("fractional.web.urls")),
    path("", include("fractional.accounts.urls")),
    path("fault/<status>", fault),
    path("page", page),
    path("search", search),
    path("remember", remember),
    path("forget", forget),
    path("signed/<token>", signed),
    path("signed/<token>/", signed),
    path("signed/<token>/<status>", late),
    path("form", form),
]
handler400 = "fractional.web.errors.bad_request"
handler403 = "fractional.web.errors.forbidden"
handler404 = "fractional.web.errors.not_found"
handler500 = "fractional.web.errors.server_error"
