"""« Gardé en veille »: nobody fits today, and the company is written to the day somebody does."""

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock
from fractional.accounts.models import User
from fractional.errors import Conflict
from fractional.history.actions import record
from missions.needs import emails
from missions.needs.actions.locks import locked
from missions.needs.models import Need


@transaction.atomic
def watch(*, need: Need, by: User) -> Need:
    """Everybody of the company is told what happens next, and may stop it from that mail."""
    need = locked(need)
    if need.state not in Need.LIVE:
        raise Conflict(_("Ce besoin n’est pas en cours : il ne peut pas être gardé en veille."))
    if need.watched_at is None:
        need.watched_at = clock.now()
        need.save(update_fields=["watched_at"])
        record(thing="need", thing_id=need.pk, event="watched", by=by)
        emails.watched(need)
    return need


@transaction.atomic
def unwatch(*, need: Need, by: User | None) -> Need:
    """Somebody fits by now, or the company would rather not be told."""
    need = locked(need)
    if need.watched_at is not None:
        need.watched_at = None
        need.save(update_fields=["watched_at"])
        record(thing="need", thing_id=need.pk, event="unwatched", by=by)
    return need
