"""The link of the reminder: one click prolongs a need, and nothing but that click."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fractional import clock
from fractional.companies.models import Member
from missions.needs import links
from tests.missions.needs.test_views import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(published, solene) -> str:
    return reverse("needs:confirm_by_link", args=[links.to_confirm(published, solene)])


def test_opening_the_link_changes_nothing(db, link, published):
    from tests.conftest import https_client

    with clock.shifted(timedelta(days=15)):
        client = https_client()
        for _times in range(3):
            assert "Un clic suffit" in text(client.get(link))
        client.head(link)
    published.refresh_from_db()
    assert published.confirmed_on == clock.today()


def test_one_click_on_it_prolongs_the_need_without_a_log_in(link, published, solene):
    from fractional.history.models import Event
    from tests.conftest import https_client

    with clock.shifted(timedelta(days=15)):
        page = text(https_client().post(link))
        published.refresh_from_db()
        assert published.confirmed_on == clock.today()
        assert "reste publié" in page
        assert "déjà répondu" in text(https_client().post(link))
    assert Event.objects.of("need", published.pk).filter(event="confirmed").get().by_id == solene.pk


def test_the_link_dies_with_the_membership(link, solene):
    from tests.conftest import https_client

    Member.objects.filter(user=solene).update(left_on=clock.today())
    assert https_client().get(link).status_code == 404


def test_an_altered_link_leads_nowhere(link):
    from tests.conftest import https_client

    assert https_client().get(link[:-2] + "x/").status_code == 404
