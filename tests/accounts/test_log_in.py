"""By an address and a code: no password, the same answer for an address that is known and for one that is not."""

import threading

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from fractional.accounts.models import User
from tests.accounts.conftest import code_in, open_account
from tests.conftest import https_client

LOG_IN = "/compte/connexion/"
LOG_IN_CODE = "/compte/connexion/code/"
SIGN_UP = "/compte/inscription/"
SIGN_UP_CODE = "/compte/inscription/code/"
HOME = "/accueil/"


def ask_for_code(client: Client, email: str, path: str = LOG_IN, **extra):
    field = "login" if path == LOG_IN else "email"
    return client.post(path, {field: email, **extra})


def test_a_code_by_mail_logs_in(client: Client, mael: User, mailoutbox: list):
    assert ask_for_code(client, "Mael@Example.org").url == LOG_IN_CODE
    [mail] = mailoutbox
    assert mail.to == [mael.email]
    response = client.post(LOG_IN_CODE, {"code": code_in(mail)})
    assert response.status_code == 302
    assert response.url == HOME
    assert client.get("/mon-compte/").context["user"] == mael


@pytest.mark.django_db
def test_a_sign_up_asks_for_an_address_and_confirms_it_by_a_code(client: Client, mailoutbox: list):
    assert [field.name for field in client.get(SIGN_UP).context["form"]] == ["email"]
    assert ask_for_code(client, "neuf@example.org", SIGN_UP).url == SIGN_UP_CODE
    assert client.get("/mon-compte/").status_code == 302, "not logged in before the code"
    response = client.post(SIGN_UP_CODE, {"code": code_in(mailoutbox[0])})
    assert response.url == HOME
    user = User.objects.get()
    assert user.email == "neuf@example.org"
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert client.get("/mon-compte/").context["user"] == user


@pytest.mark.django_db
def test_the_log_in_page_asks_for_an_address_and_nothing_else(client: Client):
    assert [field.name for field in client.get(LOG_IN).context["form"]] == ["login"]


def test_a_signed_up_but_unconfirmed_person_logs_in_by_a_code_which_confirms(
    client: Client, db, mailoutbox: list
):
    ask_for_code(client, "neuf@example.org", SIGN_UP)
    other = https_client()
    ask_for_code(other, "neuf@example.org")
    other.post(LOG_IN_CODE, {"code": code_in(mailoutbox[1])})
    assert other.get("/mon-compte/").status_code == 200
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize("path", [LOG_IN, SIGN_UP])
def test_known_and_unknown_addresses_get_the_same_answer(path: str, mael: User, mailoutbox: list):
    answers = []
    for email in (mael.email, "inconnu@example.org"):
        client = https_client()
        response = ask_for_code(client, email, path)
        page = client.get(response.url)
        wrong = client.post(response.url, {"code": "WRONG"})
        answers.append(
            (
                response.status_code,
                response.url,
                page.status_code,
                _text(page, email),
                wrong.status_code,
                _text(wrong, email),
            )
        )
    assert answers[0] == answers[1]
    assert [mail.to for mail in mailoutbox] == [[mael.email], ["inconnu@example.org"]], (
        "each reads the truth by mail"
    )


def _text(response, email: str) -> list[str]:
    lines = response.content.decode().replace(email, "…").splitlines()
    return [line for line in lines if "csrf" not in line.lower()]


@pytest.mark.parametrize("path", [LOG_IN, SIGN_UP])
def test_known_and_unknown_addresses_take_the_same_work(
    path: str, mael: User, mailoutbox: list, forget_limits, monkeypatch: pytest.MonkeyPatch
):
    """Work is counted, not timed: a slow hash of a password is what tells one from the other by the second."""
    hashed: list[str] = []
    hasher = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        PBKDF2PasswordHasher, "encode", lambda *args, **how: hashed.append(path) or hasher(*args, **how)
    )
    asked: list[int] = []
    for email in (mael.email, "inconnu@example.org"):
        forget_limits()
        client = https_client()
        with CaptureQueriesContext(connection) as queries:
            ask_for_code(client, email, path)
        asked.append(len(queries))
    assert abs(asked[0] - asked[1]) <= 10, "a question is a fraction of a millisecond"
    assert len(mailoutbox) == 2, "one mail each"
    assert not hashed


