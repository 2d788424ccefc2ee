"""Erasure: confirmed by a code, called off until its day, then nothing personal is left but what the law keeps."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock
from fractional.accounts import emails, obstacles
from fractional.accounts.models import ERASED_DOMAIN, AddressChange, Choice, Contest, Copy, Farewell, User
from fractional.accounts.models.personal import REFLECTION
from fractional.accounts.signals import person_leaves
from fractional.errors import Conflict, DomainError
from fractional.history import actions as history
from fractional.history.moves import move
from fractional.outbox.actions import forget_person, post_job


class NotYet(DomainError):
    """Something stands in the way of the erasure; the message says what."""


@transaction.atomic
def confirm_farewell(*, user: User) -> Farewell:
    """Their code was right: erase this person in a day. Raises NotYet, or Conflict when it is said already."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if sentences := obstacles.of(user):
        raise NotYet(sentences[0])
    if Farewell.objects.filter(user=user).exists():
        raise Conflict(_("L’effacement de votre compte est déjà prévu."))
    now = clock.now()
    farewell = Farewell.objects.create(user=user, confirmed_at=now, due_at=now + REFLECTION)
    history.record(thing="user", thing_id=user.pk, event="erasure_confirmed", by=user)
    post_job(
        key=f"farewell:{user.pk}:{now:%Y%m%dT%H%M%S}:erase",
        task="accounts.erase",
        args={"user_id": user.pk},
        run_after=farewell.due_at,
    )
    emails.farewell_confirmed(farewell)
    return farewell


@transaction.atomic
def call_off_farewell(*, user: User) -> None:
    """Stay after all. Said twice, it is said once."""
    gone, _rows = Farewell.objects.filter(user=user).delete()
    if gone:
        history.record(thing="user", thing_id=user.pk, event="erasure_called_off", by=user)


@transaction.atomic
def keep_farewell(*, user: User) -> bool:
    """Erase a person whose day has come. False when they called it off, or something now stands in the way."""
    due = Farewell.objects.filter(user=user, due_at__lte=clock.now()).select_for_update().first()
    if due is None or obstacles.of(user):
        return False
    erase(user=user)
    return True


@transaction.atomic
def tell_retention(*, user: User) -> None:
    """Somebody has not come for 23 months: a month is left, and one click is enough."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.retention_told_on is None:
        user.retention_told_on = clock.today()
        user.save(update_fields=["retention_told_on"])
        history.record(thing="user", thing_id=user.pk, event="retention_told", by=None)
        emails.retention(user)


@transaction.atomic
def erase(*, user: User) -> None:
    """Wipe a person everywhere and leave a tombstone, now. Done to an erased one, it wipes what is left.

    Every app ends and wipes its own on `person_leaves`; here go the mails, the log-in and the name. Notes that they
    wrote, or that were written about their account, are deleted; history keeps numbers and codes.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_curator = user.is_superuser = False
    person_leaves.send(sender=User, user=user)
    for address in AddressChange.objects.addresses_of(user):
        forget_person(address=address, words=[user.full_name, user.phone])
    _forget_log_in(user)
    history.forget_notes(thing="user", thing_id=user.pk)
    history.forget_notes_by(person_id=user.pk)
    for model in (AddressChange, Choice, Contest, Copy, Farewell):
        model.objects.filter(user=user).delete()
    tombstone: dict[str, Any] = {
        "email": f"{user.public_id}@{ERASED_DOMAIN}",
        "first_name": "",
        "last_name": "",
        "phone": "",
        "is_curator": False,
        "is_superuser": False,
        "last_login": None,
    }
    if user.state == User.State.ERASED:
        User.objects.filter(pk=user.pk).update(**tombstone)
    else:
        move(user, User.State.ERASED, by=None, erased_at=clock.now(), **tombstone)


def _forget_log_in(user: User) -> None:
    """Addresses, second factor, what the admin wrote down by name, and every open session."""
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).update(
        object_repr="", change_message=""
    )
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
