"""What silence makes of a file, the CTO's and ours: reminded, told, closed by itself, and opened again (promise 5)."""

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts.access import Forbidden
from fractional.accounts.models import User
from fractional.ctos import emails
from fractional.ctos.models import Cto
from fractional.ctos.promises import CLOSED_AFTER, LEFT_AFTER_REMINDER, READ_LATE_WITHIN
from fractional.ctos.signals import cto_changed
from fractional.errors import Conflict
from fractional.history.actions import record
from fractional.history.moves import held, move


@transaction.atomic
def remind_of_question(*, cto: Cto) -> Cto:
    """The question stands; whoever is reminded late keeps some working days to answer."""
    cto = _still(cto, Cto.State.ASKED)
    later = workdays.add_working_days(clock.today(), LEFT_AFTER_REMINDER)
    cto.asked_reminders, cto.asked_until = cto.asked_reminders + 1, max(held(cto.asked_until), later)
    cto.save(update_fields=["asked_reminders", "asked_until"])
    record(thing="cto", thing_id=cto.pk, event="reminded", by=None, facts={"time": cto.asked_reminders})
    emails.asked_again(cto)
    return cto


@transaction.atomic
def close_unanswered(*, cto: Cto) -> Cto:
    """Nobody answered the question: the file closes by itself, and one click opens it again where it stood."""
    cto = _still(cto, Cto.State.ASKED)
    reason = Cto.NO_ANSWER
    move(cto, Cto.State.LEFT, by=None, reason=reason, left_on=clock.today(), left_reason=reason)
    emails.closed(cto)
    cto_changed.send(sender=Cto, cto=cto)
    return cto


@transaction.atomic
def reopen(*, cto: Cto, by: User) -> Cto:
    """Back to the same question, with as many days to answer it. Raises Conflict for a file left otherwise."""
    cto = Cto.objects.locked(cto)
    if by.pk != cto.user_id:
        raise Forbidden
    if cto.left_reason != Cto.NO_ANSWER:
        raise Conflict(_("Votre dossier est clos. Écrivez-nous pour le rouvrir."))
    until = workdays.add_working_days(clock.today(), CLOSED_AFTER)
    return move(
        cto,
        Cto.State.ASKED,
        by=by,
        event="reopened",
        left_on=None,
        left_reason="",
        asked_at=clock.now(),
        asked_until=until,
        asked_reminders=0,
    )


@transaction.atomic
def promise_again(*, cto: Cto) -> Cto:
    """Ours: the day by which this file was to be read has passed. Its CTO is told a new one, once."""
    cto = _still(cto, Cto.State.SUBMITTED)
    if cto.late_until:
        raise Conflict(_("Une nouvelle date a déjà été annoncée."))
    cto.late_until = workdays.add_working_days(clock.today(), READ_LATE_WITHIN)
    cto.save(update_fields=["late_until"])
    record(thing="cto", thing_id=cto.pk, event="promised_again", by=None)
    emails.late(cto)
    return cto


def _still(cto: Cto, state: str) -> Cto:
    cto = Cto.objects.locked(cto)
    if cto.state != state:
        raise Conflict(_("Ce dossier a changé entre-temps."))
    return cto
