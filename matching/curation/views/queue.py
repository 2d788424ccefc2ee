"""Everything that waits for a curator, by the date it was promised for; whose it is, and what rests."""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from fractional import bounds, clock
from fractional.accounts.access import PersonRequest, curator_required
from fractional.accounts.models import User
from matching.curation import access, actions
from matching.curation.forms import AssignForm, QueueFilter, SnoozeForm
from matching.curation.models import Pending
from matching.curation.queue import Waiting, everything
from matching.curation.views.acts import FILTER, done, status_of_all, to_the_queue

PAGE = 50
"""Rows of the queue."""
LARGEST = 10**9 - 1
"""A number of an address has nine digits at most."""


@vary_on_headers("HX-Request")
@require_safe
@curator_required
def queue(request: PersonRequest) -> HttpResponse:
    today, form = clock.today(), QueueFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    every = everything(today, request.user)
    resting = [row for row in every if row.asleep_until]
    awake = [row for row in every if not row.asleep_until]
    rows = resting if wanted.get("a_qui") == QueueFilter.RESTING else awake
    page = Paginator(_chosen(rows, wanted, request.user), PAGE).get_page(bounds.page_number(request))
    if request.session.get(FILTER, "") != _base(wanted):
        request.session[FILTER] = _base(wanted)
    pending = list(access.pending_of(request.user))
    mark = _mark(page.object_list, pending)
    if request.htmx and bounds.whole_number(request, "vu", default=0, at_least=0, at_most=LARGEST) == mark:
        return HttpResponse(status=204)
    context = {
        "page": page,
        "rows": page.object_list,
        "late": sum(row.late for row in awake),
        "resting": len(resting),
        "filter": form,
        "filtered": any(wanted.values()),
        "base": _base(wanted),
        "pending": pending,
        "mark": mark,
    }
    return render(request, "curation/queue.html#rows" if request.htmx else "curation/queue.html", context)


def _mark(rows: Iterable[Waiting], pending: Iterable[Pending]) -> int:
    """A number that is another one as soon as the list reads otherwise."""
    shown = [(row.thing, row.thing_id, row.owner and row.owner.pk, row.late) for row in rows]
    return crc32(repr((shown, [act.pk for act in pending])).encode()) % LARGEST


def _chosen(rows: Iterable[Waiting], wanted: dict[str, str], reader: User) -> list[Waiting]:
    kind, whose = wanted.get("genre"), wanted.get("a_qui")
    owners = {QueueFilter.MINE: reader.pk, QueueFilter.NOBODYS: None}
    return [
        row
        for row in rows
        if (not kind or row.kind == kind)
        and (whose not in owners or (row.owner.pk if row.owner else None) == owners[whose])
    ]


def _base(wanted: dict[str, str]) -> str:
    """The filters, for the address of another page."""
    return "".join(f"{name}={code}&" for name, code in wanted.items() if code)


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def care(request: PersonRequest, thing, pk) -> HttpResponse:
    """Whose row it is, and until when it rests."""
    row = _row(request.user, thing, pk)
    assign_form, snooze_form = AssignForm(initial={"owner": row.owner}), SnoozeForm()
    where: dict[str, Any] = {"thing": row.thing, "thing_id": row.thing_id, "by": request.user}
    if request.method == "POST" and "owner" in request.POST:
        assign_form = AssignForm(request.POST)
        if done(
            request,
            assign_form,
            lambda: actions.assign(to=assign_form.cleaned_data["owner"], **where),
            _("C’est noté : la ligne a changé de main."),
        ):
            return to_the_queue(request)
    elif request.method == "POST":
        snooze_form = SnoozeForm(request.POST)
        if done(
            request,
            snooze_form,
            lambda: actions.snooze(**snooze_form.cleaned_data, **where),
            _("La ligne revient ce jour-là. La date promise ne change pas."),
        ):
            return to_the_queue(request)
    forms = {"assign_form": assign_form, "snooze_form": snooze_form}
    return render(request, "curation/care.html", {"row": row} | forms, status=status_of_all(forms))


@require_POST
@curator_required
def wake(request: PersonRequest, thing, pk) -> HttpResponse:
    row = _row(request.user, thing, pk)
    actions.wake(thing=row.thing, thing_id=row.thing_id, by=request.user)
    messages.success(request, _("La ligne est de retour dans la file."))
    return to_the_queue(request)


def _row(reader: User, thing: str, pk: int) -> Waiting:
    for row in everything(clock.today(), reader):
        if (row.thing, row.thing_id) == (thing, pk):
            return row
    raise Http404


@require_POST
@curator_required
def undo(request: PersonRequest, pending) -> HttpResponse:
    found = access.pending(request.user, pending)
    if found and actions.undo(pending=found):
        messages.success(request, _("Annulé : rien n’a changé, rien n’est parti."))
    else:
        messages.warning(request, _("Trop tard : c’est fait. Le journal le dit."))
    return to_the_queue(request)
