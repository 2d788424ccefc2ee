"""The last person of a company is erased: its needs end, and what was said in words goes."""

from django.db import transaction

from fractional.accounts.models import User
from fractional.history.actions import forget_notes
from missions.needs.actions.life import withdraw
from missions.needs.models import Need, Verdict

EMPTY = {
    "problem_words": "",
    "if_nothing_changes": "",
    "decision_maker": "",
    "business_counterpart": "",
    "decision_rights": "",
    "cto_in_place_email": "",
    "next_owner": "",
    "asked_for": "",
    "source": "",
    "off_target_note": "",
}
"""Words of the person, and the names of others. The title stays: missions and proposals are known by it."""


@transaction.atomic
def forget(*, need: Need, by: User) -> None:
    """Withdraw a need that is still open, and wipe its words."""
    if need.is_open:
        withdraw(need=need, by=by, reason="other")
    Need.objects.filter(pk=need.pk).update(**EMPTY)
    Verdict.objects.filter(need=need).update(reasons=[], maintained_why="")
    need.goals.all().delete()
    need.consents.all().delete()
    need.rewordings.all().delete()
    forget_notes(thing="need", thing_id=need.pk)
