"""A CTO is erased: the file closes and only its number stays, under the missions that were agreed."""

from django.db import transaction

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos.actions.states import leave
from fractional.ctos.calendar.models import Hold
from fractional.ctos.models import Cto
from fractional.history.actions import forget_notes

EMPTY = {
    "source": "",
    "drawn_by": "",
    "asked_for": "",
    "orientation_reasons": "",
    "headline": "",
    "first_days": "",
    "nature": "",
    "legal_form": "",
    "business_effect": "",
    "business_budget_held": False,
    "business_board": False,
    "scopes": [],
    "hands_on": None,
    "target_rate_eur": None,
    "floor_rate_eur": None,
    "rates": None,
    "rate_answers": {},
    "rate_undecided_at": None,
    "zones": [],
    "languages": [],
    "kinds_accepted": [],
    "kinds_wanted": [],
    "contracts": [],
    "stages_wanted": [],
    "refused_sectors": [],
    "motives": [],
    "priorities": [],
    "availability_confirmed_on": None,
}
"""A file without its person."""


@transaction.atomic
def forget(*, cto: Cto, by: User) -> None:
    """Close the file and empty it: roles, references, notes, refused companies, rules, days and outside clients.

    Days sold to missions stay: half-days that were worked are part of the contract.
    """
    if cto.state != Cto.State.LEFT:
        leave(cto=cto, by=by, on=clock.today(), reason="other")
    for rows in (cto.references, cto.notes, cto.posts, cto.refused_companies, cto.week_steps):
        rows.all().delete()
    cto.holds.exclude(kind=Hold.Kind.MISSION).delete()
    Cto.objects.filter(pk=cto.pk).update(**EMPTY)
    forget_notes(thing="cto", thing_id=cto.pk)
