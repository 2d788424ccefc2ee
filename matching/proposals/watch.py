"""« Gardé en veille »: nobody fits a need today, and its company is written to the day somebody does."""

from django.db import transaction

from fractional import clock, workdays
from matching.proposals import emails
from missions.needs.actions import unwatch
from missions.needs.models import Need

READ_WITHIN = 2
"""Working days in which a curator reads whoever fits by now."""


def tell_when_somebody_fits(need: Need, eligible: int) -> None:
    """After a ranking. Once for each time that somebody asked: the watch ends with the mail."""
    if need.watched_at is not None and eligible:
        _tell(need)


@transaction.atomic
def _tell(need: Need) -> None:
    unwatch(need=need, by=None)
    need.promised_on = workdays.add_working_days(clock.today(), READ_WITHIN)
    Need.objects.filter(pk=need.pk).update(promised_on=need.promised_on)
    emails.watch_found(need)
