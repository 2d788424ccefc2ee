"""The address by which a person logs in and is written to, changed by whoever reads both."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock
from fractional.accounts import emails
from fractional.accounts.models import AddressChange, User
from fractional.errors import Conflict
from fractional.history import actions as history
from fractional.outbox.actions import readdress


@transaction.atomic
def ask_new_address(*, user: User, address: str) -> None:
    """Send a link to `address`; the one asked for before is worth nothing any more.

    An address that has an account is answered in the same way: its owner alone reads the truth, by mail.
    Raises Conflict for one's own address.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    address = address.lower()
    if address == user.email:
        raise Conflict(_("C’est déjà l’adresse de votre compte."))
    AddressChange.objects.filter(user=user, confirmed_at=None).delete()
    change = AddressChange.objects.create(user=user, before=user.email, after=address)
    history.record(thing="user", thing_id=user.pk, event="address_asked", by=user)
    if User.objects.with_email(address).exists():
        emails.address_taken(change)
    else:
        emails.address_asked(change)


@transaction.atomic
def confirm_new_address(*, change: AddressChange) -> None:
    """From now on mails go there, waiting ones too, and so does the code of the log-in; the old address is told.

    Raises Conflict when the link has ended, or the address got an account meanwhile.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=change.user_id)
    waiting = AddressChange.objects.waiting().filter(pk=change.pk, before=user.email)
    if not user.is_active or not waiting.update(confirmed_at=clock.now()):
        raise Conflict(_("Ce lien n’est plus valable. Rien n’a changé : demandez-en un autre."))
    if User.objects.with_email(change.after).exists():
        raise Conflict(_("Cette adresse a déjà un compte. Rien n’a changé."))
    user.email = change.after
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    history.record(thing="user", thing_id=user.pk, event="address_changed", by=user)
    readdress(before=change.before, after=change.after)
    emails.address_changed(change)


def drop_old_changes() -> None:
    AddressChange.objects.past_keeping().delete()