def test_a_suspended_person_is_answered_as_a_stranger(client: Client, mael: User, mailoutbox: list):
    User.objects.filter(pk=mael.pk).update(state="suspended", suspended_at=mael.joined_at)
    assert ask_for_code(client, mael.email).url == LOG_IN_CODE
    assert mailoutbox[0].subject == "Aucun compte à cette adresse"


def test_a_session_ends_when_its_person_is_suspended(log_in, mael: User):
    client = log_in(mael)
    assert client.get("/mon-compte/").status_code == 200
    User.objects.filter(pk=mael.pk).update(state="suspended", suspended_at=mael.joined_at)
    assert client.get("/mon-compte/").status_code == 302


def test_three_wrong_codes_end_the_attempt(client: Client, mael: User, mailoutbox: list):
    ask_for_code(client, mael.email)
    assert [client.post(LOG_IN_CODE, {"code": "WRONG"}).status_code for _ in range(3)] == [422, 422, 302]
    client.post(LOG_IN_CODE, {"code": code_in(mailoutbox[0])})
    assert client.get("/mon-compte/").status_code == 302


def test_the_fourth_code_within_a_minute_is_refused_whatever_the_address_of_the_asker(
    mael: User, mailoutbox: list
):
    answers = [
        https_client().post(
            LOG_IN,
            {"login": mael.email},
            REMOTE_ADDR=f"192.0.2.{n}",
            headers={"x-forwarded-for": f"198.51.100.{n}"},
        )
        for n in range(4)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 422]
    assert len(mailoutbox) == 3


@pytest.mark.django_db
def test_a_forged_address_of_the_asker_does_not_lift_the_limit_of_a_real_one(mailoutbox: list):
    for n in range(30):
        response = https_client().post(
            SIGN_UP, {"email": f"p{n}@example.org"}, headers={"x-forwarded-for": f"198.51.100.{n}"}
        )
    assert response.status_code == 429


def test_a_code_can_be_sent_again_twice(client: Client, mael: User, mailoutbox: list):
    ask_for_code(client, mael.email)
    for _ in range(2):
        assert client.get(LOG_IN_CODE).context["can_resend"]
        client.post(LOG_IN_CODE, {"action": "resend"})
    assert not client.get(LOG_IN_CODE).context["can_resend"]
    client.post(LOG_IN_CODE, {"code": code_in(mailoutbox[2])})
    assert client.get("/mon-compte/").status_code == 200


def test_the_key_of_the_session_changes_at_log_in(client: Client, mael: User, mailoutbox: list):
    ask_for_code(client, mael.email)
    before = client.session.session_key
    client.post(LOG_IN_CODE, {"code": code_in(mailoutbox[0])})
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "http://[",
        "javascript:alert(1)",
        "\x00//x",
        "http://testserver/mon-compte/",
    ],
)
def test_next_stays_on_this_site(client: Client, mael: User, mailoutbox: list, elsewhere: str):
    ask_for_code(client, mael.email, next=elsewhere)
    response = client.post(LOG_IN_CODE, {"code": code_in(mailoutbox[0]), "next": elsewhere})
    assert response.status_code == 302
    assert response.url == HOME


def test_next_leads_back_to_the_page_that_was_asked(client: Client, mael: User, mailoutbox: list):
    asked = client.get("/mon-compte/?x=1")
    assert asked.url == f"{LOG_IN}?next=/mon-compte/%3Fx%3D1"
    page = ask_for_code(client, mael.email, next="/mon-compte/?x=1")
    response = client.post(page.url, {"code": code_in(mailoutbox[0])})
    assert response.url == "/mon-compte/?x=1"


