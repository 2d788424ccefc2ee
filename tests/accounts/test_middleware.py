from django.test import Client

from fractional.accounts.models import User


def test_a_page_asks_for_log_in_and_comes_back(client: Client, db):
    assert client.get("/mon-compte/").url == "/compte/connexion/?next=/mon-compte/"
    assert client.head("/mon-compte/").url == "/compte/connexion/?next=/mon-compte/"


def test_a_form_cannot_come_back(client: Client, db):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/mon-compte/").url == "/compte/connexion/"


def test_htmx_is_told_to_leave_and_comes_back_to_its_page(client: Client, db):
    response = client.post(
        "/casquette/", headers={"hx-request": "true", "hx-current-url": "https://testserver/accueil/"}
    )
    assert response.status_code == 401
    assert response["HX-Redirect"] == "/compte/connexion/?next=/accueil/"
    assert not response.content


def test_htmx_comes_back_to_no_other_site(client: Client, db):
    for page in ("https://evil.example/", "", "//evil.example/x"):
        response = client.get("/mon-compte/", headers={"hx-request": "true", "hx-current-url": page})
        assert response["HX-Redirect"] == "/compte/connexion/"


def test_a_persons_language_wins_over_their_browsers(log_in, mael: User):
    client = log_in(mael)
    page = client.get("/mon-compte/", headers={"accept-language": "en"})
    assert page["Content-Language"] == "fr"
    User.objects.filter(pk=mael.pk).update(language="en")
    assert client.get("/mon-compte/", headers={"accept-language": "fr"})["Content-Language"] == "en"


def test_a_visitors_browser_chooses_and_no_session_is_made(client: Client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/compte/suspendu/", headers={"accept-language": "en"})
    assert page["Content-Language"] == "en"
    assert "sessionid" not in "".join(page.cookies)
