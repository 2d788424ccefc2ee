import pytest
from django.test import Client

from fractional.accounts import hats
from fractional.accounts.hats import Door, Hat, Link, Registry
from fractional.accounts.models import User

SETTINGS = Link("Réglages", "accounts:settings")
HOME = Link("Accueil", "accounts:home")
CTO = Hat("cto", "CTO", home=SETTINGS, menu=(HOME, SETTINGS))
COMPANY = Hat("company:1", "Kelvio", home=Link("", "account_login"), menu=(SETTINGS,))


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.setattr(hats, "registry", Registry())
    return hats.registry


def test_one_person_may_wear_several_and_wears_the_first_until_they_choose(log_in, mael: User):
    hats.register(lambda user: [CTO])
    hats.register(lambda user: [COMPANY])
    client = log_in(mael)
    assert client.get("/accueil/").url == "/mon-compte/"
    assert client.post("/casquette/", {"hat": "company:1"}).url == "/compte/connexion/"
    assert client.get("/accueil/").url == "/compte/connexion/"
    page = client.get("/mon-compte/")
    assert [(hat["label"], hat["current"]) for hat in page.context["hats"]] == [
        ("CTO", False),
        ("Kelvio", True),
    ]


def test_a_hat_that_is_not_ones_own_does_not_exist(log_in, mael: User):
    hats.register(lambda user: [CTO])
    client = log_in(mael)
    for key in ("company:1", "", "\x00", "é" * 5000):
        assert client.post("/casquette/", {"hat": key}).status_code == 404


def test_a_chosen_hat_that_was_lost_gives_way(log_in, mael: User, registry: Registry):
    hats.register(lambda user: [CTO, COMPANY])
    client = log_in(mael)
    client.post("/casquette/", {"hat": "company:1"})
    registry.sources[:] = [lambda user: [CTO]]
    assert client.get("/accueil/").url == "/mon-compte/"


def test_without_a_hat_there_are_doors(log_in, mael: User):
    hats.register_door(Door("cto", "Je suis CTO", "Quelques jours par semaine.", "accounts:settings"))
    page = log_in(mael).get("/accueil/")
    assert page.status_code == 200
    assert "Je suis CTO" in page.content.decode()
    assert 'href="/mon-compte/"' in page.content.decode()


def test_somebody_with_one_hat_is_offered_the_other(log_in, mael: User):
    hats.register(lambda user: [COMPANY])
    for key in ("cto", "company"):
        hats.register_door(Door(key, f"porte {key}", "", "accounts:home"))
    page = log_in(mael).get("/mon-compte/").content.decode()
    assert "porte cto" in page
    assert "porte company" not in page


def test_the_menu_marks_the_line_of_the_page(log_in, mael: User):
    hats.register(lambda user: [CTO])
    page = log_in(mael).get("/mon-compte/")
    assert [line["label"] for line in page.context["menu"]] == ["Accueil", "Réglages"]
    assert [line["current"] for line in page.context["menu"]] == [False, True]


def test_an_upper_layer_adds_lines_to_the_menu_of_a_lower_one(log_in, mael: User):
    hats.register(lambda user: [COMPANY])
    hats.register_links("company", 0, Link("Besoins", "accounts:home"))
    hats.register_links("company", 1, Link("Missions", "accounts:home"))
    hats.register_links("cto", 0, Link("Propositions", "accounts:home"))
    page = log_in(mael).get("/mon-compte/")
    assert [line["label"] for line in page.context["menu"]] == ["Besoins", "Réglages", "Missions"]


def test_each_source_is_asked_once_a_page(log_in, mael: User):
    asked = []
    hats.register(lambda user: asked.append(user) or [CTO])
    log_in(mael).get("/mon-compte/")
    assert asked == [mael]


def test_visitors_cost_nothing(client: Client):
    hats.register(lambda user: pytest.fail("asked for a visitor"))
    page = client.get("/compte/suspendu/")
    assert not page.context["menu"]
    assert not page.context["hat"]
