"""The CTO in place is asked whether they agree to a reinforcement: yes, no, or silence that ends by itself."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.history.moves import move
from missions.needs import emails
from missions.needs.actions.locks import locked
from missions.needs.models import Consent, Need

ANSWER_WITHIN = 10
REMINDED_AFTER = 5
"""Working days from the asking."""
State = Consent.State


class Refused(DomainError):
    """This person has said no already: they are not asked twice."""


def ask_for_it(*, need: Need, by: User) -> None:
    """Ask the CTO in place, unless they have agreed or are being asked. Raises Refused."""
    settled = need.cto_in_place_agreed_at or not need.cto_in_place_email
    if settled or need.kind != Need.Kind.REINFORCEMENT:
        return
    asked = Consent.objects.filter(need=need, email=need.cto_in_place_email)
    if asked.waiting().exists():
        return
    if asked.filter(state=State.REFUSED).exists():
        raise Refused(
            gettext_lazy("Cette personne n’a pas donné son accord. Changez la situation, ou l’adresse.")
        )
    due_on = workdays.add_working_days(clock.today(), ANSWER_WITHIN)
    consent = Consent.objects.create(need=need, email=need.cto_in_place_email, due_on=due_on)
    emails.consent_asked(consent, by)
    record(thing="need", thing_id=need.pk, event="consent_asked", by=by, facts={"due_on": due_on.isoformat()})


def start_again(need: Need) -> None:
    """Another address, or another kind of need: what was asked or agreed was somebody else's. Raises Conflict."""
    if need.state == Need.State.PUBLISHED:
        raise Conflict(
            gettext_lazy(
                "Un besoin publié ne change pas de CTO en place : retirez-le et reprenez-le dans une copie."
            )
        )
    need.cto_in_place_agreed_at = None
    drop(need)


def drop(need: Need) -> None:
    """Nobody waits for the answer any more; the page of the mail says so."""
    Consent.objects.filter(need=need).waiting().update(state=State.DROPPED)


@transaction.atomic
def agree(*, consent: Consent, name: str) -> Consent:
    """Their written yes, signed with their name."""
    need, consent = _held(consent)
    _answer(consent, State.AGREED, name=name)
    need.cto_in_place_agreed_at = clock.now()
    need.save(update_fields=["cto_in_place_agreed_at"])
    record(thing="need", thing_id=need.pk, event="consent_given", by=None, facts={"consent": consent.pk})
    emails.consent_given(consent)
    return consent


@transaction.atomic
def refuse(*, consent: Consent) -> Consent:
    """Their no: the company is told, and its need comes back to it."""
    need, consent = _held(consent)
    _answer(consent, State.REFUSED)
    _give_back(need, consent, event="consent_refused", by_silence=False)
    return consent


@transaction.atomic
def remind(*, consent: Consent) -> None:
    """Once, half-way."""
    _need, consent = _held(consent)
    if consent.reminded_at is None:
        consent.reminded_at = clock.now()
        consent.save(update_fields=["reminded_at"])
        emails.consent_reminder(consent)


@transaction.atomic
def lapse(*, consent: Consent) -> None:
    """Silence is no consent: the need comes back to the company, which may ask again."""
    need, consent = _held(consent)
    consent.state = State.LAPSED
    consent.save(update_fields=["state"])
    _give_back(need, consent, event="consent_lapsed", by_silence=True)


def reminder_on(consent: Consent) -> date:
    day = consent.asked_at.astimezone(clock.PARIS).date()
    return workdays.add_working_days(day, REMINDED_AFTER)


def _held(consent: Consent) -> tuple[Need, Consent]:
    """Both rows, locked in their order. Raises Conflict when the answer is no longer waited for."""
    need = locked(consent.need)
    consent = Consent.objects.select_for_update(no_key=True).get(pk=consent.pk)
    if not consent.is_waiting:
        raise Conflict(gettext_lazy("Cette demande n’attend plus de réponse."))
    return need, consent


def _answer(consent: Consent, state: str, **fields: Any) -> None:
    for name, value in {"state": state, "answered_at": clock.now(), **fields}.items():
        setattr(consent, name, value)
    consent.save()


def _give_back(need: Need, consent: Consent, *, event: str, by_silence: bool) -> None:
    record(thing="need", thing_id=need.pk, event=event, by=None, facts={"consent": consent.pk})
    if need.state == Need.State.SUBMITTED:
        move(
            need,
            Need.State.ASKED,
            by=None,
            reason=event,
            asked_at=clock.now(),
            asked_for=_words(need, by_silence),
        )
    emails.consent_missing(consent, by_silence=by_silence)


def _words(need: Need, by_silence: bool) -> str:
    with override(need.created_by.language):
        if by_silence:
            return _(
                "Le CTO en place n’a pas répondu. Parlez-lui-en, puis envoyez à nouveau ce besoin : nous lui écrirons."
            )
        return _(
            "Le CTO en place n’a pas donné son accord à un renfort. Changez la situation, ou retirez ce besoin."
        )
