"""The page of the CTO in place, who was written to and needs no account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from missions.needs import access
from missions.needs.actions.consent import agree, refuse
from missions.needs.forms import ConsentForm


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """A page to open changes nothing: mail programs open links before their readers do."""
    asked = access.consent_of(token)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    answered = ""
    if asked.is_waiting and form.is_valid():
        if form.is_yes:
            agree(consent=asked, name=form.cleaned_data["name"])
        else:
            refuse(consent=asked)
        answered = form.cleaned_data["answer"]
    context = {"consent": asked, "need": asked.need, "form": form, "answered": answered}
    return render(
        request, "needs/need_consent.html", context, status=422 if asked.is_waiting and form.errors else 200
    )
