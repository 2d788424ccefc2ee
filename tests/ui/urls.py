"""Addresses for pages drawn alone: the names that the shell looks for, and what the kit sends to."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nowhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


public = [path(name, nowhere, name=name) for name in ("home", "ctos", "companies", "ranking")]
accounts = [path(name, nowhere, name=name) for name in ("hat", "settings")]
doors = [path(name, nowhere, name=name) for name in ("account_login", "account_logout", "account_signup")]
urlpatterns = [path("p/", include((public, "public"))), path("a/", include((accounts, "accounts"))), *doors]
