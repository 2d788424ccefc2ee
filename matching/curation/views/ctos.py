"""The file of a CTO, and what a curator decides of it."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fractional import clock
from fractional.accounts.access import PersonRequest, curator_required
from fractional.ctos.actions import note_proof
from fractional.ctos.calendar.models import Hold, WeekStep
from fractional.ctos.experience import full_time_months
from fractional.ctos.models import Cto, CuratorNote, as_read
from fractional.ctos.progress import changes
from fractional.history.models import Event
from matching.curation import access
from matching.curation.forms import AskForm, OrientForm, VerifyCtoForm
from matching.curation.models import Pending, Thing
from matching.curation.prefill import note_on
from matching.curation.roles import roles
from matching.curation.views.acts import held, hold, status_of_all, to_the_queue

Act = Pending.Act


@require_safe
@curator_required
def cto(request: PersonRequest, cto) -> HttpResponse:
    return _page(request, access.cto_file(cto))


@require_POST
@curator_required
def verify(request: PersonRequest, cto) -> HttpResponse:
    found = access.cto_file(cto)
    form = VerifyCtoForm(request.POST, months=_months(found))
    if held(request, form, Act.VERIFY_CTO, found, _("Profil vérifié : il entre dans les classements.")):
        return to_the_queue(request)
    return _page(request, access.cto_file(cto), verify_form=form)


@require_POST
@curator_required
def ask(request: PersonRequest, cto) -> HttpResponse:
    found, form = access.cto_file(cto), AskForm(request.POST)
    if held(request, form, Act.ASK_CTO, found, _("Votre question est partie.")):
        return to_the_queue(request)
    return _page(request, access.cto_file(cto), ask_form=form)


@require_POST
@curator_required
def orient(request: PersonRequest, cto) -> HttpResponse:
    found, form = access.cto_file(cto), OrientForm(request.POST)
    if held(request, form, Act.ORIENT_CTO, found, _("L’orientation est envoyée, avec ses raisons.")):
        return to_the_queue(request)
    return _page(request, access.cto_file(cto), orient_form=form)


@require_POST
@curator_required
def read_changes(request: PersonRequest, cto) -> HttpResponse:
    hold(request, Act.READ_CHANGES, access.cto_file(cto), {})
    messages.success(request, _("Ces expériences sont relues : elles comptent désormais."))
    return to_the_queue(request)


@require_POST
@curator_required
def ask_about_changes(request: PersonRequest, cto) -> HttpResponse:
    found, form = access.cto_file(cto), AskForm(request.POST)
    if held(request, form, Act.ASK_CHANGES, found, _("Votre question est partie.")):
        return to_the_queue(request)
    return _page(request, access.cto_file(cto), changes_form=form)


@require_POST
@curator_required
def proof(request: PersonRequest, cto, post) -> HttpResponse:
    found = access.cto_file(cto)
    note_proof(post=access.post_of(found, post), by=request.user)
    messages.success(request, _("C’est noté : document vu, non conservé."))
    return redirect("curation:cto", found.public_id)


def _page(request: PersonRequest, found, **forms: Form) -> HttpResponse:
    posts, months = found.posts.all(), _months(found)
    context = {
        "cto": found,
        "roles": roles(posts),
        "changes": changes(found, posts),
        "months": months,
        "steps": WeekStep.objects.filter(cto=found),
        "holds": Hold.objects.filter(cto=found).exclude(kind=Hold.Kind.CLOSED),
        "notes": [(note, _lines(note)) for note in found.notes.all()],
        "history": Event.objects.of("cto", found.pk),
        "held": access.pending_on(Thing.CTO, found.pk),
        "verify_form": VerifyCtoForm(initial=note_on(found, months), months=months),
        "ask_form": AskForm(),
        "orient_form": OrientForm(),
        "changes_form": AskForm(),
        "answered": bool(forms.keys() - {"changes_form"}),
    }
    return render(request, "curation/cto.html", context | forms, status=status_of_all(forms))


def _months(found: Cto) -> int:
    return full_time_months(as_read(found.posts.all()), clock.today())


def _lines(note: CuratorNote) -> list[tuple[object, str]]:
    """The six lines of a note, each under the words it was asked with."""
    asked = VerifyCtoForm.base_fields.items()
    return [(field.label, getattr(note, name)) for name, field in asked if hasattr(note, name)]
