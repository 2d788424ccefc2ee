"""A live need: confirmed, paused, ended; and what its proposals make of it."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.history.moves import held, move
from missions.needs import emails
from missions.needs.actions.consent import drop
from missions.needs.actions.drafting import copy
from missions.needs.actions.locks import locked
from missions.needs.actions.rewording import drop_all
from missions.needs.models import Need
from missions.needs.signals import need_closed, need_edited

State = Need.State
SHOWN = (State.SELECTED, State.IN_TALKS)
LONGEST_PAUSE = timedelta(days=60)
NO_ANSWER = "no_answer"
"""Reason of a need that silence ended; nobody chooses it."""
PROMISED_AGAIN = 2
"""Working days after a pause in which profiles are promised at the earliest."""
NOT_PAUSED: dict[str, Any] = {"paused_at": None, "paused_until": None, "paused_from": ""}


@transaction.atomic
def confirm(*, need: Need, by: User) -> Need:
    """Somebody of the company says that the need still stands: 21 more days."""
    need = locked(need)
    if need.state not in Need.LIVE:
        raise Conflict(_("Ce besoin n’est plus en cours : il n’y a rien à prolonger."))
    need.confirmed_on = clock.today()
    need.save(update_fields=["confirmed_on"])
    record(thing="need", thing_id=need.pk, event="confirmed", by=by)
    return need


@transaction.atomic
def keep_alive(*, need: Need, by: User) -> None:
    """Two people have just agreed to meet about it: 21 more days, so that it does not end while they talk."""
    need = locked(need)
    need.confirmed_on = clock.today()
    need.save(update_fields=["confirmed_on"])
    record(thing="need", thing_id=need.pk, event="kept_alive", by=by)


@transaction.atomic
def pause(*, need: Need, by: User, until: date) -> Need:
    """Stop looking until a day, at most 60 days ahead."""
    today = clock.today()
    if not today < until <= today + LONGEST_PAUSE:
        raise DomainError(_("Une pause dure soixante jours au plus : choisissez une date plus proche."))
    need = locked(need)
    return move(need, State.PAUSED, by=by, paused_at=clock.now(), paused_until=until, paused_from=need.state)


@transaction.atomic
def resume(*, need: Need, by: User | None) -> Need:
    """Take the need up again where it was paused, and rank it anew: the pool has moved on.

    A selection that was owed could not be prepared meanwhile: its day is never closer than ``PROMISED_AGAIN``.
    """
    need = locked(need)
    if need.state != State.PAUSED:
        raise Conflict(_("Ce besoin n’est pas en pause."))
    today = clock.today()
    promised_on = max(held(need.promised_on), workdays.add_working_days(today, PROMISED_AGAIN))
    dates = {"confirmed_on": today, "promised_on": promised_on} | NOT_PAUSED
    move(need, need.paused_from, by=by, event="resumed", **dates)
    need_edited.send(sender=Need, need=need)
    return need


@transaction.atomic
def withdraw(*, need: Need, by: User, reason: str) -> Need:
    """The company ends its need for a coded reason; whoever waits for it is told."""
    need = locked(need)
    was_live = need.state in Need.LIVE
    move(
        need,
        State.WITHDRAWN,
        by=by,
        reason=reason,
        withdrawn_at=clock.now(),
        withdrawn_reason=reason,
        watched_at=None,
    )
    drop(need)
    drop_all(need)
    if was_live:
        need_closed.send(sender=Need, need=need, reason="withdrawn")
    return need


@transaction.atomic
def end_silence(*, need: Need) -> Need:
    """Nobody of the company went on with it: put away with its answers, and whoever wrote it is told."""
    need = locked(need)
    if need.state not in Need.TOLD:
        raise Conflict(_("Ce besoin n’attend plus l’entreprise."))
    emails.silent(need)
    move(
        need,
        State.WITHDRAWN,
        by=None,
        reason=NO_ANSWER,
        withdrawn_at=clock.now(),
        withdrawn_reason=NO_ANSWER,
    )
    drop(need)
    drop_all(need)
    return need


@transaction.atomic
def move_promise(*, need: Need) -> Need:
    """We are late: the company is told before it asks, with another day, once."""
    need = locked(need)
    if need.state != State.PUBLISHED or need.promise_moved_on:
        raise Conflict(_("Cette date n’est plus promise."))
    today = clock.today()
    facts = {"promised": held(need.promised_on).isoformat()}
    need.promised_on, need.promise_moved_on = workdays.add_working_days(today, PROMISED_AGAIN), today
    need.save(update_fields=["promised_on", "promise_moved_on"])
    record(thing="need", thing_id=need.pk, event="promise_moved", by=None, facts=facts)
    emails.late(need)
    return need


@transaction.atomic
def take_up_again(*, need: Need, by: User) -> Need:
    """A copy to go on with; a need whose profiles were shown is withdrawn with it (decision 25)."""
    if need.state in SHOWN:
        withdraw(need=need, by=by, reason="rewritten")
    return copy(need=need, by=by)


@transaction.atomic
def expire(*, need: Need) -> Need:
    """Nobody confirmed the need in time: it ends, and the company is told how to take it up again."""
    need = locked(need)
    move(need, State.EXPIRED, by=None, reason="not_confirmed", expired_at=clock.now(), watched_at=None)
    emails.expired(need)
    need_closed.send(sender=Need, need=need, reason="expired")
    return need


@transaction.atomic
def mark_selected(*, need: Need, by: User | None) -> Need:
    """A selection has left for the company."""
    return move(need, State.SELECTED, by=by, selected_at=clock.now())


@transaction.atomic
def mark_in_talks(*, need: Need, by: User | None) -> Need:
    """Two people have said yes to meeting; also when a choice has lapsed and talks go on."""
    return move(need, State.IN_TALKS, by=by, in_talks_at=clock.now())


@transaction.atomic
def mark_filled(*, need: Need, by: User | None) -> Need:
    """The last yes was said: a mission exists."""
    move(need, State.FILLED, by=by, filled_at=clock.now(), watched_at=None)
    need_closed.send(sender=Need, need=need, reason="filled")
    return need
