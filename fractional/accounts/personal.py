"""What accounts, mails and history hold about a person."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry

from fractional.accounts.holdings import Holding, Line
from fractional.accounts.models import AddressChange, Choice, Contest, Copy, Farewell, User
from fractional.history.models import Event
from fractional.outbox.models import Row

OPENS = "opens the account"
HOLDINGS = (
    Holding(User, "pk", {"password": OPENS}),
    Holding(AddressChange, "user"),
    Holding(Choice, "user"),
    Holding(Copy, "user", {"content": "this very copy"}),
    Holding(Farewell, "user"),
    Holding(Contest, "user", {"answered_by": "another person", "owner": "another person"}),
    Holding(EmailAddress, "user"),
    Holding(Authenticator, "user", {"data": OPENS}),
    Holding(LogEntry, "user", {"object_repr": "names what the entry is about: somebody else"}),
)
NOT_GIVEN = {EmailConfirmation: "keys of links that confirm an address; this site sends codes"}


def mails(user: User) -> Iterator[Line]:
    """What was written to this person, at their former address too, and is still kept; and what waits."""
    kept = ("kind", "state", "created_at", "finished_at", "language", "template", "context", "subject")
    yield from (
        Row.objects.mails()
        .filter(to__in=AddressChange.objects.addresses_of(user))
        .order_by("pk")
        .values(*kept)
    )


def history(user: User) -> Iterator[Line]:
    """What this person did or had done for them, with their own words; and what was done to their account."""
    events = Event.objects.by_person(user.pk) | Event.objects.of("user", user.pk)
    for event in events.select_related("note").order_by("pk"):
        own_words = event.by_id == user.pk and hasattr(event, "note")
        yield {
            "at": event.at,
            "thing": event.thing,
            "thing_id": event.thing_id,
            "event": event.event,
            "from": event.from_state,
            "to": event.to_state,
            "reason": event.reason,
            "facts": event.facts,
            "by_you": event.by_id == user.pk,
            "note": event.note.text if own_words else "",
        }
