"""The first account of the team, as docs/operations.md tells it: one command, then pages."""

import re
import shlex

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from fractional.accounts.models import User
from fractional.history.models import Event
from fractional.local.folders import ROOT
from tests.accounts.conftest import code_in
from tests.accounts.test_second_factor import activate

OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


@pytest.mark.django_db
def test_one_command_and_pages_make_the_first_curator(client: Client, mailoutbox: list) -> None:
    [told] = re.findall(r"manage\.py (createsuperuser .*)`", OPERATIONS)
    call_command(*shlex.split(told), verbosity=0)
    claire = User.objects.get()
    page = client.post("/compte/connexion/", {"login": claire.email})
    page = client.post(page.url, {"code": code_in(mailoutbox[0])})
    assert page.url == "/compte/inscription/code/", "the address is confirmed, once"
    page = client.post(page.url, {"code": code_in(mailoutbox[1])})
    assert page.url == "/accueil/"
    assert client.get("/accueil/").url == "/compte/double-verification/activer/?next=/accueil/"
    activate(client)
    assert client.get("/equipe/").status_code == 403
    person = reverse("admin:accounts_user_change", args=[claire.pk])
    assert "is_curator" in client.get(person).context["adminform"].form.fields
    assert client.post(person, {"is_curator": "on"}).status_code == 302
    assert client.get("/equipe/").status_code == 200
    assert Event.objects.filter(thing="user", event="curator_added", by_id=claire.pk).exists()


@pytest.mark.django_db
def test_who_lost_their_second_factor_sets_up_a_new_one(log_in) -> None:
    claire = User.objects.create_user("claire@fractional.example", is_curator=True)
    activate(log_in(claire, second_factor=False))
    [told] = re.findall(r"manage\.py (shell .*?)`", OPERATIONS)
    program, _, code = shlex.split(told)
    call_command(program, command=code, no_imports=True)
    assert (
        log_in(claire, second_factor=False)
        .get("/accueil/")
        .url.startswith("/compte/double-verification/activer/")
    )
