"""Two or three profiles of one need side by side."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fractional.accounts.access import PersonRequest
from matching.proposals import access
from matching.proposals.presenting import company_card, contacts_of
from matching.proposals.presenting.compare import comparison
from matching.proposals.views.company import selection_page

SIDE_BY_SIDE = (2, 3)
"""How many fit on one page: of more, nobody remembers the first."""


@require_safe
def compare(request: PersonRequest, need) -> HttpResponse:
    mine = access.need_of(request.user, need)
    picked = list(dict.fromkeys(request.GET.getlist("p")))
    if len(picked) not in SIDE_BY_SIDE:
        problem = _("Cochez deux ou trois profils à comparer.")
        return selection_page(request, mine, picked=picked, problem=problem)
    proposals = access.shown_proposals(mine, picked)
    contacts, chosen = contacts_of(proposals), access.one_is_chosen(mine)
    cards = [company_card(proposal, contacts, one_is_chosen=chosen) for proposal in proposals]
    context = {
        "need": mine,
        "cards": cards,
        "rows": comparison(cards),
        "is_owner": access.is_owner(request.user, mine),
    }
    return render(request, "proposals/compare.html", context)
