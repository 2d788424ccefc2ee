import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.mail import EmailMessage

from fractional.accounts.models import User


def open_account(email: str, **fields: object) -> User:
    """A person whose address is confirmed, as after a sign-up."""
    user = User.objects.create_user(email, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def code_in(mail: EmailMessage) -> str:
    """The one-time code that a mail carries on a line of its own."""
    found = re.search(r"^ {4}(\S+)$", mail.body, re.MULTILINE)
    assert found, mail.body
    return found[1]


@pytest.fixture
def mael(db: None) -> User:
    return open_account("mael@example.org", first_name="Maël", last_name="Trévidic")


@pytest.fixture
def claire(db: None) -> User:
    return open_account("claire@example.org", first_name="Claire", is_curator=True)


@pytest.fixture
def forget_limits(db: None) -> Callable[[], None]:
    """Rate limits live in the cache: a test that asks more often than people do starts them anew."""
    return cache.clear
