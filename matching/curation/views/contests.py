"""A request to the team, or a report of an abuse, answered with the reason (R13, R42)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fractional.accounts import actions
from fractional.accounts.access import PersonRequest, contest_to_answer, curator_required
from fractional.accounts.forms import AnswerForm
from fractional.ui.forms import status_of
from matching.curation.views.acts import done, to_the_queue


@require_http_methods(["GET", "HEAD", "POST"])
@curator_required
def contest(request: PersonRequest, contest) -> HttpResponse:
    found = contest_to_answer(request.user, contest)
    form = AnswerForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.answer_contest(contest=found, by=request.user, answer=form.cleaned_data["answer"])

    if form.is_bound and done(request, form, act, _("Réponse envoyée.")):
        return to_the_queue(request)
    return render(request, "curation/contest.html", {"contest": found, "form": form}, status=status_of(form))
