"""Who takes care of a row of the queue, and what rests until a day, with the reason."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts.actions import give_contest
from fractional.accounts.models import User
from fractional.errors import DomainError
from fractional.history.actions import record
from matching.curation.models import Care, Thing

LONGEST = 10
"""Working days that a row may rest: what was promised stays promised."""


class RestsTooLong(DomainError):
    """Until yesterday, or for longer than anybody is left waiting."""

    argument = "until"


@transaction.atomic
def assign(*, thing: Thing, thing_id: int, to: User, by: User) -> Care:
    """Give a row to a curator."""
    care = _of(thing, thing_id)
    care.owner = to
    care.save(update_fields=["owner"])
    if thing == Thing.CONTEST:
        give_contest(contest_id=thing_id, to=to)
    facts = {"to": to.pk}
    record(thing=thing, thing_id=thing_id, event="assigned", by=by, facts=facts)
    return care


@transaction.atomic
def snooze(*, thing: Thing, thing_id: int, until: date, reason: str, by: User) -> Care:
    """Let a row rest until a day, at most LONGEST working days away. Raises RestsTooLong."""
    today = clock.today()
    if not today < until <= workdays.add_working_days(today, LONGEST):
        raise RestsTooLong(_("Choisissez un jour à venir, dans les dix jours ouvrés."))
    care = _of(thing, thing_id)
    care.asleep_until, care.reason = until, reason
    care.save(update_fields=["asleep_until", "reason"])
    facts = {"until": until.isoformat()}
    record(thing=thing, thing_id=thing_id, event="snoozed", by=by, facts=facts, note=reason)
    return care


@transaction.atomic
def wake(*, thing: Thing, thing_id: int, by: User) -> Care:
    """Have a row back before its day."""
    care = _of(thing, thing_id)
    if care.asleep_until:
        care.asleep_until, care.reason = None, ""
        care.save(update_fields=["asleep_until", "reason"])
        record(thing=thing, thing_id=thing_id, event="woken", by=by)
    return care


def _of(thing: Thing, thing_id: int) -> Care:
    Care.objects.bulk_create([Care(thing=thing, thing_id=thing_id)], ignore_conflicts=True)
    return Care.objects.select_for_update(no_key=True).get(thing=thing, thing_id=thing_id)
