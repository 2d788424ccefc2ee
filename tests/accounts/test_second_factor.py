"""Curators and superusers reach nothing without their second factor; others may have one."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from fractional.accounts.models import User
from tests.accounts.conftest import code_in, open_account

ACTIVATE = "/compte/double-verification/activer/"
CONFIRM = "/compte/double-verification/confirmer/"
SHOW = "/compte/double-verification/"


def current_code(secret: str, *, steps: int = 0) -> str:
    """What a phone shows; `steps` half-minutes off."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def activate(client: Client) -> str:
    """Scan the square and type the code; the secret that was scanned."""
    secret = client.get(ACTIVATE).context["form"].secret
    assert client.post(ACTIVATE, {"code": current_code(secret)}).status_code == 302
    cache.clear()  # a code serves once: the next step of a test would wait for the next thirty seconds
    return secret


def test_a_curator_without_a_second_factor_is_led_to_activate_one_wherever_they_go(log_in, claire: User):
    client = log_in(claire, second_factor=False)
    for path in ("/mon-compte/", "/accueil/", "/compte/double-verification/codes/"):
        assert client.get(path).url == f"{ACTIVATE}?next={path}"
    assert client.post("/mon-compte/", {"language": "en"}).url == ACTIVATE
    assert client.get(ACTIVATE).status_code == 200


def test_htmx_is_told_to_leave_for_the_activation(log_in, claire: User):
    client = log_in(claire, second_factor=False)
    response = client.get(
        "/accueil/", headers={"hx-request": "true", "hx-current-url": "https://testserver/mon-compte/?a=1"}
    )
    assert response.status_code == 401
    assert response["HX-Redirect"] == f"{ACTIVATE}?next=/mon-compte/%3Fa%3D1"


def test_activating_opens_the_pages_at_once_and_shows_recovery_codes(log_in, claire: User):
    client = log_in(claire, second_factor=False)
    activate(client)
    assert client.get("/mon-compte/").status_code == 200
    codes = client.get("/compte/double-verification/codes/")
    assert len(codes.context["unused_codes"]) == 10
    assert client.get("/compte/double-verification/codes/telecharger/").status_code == 200


def test_a_wrong_code_activates_nothing(log_in, claire: User):
    client = log_in(claire, second_factor=False)
    client.get(ACTIVATE)
    assert client.post(ACTIVATE, {"code": "000000"}).status_code == 422
    assert not Authenticator.objects.exists()


def test_the_next_log_in_asks_for_both_codes(client: Client, log_in, claire: User, mailoutbox: list):
    secret = activate(log_in(claire, second_factor=False))
    client.post("/compte/connexion/", {"login": claire.email})
    response = client.post("/compte/connexion/code/", {"code": code_in(mailoutbox[-1])})
    assert response.url == SHOW
    assert client.get("/mon-compte/").status_code == 302, "half-way is not inside"
    assert client.post(SHOW, {"code": "000000"}).status_code == 422
    assert client.post(SHOW, {"code": current_code(secret)}).url == "/accueil/"
    assert client.get("/mon-compte/").status_code == 200


@pytest.mark.parametrize(("steps", "status"), [(-1, 302), (1, 302), (-3, 422), (3, 422)])
def test_a_phone_may_be_half_a_minute_off_and_no_more(log_in, claire: User, steps: int, status: int):
    client = log_in(claire, second_factor=False)
    secret = client.get(ACTIVATE).context["form"].secret
    assert client.post(ACTIVATE, {"code": current_code(secret, steps=steps)}).status_code == status


def test_a_recovery_code_replaces_the_phone_once(client: Client, log_in, claire: User, mailoutbox: list):
    inside = log_in(claire, second_factor=False)
    activate(inside)
    [code, *_] = inside.get("/compte/double-verification/codes/").context["unused_codes"]
    answers = []
    for _ in range(2):
        client.post("/compte/deconnexion/")
        client.post("/compte/connexion/", {"login": claire.email})
        client.post("/compte/connexion/code/", {"code": code_in(mailoutbox[-1])})
        answers.append(client.post(SHOW, {"code": code}).status_code)
    assert answers == [302, 422]


def test_a_session_older_than_the_second_factor_is_asked_to_show_it(log_in, claire: User):
    old = log_in(claire, second_factor=False)
    secret = activate(log_in(claire, second_factor=False))
    assert old.get("/mon-compte/").url == f"{CONFIRM}?next=/mon-compte/"
    page = f"{CONFIRM}?next=/mon-compte/"
    assert old.get(page).status_code == 200
    assert old.post(page, {"code": current_code(secret)}).url == "/mon-compte/"
    assert old.get("/mon-compte/").status_code == 200


def test_becoming_a_curator_asks_for_it_at_the_next_page(log_in, mael: User):
    client = log_in(mael, second_factor=False)
    assert client.get("/mon-compte/").status_code == 200
    User.objects.filter(pk=mael.pk).update(is_curator=True)
    assert client.get("/mon-compte/").url.startswith(ACTIVATE)


def test_the_team_cannot_do_without_it_but_others_may(log_in, claire: User, mael: User):
    for user, left in ((claire, 2), (mael, 0)):
        client = log_in(user, second_factor=False)
        activate(client)
        assert client.get("/compte/double-verification/desactiver/").status_code == 200
        client.post("/compte/double-verification/desactiver/")
        assert Authenticator.objects.filter(user=user).count() == left


def test_sensitive_pages_ask_for_a_fresh_code(log_in, mael: User):
    activate(log_in(mael, second_factor=False))
    client = log_in(mael, second_factor=False)
    for page in ("/compte/double-verification/desactiver/", "/compte/double-verification/codes/nouveaux/"):
        assert client.get(page).url.startswith(CONFIRM)


@pytest.mark.django_db
def test_an_unconfirmed_address_gets_no_second_factor(log_in):
    user = open_account("neuf@example.org")
    EmailAddress.objects.update(verified=False)
    assert log_in(user).get(ACTIVATE).url == "/mon-compte/"


def test_guessing_is_limited(log_in, claire: User):
    client = log_in(claire, second_factor=False)
    client.get(ACTIVATE)
    errors = [str(client.post(ACTIVATE, {"code": f"{n:06}"}).context["form"].errors) for n in range(6)]
    assert re.search("Trop d’essais", errors[-1])
