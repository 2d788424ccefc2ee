"""What the pages of a file share: the steps above them, what was posted, the answer to an invalid form."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fractional.accounts.access import PersonRequest
from fractional.ctos import steps
from fractional.ctos.models import Cto


def posted(request: HttpRequest) -> Any:
    """What was sent, were it nothing at all: an empty form is an invalid one, not a visit."""
    return request.POST if request.method == "POST" else None


def step_page(
    request: PersonRequest, cto: Cto | None, code: str, template: str, form: Form, **context: Any
) -> HttpResponse:
    """The page of a step; 422 when its form was refused."""
    writing = cto is None or cto.state in steps.BEING_WRITTEN
    frame = {
        "cto": cto,
        "form": form,
        "writing": writing,
        "steps": steps.stepper(cto, code) if writing else [],
    }
    return render(request, template, frame | context, status=422 if form.errors else 200)


def saved(request: PersonRequest, cto: Cto, code: str) -> HttpResponse:
    """On to the next step, or back to the page with a word that it is done."""
    if cto.state not in steps.BEING_WRITTEN:
        messages.success(request, _("C’est enregistré."))
    return redirect(steps.next_url(cto, code))
