"""The meeting that follows two yes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from fractional import ics
from fractional.accounts.access import PersonRequest
from fractional.history.moves import held
from fractional.ui import words
from matching.proposals import access, emails
from matching.proposals.actions import meeting as actions
from matching.proposals.forms import SlotForm


@login_not_required
@require_safe
def meeting(request: HttpRequest, token: str) -> HttpResponse:
    """The meeting as a file for a calendar; the mail that says it holds the same."""
    proposal, person = access.meeting_of(token)
    with override(person.language):
        text = ics.read(emails.event_for(proposal, person))
    headers = {
        "Content-Disposition": 'attachment; filename="rencontre.ics"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(text, content_type=f"{ics.TYPE}; charset=utf-8", headers=headers)


@require_POST
def pick(request: PersonRequest, proposal) -> HttpResponse:
    """The CTO picks one of the three slots after the yes."""
    found = access.received_proposal(request.user, proposal)
    form = SlotForm(request.POST, proposal=found)
    if form.is_valid() and form.cleaned_data["slot"]:
        after = actions.pick(proposal=found, by=request.user, **form.cleaned_data)
        moment = {"moment": words.date_time(held(after.slot))}
        messages.success(request, _("Rencontre le %(moment)s : vous l’avez tous deux par e-mail.") % moment)
    else:
        messages.warning(request, _("Choisissez l’un des créneaux proposés."))
    return redirect("proposals:proposal", found.public_id)
