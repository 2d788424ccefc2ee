"""The demo's own pages; routed only when DEMO=1. Every person and company in it is invented."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fractional import clock, workdays
from fractional.accounts.actions import log_in_as
from fractional.outbox.models import WAITING, Row
from fractional.ui import words
from matching.demo import access
from matching.demo import mails as sink
from matching.demo.doors import BY_KEY, DOORS, FACES, TALES

STEP = 5
"""Working days by which the button moves the demo's clock."""


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    context = {"doors": DOORS, "tales": TALES, "faces": FACES, "now": clock.now(), "step": STEP}
    return render(request, "demo/index.html", context)


@require_POST
@login_not_required
def enter(request: HttpRequest, door: str) -> HttpResponse:
    if user := access.behind(door):
        log_in_as(request, user)
    else:
        logout(request)
    return redirect(BY_KEY[door].leads_to)


@require_POST
@login_not_required
def move_clock(request: HttpRequest) -> HttpResponse:
    """Five working days later, at the same hour, for web, workers and beat together."""
    now = clock.now().astimezone(clock.PARIS)
    day = workdays.add_working_days(now.date(), STEP)
    clock.advance(by=datetime.combine(day, now.time(), tzinfo=clock.PARIS) - now)
    messages.success(request, _("Nous sommes %(day)s.") % {"day": words.date_long(clock.today())})
    return redirect("demo:index")


@require_safe
@login_not_required
def mails(request: HttpRequest) -> HttpResponse:
    received, planned = sink.received(), sink.planned(_planned()[:50])
    mark = sink.mark_of(received, planned)
    asks_again = bool(request.htmx)  # type: ignore[attr-defined]  # django_htmx's middleware sets it
    if asks_again and request.GET.get("vu") == mark:
        return HttpResponse(status=204)
    template = "demo/mails.html#boxes" if asks_again else "demo/mails.html"
    return render(request, template, {"received": received, "planned": planned, "mark": mark})


@require_safe
@login_not_required
def mail(request: HttpRequest, mail: str) -> HttpResponse:
    found = sink.one(mail)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"mail": found})


@require_safe
@login_not_required
def mail_html(request: HttpRequest, mail: str) -> HttpResponse:
    """The HTML part alone, without script and without the site's styles: mails carry their own."""
    found = sink.one(mail)
    if found is None:
        raise Http404
    response = HttpResponse(found.html)
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    )
    return response


@require_POST
@login_not_required
def send_now(request: HttpRequest) -> HttpResponse:
    """Let planned mails leave at the next tick instead of at their hour."""
    _planned().update(due_at=clock.now())
    messages.success(request, _("Les messages prévus partent dans quelques secondes."))
    return redirect(reverse("demo:mails"))


def _planned():
    return Row.objects.mails().filter(state__in=WAITING).order_by("due_at", "pk")
