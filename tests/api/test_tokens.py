"""A token is shown once, stored hashed, opens what it was given, until it expires or is revoked."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from fractional import clock
from fractional.accounts.actions import suspend
from fractional.accounts.models import User
from fractional.api import actions
from fractional.api.models import Token
from fractional.history.models import Event
from tests import factories
from tests.api.program import Program
from tests.conftest import https_client, logged_in

pytestmark = pytest.mark.django_db
PAGE = "/mon-compte/jetons/"


@pytest.fixture
def user() -> User:
    return factories.make_user()


def test_a_new_token_is_shown_once_and_stored_nowhere(user: User):
    client = logged_in(user)
    said = {"name": "Mon tableur", "scopes": ["read:missions"], "days": "90"}
    page = BeautifulSoup(client.post(PAGE, said).content, "html.parser")
    secret = page.find(id="secret")["value"]
    assert secret.startswith("frac_")
    assert len(secret) >= 48
    token = Token.objects.get()
    assert (token.name, token.scopes) == ("Mon tableur", ["read:missions"])
    assert secret not in str(Token.objects.values())
    again = client.get(PAGE).content.decode()
    assert secret not in again
    assert "Mon tableur" in again
    assert "Lire mes missions" in BeautifulSoup(again, "html.parser").aside.get_text()
    assert "read:missions" not in BeautifulSoup(again, "html.parser").aside.get_text()
    answer = https_client().get("/api/v1/token/", headers={"authorization": f"Bearer {secret}"})
    assert answer.json()["scopes"] == ["read:missions"]


def test_an_empty_form_keeps_what_was_typed(user: User):
    answer = logged_in(user).post(PAGE, {"name": "Mon tableur", "days": "90"})
    assert answer.status_code == 422
    assert "Mon tableur" in answer.content.decode()
    assert not Token.objects.exists()


def test_a_revoked_token_opens_nothing(user: User):
    program = Program(user)
    assert program.get("/api/v1/token/").status_code == 200
    logged_in(user).post(f"{PAGE}revoquer/", {"token": str(program.token.public_id)})
    answer = program.get("/api/v1/token/")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert [event.event for event in Event.objects.of("token", program.token.pk)] == ["created", "revoked"]


def test_nobody_revokes_the_token_of_another(user: User):
    program = Program(user)
    other = logged_in(factories.make_user())
    assert other.post(f"{PAGE}revoquer/", {"token": str(program.token.public_id)}).status_code == 404
    assert program.get("/api/v1/token/").status_code == 200


def test_a_token_expires_after_its_last_day(user: User):
    program = Program(user)
    last = program.token.expires_on
    now = clock.now()
    days = (last - clock.today()).days
    with clock.standing_at(now + timedelta(days=days)):
        assert program.get("/api/v1/token/").status_code == 200
    with clock.standing_at(now + timedelta(days=days + 1)):
        assert program.get("/api/v1/token/").status_code == 401


def test_the_token_of_a_suspended_person_opens_nothing(user: User):
    program = Program(user)
    suspend(user=user, by=factories.make_curator(), reason="abuse")
    assert program.get("/api/v1/token/").status_code == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer frac_inconnu", "Bearer \x00é"]
)
def test_anything_else_opens_nothing(header: str):
    headers = {"authorization": header} if header else {}
    answer = https_client().get("/api/v1/token/", headers=headers)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 401


def test_a_session_opens_nothing(user: User):
    assert logged_in(user).get("/api/v1/token/").status_code == 401


def test_a_token_does_what_it_was_given_and_no_more():
    cto = factories.make_cto()
    program = Program(cto.user, "read:profile")
    assert program.get("/api/v1/profile/").status_code == 200
    refused = program.put("/api/v1/profile/rates/", {"target_rate_eur": 1000, "floor_rate_eur": 900})
    assert refused.status_code == 403
    assert "write:profile" in refused.json()["detail"]


def test_rankings_are_for_the_team_alone(user: User):
    with pytest.raises(actions.Forbidden):
        actions.create_token(by=user, name="Curieux", scopes=["read:curation"], days=30)
    curator = factories.make_curator()
    program = Program(curator)
    need = factories.make_need()
    address = f"/api/v1/curation/needs/{need.public_id}/matches/"
    assert program.get(address).status_code == 200
    User.objects.filter(pk=curator.pk).update(is_curator=False)
    assert program.get(address).status_code == 403


def test_ten_tokens_are_enough(user: User):
    for number in range(actions.MOST):
        actions.create_token(by=user, name=str(number), scopes=["read:missions"], days=30)
    with pytest.raises(actions.TooManyTokens):
        actions.create_token(by=user, name="Un de trop", scopes=["read:missions"], days=30)


def test_its_last_use_is_noted_to_the_minute(user: User):
    program = Program(user)
    now = clock.now()
    for later in (timedelta(0), timedelta(seconds=30), timedelta(seconds=90)):
        with clock.standing_at(now + later):
            program.get("/api/v1/token/")
    program.token.refresh_from_db()
    assert program.token.last_used_at == now + timedelta(seconds=90)
    with clock.standing_at(now + timedelta(seconds=100)):
        program.get("/api/v1/token/")
    program.token.refresh_from_db()
    assert program.token.last_used_at == now + timedelta(seconds=90)


def test_a_person_may_ask_so_often(user: User, settings):
    settings.API_REQUESTS_PER_MINUTE = 3
    programs = [Program(user), Program(user)]
    answers = [programs[turn % 2].get("/api/v1/token/") for turn in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1]["Content-Type"] == "application/problem+json"
