import pytest
from django.test import Client

from fractional.accounts.models import User

PAGE = "/mon-compte/"
GIVEN = {"first_name": "Maël", "last_name": "Trévidic-Le Goff", "phone": "06 12 34 56 78", "language": "en"}


def test_a_person_says_how_to_be_called_and_in_which_language(log_in, mael: User):
    client = log_in(mael)
    assert client.post(PAGE, GIVEN).url == PAGE
    mael.refresh_from_db()
    assert (mael.full_name, mael.phone, mael.language) == ("Maël Trévidic-Le Goff", "0612345678", "en")
    assert client.get(PAGE)["Content-Language"] == "en"


@pytest.mark.parametrize(
    "bad",
    [
        {"language": "de"},
        {"language": ""},
        {"phone": "<script>"},
        {"phone": "1" * 5000},
        {"first_name": "x" * 81},
        {"last_name": "\x00"},
        {"first_name": "\u202eevil"},
    ],
)
def test_a_bad_answer_is_refused_keeps_what_was_typed_and_changes_nothing(log_in, mael: User, bad: dict):
    response = log_in(mael).post(PAGE, GIVEN | bad)
    assert response.status_code == 422
    assert "Trévidic-Le Goff" in response.content.decode() or "last_name" in bad
    assert response.context["user"].first_name == mael.first_name
    assert User.objects.get().last_name == "Trévidic"


def test_nobody_makes_themself_a_curator_by_a_forged_field(log_in, mael: User):
    log_in(mael).post(
        PAGE, GIVEN | {"is_curator": "on", "is_superuser": "on", "state": "active", "email": "x@example.org"}
    )
    after = User.objects.get()
    assert (after.is_curator, after.is_superuser, after.email) == (False, False, mael.email)


def test_the_page_shows_the_address_and_the_state_of_the_second_factor(log_in, mael: User):
    page = log_in(mael).get(PAGE).content.decode()
    assert mael.email in page
    assert "Activer sur un téléphone" in page


def test_the_page_costs_few_queries(log_in, mael: User, django_assert_max_num_queries):
    client: Client = log_in(mael)
    # The session, the person, one for each of the two sources of hats, their second factor.
    with django_assert_max_num_queries(5):
        client.get(PAGE)
