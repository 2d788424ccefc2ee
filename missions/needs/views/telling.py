"""A need told in five steps, our opinion on it, its submission."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from fractional import clock
from fractional.accounts.access import PersonRequest
from fractional.companies.access import company_worn
from fractional.errors import DomainError
from fractional.ui import words
from missions.needs import access, actions, advice, contradictions, reach, steps
from missions.needs.costs import estimate
from missions.needs.fit import is_off_target
from missions.needs.forms import OF_STEP, MaintainForm, StartForm, StepForm
from missions.needs.forms.place import PlaceForm
from missions.needs.models import Need
from missions.needs.queries import answers_of, opinion_on
from missions.needs.sizing import size


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    company = company_worn(request)
    if company is None:
        return redirect(reverse("companies:create") + "?" + urlencode({"next": reverse("needs:new")}))
    form = StartForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"company": company, "steps": steps.STEPS, "form": form}
        return render(request, "needs/need_new.html", context, status=422 if form.errors else 200)
    need = actions.start_need(company=company, by=request.user)
    return redirect("needs:step", need.public_id, steps.STEPS[0].slug)


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PersonRequest, need: UUID, step: str) -> HttpResponse:
    """One step; each change is saved as it is made where a script runs, all of it when the form is sent."""
    if step not in OF_STEP:
        raise Http404
    mine, now = access.need_of(request.user, need), steps.BY_SLUG[step]
    if not mine.is_editable:
        messages.info(request, _("Ce besoin ne se modifie plus."))
        return redirect("needs:need", mine.public_id)
    if request.method != "POST":
        return _step_page(request, mine, now, OF_STEP[step](need=mine))
    form = OF_STEP[step](request.POST, need=mine)
    if request.htmx:
        return _saved_as_typed(request, mine, now, form)
    if not form.is_valid():
        return _step_page(request, mine, now, form)
    try:
        mine = actions.save_step(need=mine, by=request.user, fields=form.answers(), goals=form.goals())
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return _step_page(request, mine, now, form)
    return redirect(_next(request, mine, now))


@require_safe
def opinion(request: PersonRequest, need: UUID) -> HttpResponse:
    mine = access.need_of(request.user, need)
    unfinished = steps.unfinished(mine)
    if unfinished:
        messages.info(request, _("Quelques réponses manquent encore pour vous donner notre avis."))
        return redirect("needs:step", mine.public_id, unfinished[0].slug)
    return _opinion_page(request, mine, MaintainForm())


def _opinion_page(request: PersonRequest, mine: Need, form: MaintainForm) -> HttpResponse:
    verdict = opinion_on(mine)
    context = {
        "form": form,
        "need": mine,
        "verdict": verdict,
        "advice": advice.of(verdict),
        "reasons": advice.reasons(verdict),
        "steps": _steps(mine),
        "told": mine.state in Need.TOLD,
        "off_target": is_off_target(mine),
        "later_on": clock.today() + actions.LATER,
        "flags": contradictions.found(answers_of(mine)),
        "estimate": _estimate(mine),
        "reach": reach.of(mine),
    }
    return render(request, "needs/need_opinion.html", context, status=422 if form.errors else 200)


@require_POST
def maintain(request: PersonRequest, need: UUID) -> HttpResponse:
    mine = access.need_of(request.user, need)
    form = MaintainForm(request.POST)
    if not form.is_valid():
        return _opinion_page(request, mine, form)
    actions.maintain(need=mine, by=request.user, **form.cleaned_data)
    messages.success(request, _("C’est noté : votre besoin est maintenu, et nous le dirons."))
    return redirect("needs:opinion", mine.public_id)


@require_POST
def later(request: PersonRequest, need: UUID) -> HttpResponse:
    mine = access.need_of(request.user, need)
    day = actions.remind_later(need=mine, by=request.user)
    messages.success(
        request, _("C’est noté : nous vous écrirons le %(day)s.") % {"day": words.date_long(day)}
    )
    return redirect("needs:opinion", mine.public_id)


@require_POST
def submit(request: PersonRequest, need: UUID) -> HttpResponse:
    mine = access.need_of(request.user, need)
    try:
        actions.submit(need=mine, by=request.user)
    except actions.Unfinished as lacking:
        messages.warning(request, str(lacking))
        return redirect("needs:step", mine.public_id, lacking.steps[0].slug)
    except actions.ConsentRefused as reason:
        messages.warning(request, str(reason))
        return redirect("needs:step", mine.public_id, "place")
    except actions.OpinionToRead as reason:
        messages.warning(request, str(reason))
        return redirect("needs:opinion", mine.public_id)
    messages.success(request, _("Votre besoin est envoyé. Une personne de l’équipe le lit."))
    return redirect("needs:need", mine.public_id)


def _saved_as_typed(request: PersonRequest, need: Need, now: steps.Step, form: StepForm) -> HttpResponse:
    """Keep what is valid of a draft; say what is worth saying. A need already handed over is only looked at."""
    saved = need.state in Need.TOLD
    if saved:
        need = actions.save_step(need=need, by=request.user, fields=form.answers(), goals=form.goals())
    context = _step_context(need, now, form) | {"saved_at": clock.now() if saved else None}
    if isinstance(form, PlaceForm):
        # Only just asked: nothing is missing before the founder goes on.
        for question in form.own_questions():
            form.errors.pop(question.name, None)
    return render(request, "needs/need_step.html#typed", context)


def _step_page(request: PersonRequest, need: Need, now: steps.Step, form: StepForm) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "needs/need_step.html", _step_context(need, now, form), status=status)


def _step_context(need: Need, now: steps.Step, form: StepForm) -> dict[str, Any]:
    return {
        "need": need,
        "step": now,
        "form": form,
        "told": need.state in Need.TOLD,
        "steps": _steps(need, now),
        "is_last": steps.after(now) is None,
        "template": f"needs/_step_{now.slug}.html",
        "hints": form.hints(),
        "flags": contradictions.found(answers_of(need), now.slug),
        "estimate": _estimate(need) if now.slug in ("rythme", "budget") else None,
        "size": size(answers_of(need), need.company.stage) if now.slug == "rythme" else None,
        "reach": reach.of(need) if now.slug in ("rythme", "budget") else None,
    }


def _steps(need: Need, now: steps.Step | None = None) -> list[dict[str, Any]]:
    """The five steps for the strip at the top, each a link but the one that is open."""
    rows = []
    for step in steps.STEPS:
        url = reverse("needs:step", args=[need.public_id, step.slug])
        if step is now:
            rows.append({"label": step.label, "state": "current"})
        else:
            label = format_html('<a href="{}">{}</a>', url, step.label)
            rows.append({"label": label, "state": "done" if step.is_done(need) else "todo"})
    return rows


def _estimate(need: Need):
    if need.ceiling_eur is None or not need.half_days:
        return None
    return estimate(need.ceiling_eur, half_days=need.half_days, days_per_month=need.days_per_month)


def _next(request: PersonRequest, need: Need, now: steps.Step) -> str:
    """The step that follows, or the page from which an answer was corrected."""
    if need.state not in (Need.State.DRAFT, Need.State.ASSESSED):
        messages.success(request, _edited(need))
        return reverse("needs:need", args=[need.public_id])
    following = steps.after(now)
    if following:
        return reverse("needs:step", args=[need.public_id, following.slug])
    return reverse("needs:opinion", args=[need.public_id])


def _edited(need: Need) -> str:
    if need.state == Need.State.PUBLISHED:
        return _("C’est enregistré. Le classement est refait avec vos nouvelles réponses.")
    return _("C’est enregistré.")
