"""How a mission closes, ends, is broken off or goes on: decided by its CTO or by an owner of the company."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fractional.accounts.access import PersonRequest
from fractional.history.moves import held
from fractional.ui import words
from fractional.ui.forms import refusal_in, status_of
from missions.engagements import access, actions, renewals
from missions.engagements.forms import BreakForm, EndForm, RenewForm
from missions.engagements.models import Mission


@require_POST
def close(request: PersonRequest, mission: UUID) -> HttpResponse:
    mine, _side = access.mission_to_decide(request.user, mission)
    mine = actions.close(mission=mine, by=request.user)
    day = {"day": words.date_long(held(mine.due_on))}
    messages.success(request, _("La passation est ouverte, jusqu’au %(day)s au plus tard.") % day)
    return redirect("engagements:mission", mine.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PersonRequest, mission: UUID) -> HttpResponse:
    mine, _side = access.mission_to_decide(request.user, mission)
    form = EndForm(request.POST if request.method == "POST" else None, mission=mine)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.end(mission=mine, by=request.user, **form.cleaned_data)
            messages.success(request, _("La mission est terminée. Les deux côtés en reçoivent la trace."))
            return redirect("engagements:mission", mine.public_id)
    possible = mine.state == Mission.State.CLOSING
    return _form_page(request, "engagements/mission_end.html", mine, form, possible=possible)


@require_http_methods(["GET", "HEAD", "POST"])
def break_off(request: PersonRequest, mission: UUID) -> HttpResponse:
    mine, side = access.mission_to_decide(request.user, mission)
    form = BreakForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.break_off(mission=mine, by=request.user, side=side, **form.cleaned_data)
            messages.success(request, _("La mission est interrompue. L’autre côté vient d’être prévenu."))
            return redirect("engagements:mission", mine.public_id)
    return _form_page(request, "engagements/mission_break.html", mine, form, possible=mine.is_running)


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: PersonRequest, mission: UUID) -> HttpResponse:
    mine, side = access.mission_to_decide(request.user, mission)
    form = RenewForm(request.POST if request.method == "POST" else None, mission=mine)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            asked = renewals.propose(mission=mine, by=request.user, side=side, **form.cleaned_data)
            day = {"day": words.date_long(asked.due_on)}
            messages.success(request, _("Votre proposition est partie : réponse au plus tard %(day)s.") % day)
            return redirect("engagements:mission", mine.public_id)
    return _form_page(request, "engagements/mission_renew.html", mine, form, possible=mine.may_be_renewed)


@require_POST
def accept_renewal(request: PersonRequest, mission: UUID) -> HttpResponse:
    follower = renewals.accept(renewal=access.renewal_to_answer(request.user, mission), by=request.user)
    messages.success(request, _("Le renouvellement est confirmé : voici la mission qui suit."))
    return redirect("engagements:mission", follower.public_id)


@require_POST
def decline_renewal(request: PersonRequest, mission: UUID) -> HttpResponse:
    renewals.decline(renewal=access.renewal_to_answer(request.user, mission), by=request.user)
    messages.success(request, _("C’est noté. La mission s’arrête à son dernier jour, comme prévu."))
    return redirect("engagements:mission", mission)


def _form_page(
    request: PersonRequest, template: str, mission: Mission, form: Form, *, possible: bool
) -> HttpResponse:
    """The form of an act; where the act cannot be done any more, the mission as it stands."""
    if not possible and not form.is_bound:
        state = {"state": mission.get_state_display()}
        messages.warning(request, _("Cette étape n’est pas possible : la mission est %(state)s.") % state)
        return redirect("engagements:mission", mission.public_id)
    context = {"mission": mission, "need": mission.need, "form": form}
    return render(request, template, context, status=status_of(form))