def test_mails_speak_their_readers_language_and_link_to_the_site_whatever_the_host_says(
    db, mailoutbox: list, settings
):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://fractional.example"
    open_account("english@example.org", language="en")
    for path, email in (
        (LOG_IN, "english@example.org"),
        (LOG_IN, "inconnu@example.org"),
        (SIGN_UP, "english@example.org"),
    ):
        https_client().post(
            path, {"login": email, "email": email}, headers={"host": "evil.example", "accept-language": "fr"}
        )
    assert len(mailoutbox) == 3
    assert "evil" not in "".join(mail.body + mail.subject for mail in mailoutbox)
    assert "https://fractional.example/compte/inscription/" in mailoutbox[1].body
    assert "https://fractional.example/compte/connexion/" in mailoutbox[2].body


@pytest.mark.django_db
def test_a_new_person_keeps_the_language_they_read_the_site_in(client: Client):
    client.post(SIGN_UP, {"email": "new@example.org"}, headers={"accept-language": "en"})
    assert User.objects.get().language == "en"


@pytest.mark.parametrize(
    "email",
    [
        "",
        "sans arobase",
        "a\x00@example.org",
        "a" * 300 + "@example.org",
        "a@example.org\r\nBcc: b@example.org",
    ],
)
@pytest.mark.parametrize("path", [LOG_IN, SIGN_UP])
def test_a_bad_address_is_refused_with_a_message(client: Client, db, path: str, email: str, mailoutbox: list):
    response = ask_for_code(client, email, path)
    assert response.status_code == 422
    assert response.context["form"].errors
    assert not mailoutbox


@pytest.mark.parametrize("code", ["", "\x00", "é", "A" * 100_000])
def test_a_bad_code_is_refused_with_a_message(client: Client, mael: User, mailoutbox: list, code: str):
    ask_for_code(client, mael.email)
    response = client.post(LOG_IN_CODE, {"code": code})
    assert response.status_code == 422


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reauthenticate",
        "account_request_login_code",
        "mfa_trust",
        "admin:password_change",
        "admin:login",
    ],
)
def test_pages_that_this_site_does_not_offer_have_no_address(name: str):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path",
    [
        "/compte/password/change/",
        "/compte/password/reset/",
        "/compte/email/",
        "/compte/3rdparty/",
        "/compte/reauthenticate/",
        "/compte/login/",
    ],
)
def test_allauths_own_addresses_answer_404(client: Client, path: str, db):
    assert client.get(path).status_code == 404


def test_pages_of_a_log_in_that_never_began_lead_to_its_beginning(client: Client, db):
    for path in (LOG_IN_CODE, SIGN_UP_CODE, "/compte/double-verification/"):
        assert client.get(path).url == LOG_IN
        assert client.post(path, {"code": "x"}).url == LOG_IN


def test_somebody_logged_in_is_led_home_from_the_doors(log_in, mael: User):
    client = log_in(mael)
    for path in (LOG_IN, SIGN_UP, LOG_IN_CODE):
        assert client.get(path).url == HOME
    assert client.get(SIGN_UP_CODE).url == "/mon-compte/"


def test_logging_out_ends_the_session_and_clears_the_browser(log_in, mael: User):
    client = log_in(mael)
    assert client.get("/compte/deconnexion/").status_code == 200, "a page that asks"
    response = client.post("/compte/deconnexion/")
    assert response.status_code == 302
    assert "storage" in response["Clear-Site-Data"]
    assert client.get("/mon-compte/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_sign_ups_in_the_same_instant_make_one_person_and_no_error():
    barrier = threading.Barrier(4)
    answers = []

    def sign_up() -> None:
        client = https_client()
        barrier.wait()
        answers.append(ask_for_code(client, "ensemble@example.org", SIGN_UP).status_code)
        connection.close()

    threads = [threading.Thread(target=sign_up) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert set(answers) <= {302, 429}
    assert User.objects.count() == 1
