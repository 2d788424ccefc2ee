"""Requests to the team: those of a person, and those that a curator answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fractional import bounds
from fractional.accounts import actions
from fractional.accounts.access import PersonRequest, contest_of, contest_to_answer, curator_required
from fractional.accounts.forms import AnswerForm, AppealForm, ContestForm
from fractional.accounts.models import Contest
from fractional.ui.forms import refusal_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def contests(request: PersonRequest) -> HttpResponse:
    form = ContestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_in(form):
            actions.contest(user=request.user, **form.cleaned_data)
            messages.success(request, _("Votre demande est partie. Une personne vous répondra."))
            return redirect("accounts:contests")
    return _own(request, form, AppealForm())


@require_POST
def appeal(request: PersonRequest) -> HttpResponse:
    contest = contest_of(request.user, bounds.uuid_or_404(request.POST.get("contest", "")))
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _own(request, ContestForm(), form, contest)
    actions.appeal_contest(contest=contest, by=request.user, words=form.cleaned_data["words"])
    messages.success(request, _("Une autre personne de l’équipe reprend votre demande."))
    return redirect("accounts:contests")


@curator_required
@require_http_methods(["GET", "HEAD", "POST"])
def to_answer(request: PersonRequest) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None)
    contest = None
    if request.method == "POST":
        contest = contest_to_answer(request.user, bounds.uuid_or_404(request.POST.get("contest", "")))
    if contest and form.is_valid():
        actions.answer_contest(contest=contest, by=request.user, answer=form.cleaned_data["answer"])
        messages.success(request, _("Réponse envoyée."))
        return redirect("accounts:contests_to_answer")
    waiting = [
        (row, form if row == contest else AnswerForm(auto_id=f"id_{row.pk}_%s"))
        for row in Contest.objects.for_curator(request.user.pk)[:50]
    ]
    return render(request, "accounts/contests_to_answer.html", {"waiting": waiting}, status=status_of(form))


def _own(
    request: PersonRequest, form: ContestForm, appeal_form: AppealForm, contest: Contest | None = None
) -> HttpResponse:
    rows = [
        (row, appeal_form if row == contest else AppealForm(auto_id=f"id_{row.pk}_%s"))
        for row in Contest.objects.filter(user=request.user).select_related("owner")[:50]
    ]
    status = max(status_of(form), status_of(appeal_form))
    return render(request, "accounts/contests.html", {"form": form, "rows": rows}, status=status)
