"""What every page of a file does with the form of an act."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from fractional.accounts.access import PersonRequest
from fractional.companies.models import Company
from fractional.ctos.models import Cto
from fractional.ui.forms import refusal_in, status_of
from matching.curation import actions
from matching.curation.models import Pending
from matching.proposals.models import Hand, Proposal
from missions.needs.models import Need

Held = Cto | Company | Need | Proposal | Hand
"""What an act may be held on."""


def done(request: PersonRequest, form: Form, act: Callable[[], object], told: str) -> bool:
    """Whether the act is done, and said so in `told`. What is refused stands in the form, with all that was typed."""
    if form.is_valid():
        with refusal_in(form):
            act()
            messages.success(request, told)
    return form.is_valid()


def held(request: PersonRequest, form: Form, act: Pending.Act, thing: Held, told: str) -> bool:
    """Whether the act is held: it is done in some seconds, and may be undone until then."""
    return done(request, form, lambda: hold(request, act, thing, form.cleaned_data), told)


def hold(request: PersonRequest, act: Pending.Act, thing: Held, arguments: dict[str, Any]) -> None:
    about, path = _page_of(thing)
    actions.hold(act=act, thing_id=thing.pk, about=about, path=path, by=request.user, arguments=arguments)


FILTER = "queue"
"""The session's key of the filters with which the queue was last read."""


def to_the_queue(request: PersonRequest) -> HttpResponse:
    """As it was read last: whoever decides one file after the other stays among them."""
    read = request.session.get(FILTER, "")
    return redirect(reverse("curation:queue") + (f"?{read}" if read else ""))


def _page_of(thing: Held) -> tuple[str, str]:
    """What it is called, and where it is read."""
    if isinstance(thing, Cto):
        return thing.user.full_name, reverse("curation:cto", args=[thing.public_id])
    if isinstance(thing, Company):
        return thing.name, reverse("curation:company", args=[thing.public_id])
    if isinstance(thing, Proposal):
        return thing.need.title, reverse("curation:conversation", args=[thing.public_id])
    if isinstance(thing, Hand):
        return thing.need.title, reverse("curation:hand", args=[thing.public_id])
    return thing.title, reverse("curation:need", args=[thing.public_id])


def status_of_all(forms: Mapping[str, Form]) -> int:
    return max(map(status_of, forms.values()), default=200)
