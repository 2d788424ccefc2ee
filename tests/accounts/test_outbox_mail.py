"""The mails of the log-in are outbox rows, written with the change they belong to."""

import pytest
from django.test import Client

from fractional.accounts.models import User
from fractional.outbox.models import Row

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def outbox(settings) -> None:
    settings.EMAIL_BACKEND = "fractional.outbox.backend.OutboxBackend"


def test_a_code_is_a_row_in_its_readers_language(client: Client):
    User.objects.create_user("english@example.org", language="en")
    client.post("/compte/connexion/", {"login": "english@example.org"})
    [row] = Row.objects.mails()
    assert (row.to, row.language) == ("english@example.org", "en")


def test_a_sign_up_whose_mail_cannot_be_written_leaves_nobody_behind(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("fractional.outbox.backend._row", None)
    client.raise_request_exception = False
    assert client.post("/compte/inscription/", {"email": "neuf@example.org"}).status_code == 500
    assert not User.objects.exists()
