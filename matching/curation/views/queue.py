"""Everything that waits for a curator, by the date it was promised for; whose it is, and what rests."""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from fractional import bounds, clock
from fractional.accounts.access import PersonRequest, curator_required
from fractional.accounts.models import User
from fractional.ui.forms import status_of
from matching.curation import access, actions
from matching.curation.forms import AssignForm, BulkForm, QueueFilter, SnoozeForm
from matching.curation.models import Pending
from matching.curation.queue import Waiting, everything, one
from matching.curation.views.acts import FILTER, done, status_of_all, to_the_queue

PAGE = 50
"""Rows of the queue."""
LARGEST = 10**9 - 1
"""A number of an address has nine digits at most."""


@vary_on_headers("HX-Request")
@require_safe
@curator_required
def queue(request: PersonRequest) -> HttpResponse:
    form = QueueFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    if request.session.get(FILTER, "") != _base(wanted):
        request.session[FILTER] = _base(wanted)
    context = _context(request, form, wanted)
    if request.htmx and _seen(request) == context["mark"]:
        return HttpResponse(status=204)
    return render(request, "curation/queue.html#rows" if request.htmx else "curation/queue.html", context)


def _context(request: PersonRequest, form: QueueFilter, wanted: dict[str, str]) -> dict[str, Any]:
    acts = list(Pending.objects.held())
    every = everything(clock.today(), request.user, acts)
    resting = [row for row in every if row.asleep_until]
    awake = [row for row in every if not row.asleep_until]
    rows = resting if wanted.get("a_qui") == QueueFilter.RESTING else awake
    page = Paginator(_chosen(rows, wanted, request.user), PAGE).get_page(bounds.page_number(request))
    pending = [act for act in reversed(acts) if act.by == request.user and act.returned_at is None]
    return {
        "page": page,
        "rows": page.object_list,
        "late": sum(row.late for row in awake),
        "resting": len(resting),
        "filter": form,
        "filtered": any(wanted.values()),
        "base": _base(wanted),
        "pending": pending,
        "mark": _mark(page.object_list, pending),
        "bulk_form": BulkForm(),
    }


def _seen(request: PersonRequest) -> int:
    """The mark of the list that stands before the reader."""
    return bounds.whole_number(request, "vu", default=0, at_least=0, at_most=LARGEST)


@require_POST
@curator_required
def bulk(request: PersonRequest) -> HttpResponse:
    """What is ticked is taken over, or rests until a day."""
    ticked = set(request.POST.getlist("row"))
    rows = [row for row in everything(clock.today(), request.user) if row.code in ticked]
    form = BulkForm(request.POST, act=request.POST.get("act", BulkForm.SNOOZE))
    told = ngettext("%(count)s ligne est à vous.", "%(count)s lignes sont à vous.", len(rows))
    if form.act != BulkForm.TAKE:
        told = ngettext("%(count)s ligne est reportée.", "%(count)s lignes sont reportées.", len(rows))
    if not rows:
        messages.warning(request, _("Cochez d’abord une ligne."))
        return to_the_queue(request)
    if done(request, form, lambda: _all(rows, form, request.user), told % {"count": len(rows)}):
        return to_the_queue(request)
    read = QueueFilter(QueryDict(request.session.get(FILTER, "")))
    context = _context(request, read, read.cleaned_data if read.is_valid() else {})
    more = {"bulk_form": form, "ticked": ticked}
    return render(request, "curation/queue.html", context | more, status=status_of(form))


@transaction.atomic
def _all(rows: Iterable[Waiting], form: BulkForm, by: User) -> None:
    for row in rows:
        where: dict[str, Any] = {"thing": row.thing, "thing_id": row.thing_id, "by": by}
        if form.act == BulkForm.TAKE:
            actions.assign(to=by, **where)
        else:
            actions.snooze(**form.cleaned_data, **where)


def _mark(rows: Iterable[Waiting], pending: Iterable[Pending]) -> int:
    """A number that is another one as soon as the list reads otherwise."""
    shown = [(row.thing, row.thing_id, row.owner and row.owner.pk, row.late) for row in rows]
    return crc32(repr((shown, [act.pk for act in pending])).encode()) % LARGEST


def _chosen(rows: Iterable[Waiting], wanted: dict[str, str], reader: User) -> list[Waiting]:
    kind, mine = wanted.get("genre"), wanted.get("a_qui") == QueueFilter.MINE
    return [row for row in rows if (not kind or row.kind == kind) and (not mine or row.owner == reader)]


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
    if row := one(clock.today(), reader, thing, pk):
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
