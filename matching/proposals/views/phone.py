"""The page of a mail that tells what was answered in somebody's name: one POST says that it was not their answer."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from fractional import clock
from matching.proposals import access
from matching.proposals.actions import phone as actions


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def not_mine(request: HttpRequest, token: str) -> HttpResponse:
    noted = access.noted_answer(token)
    if request.method == "POST":
        noted = actions.contest(noted=noted)
    context = {"noted": noted, "open": noted.may_be_contested(clock.today())}
    return render(request, "proposals/not_mine.html", context)
