"""A wording that a curator suggests, shown as a difference."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fractional.accounts.access import PersonRequest
from missions.needs import access, actions
from missions.needs.differences import differences
from missions.needs.forms import RewordingForm


@require_http_methods(["GET", "HEAD", "POST"])
def rewordings(request: PersonRequest, need: UUID) -> HttpResponse:
    """Each difference, with two buttons; no answer leaves the founder's words as they are."""
    mine = access.need_of(request.user, need)
    form = RewordingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        rewording = access.rewording_of(mine, form.cleaned_data["rewording"])
        act = actions.accept_rewording if form.is_yes else actions.refuse_rewording
        act(rewording=rewording, by=request.user)
        said = (
            _("C’est noté : votre besoin porte cette rédaction.")
            if form.is_yes
            else _("C’est noté : vos mots restent.")
        )
        messages.success(request, said)
        return redirect("needs:rewordings", mine.public_id)
    rows = [(row, differences(row.before, row.after)) for row in access.rewordings_of(mine)]
    return render(
        request,
        "needs/need_rewordings.html",
        {"need": mine, "rows": rows},
        status=422 if form.errors else 200,
    )
