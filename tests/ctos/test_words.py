"""What a founder reads of a CTO, what a CTO reads of their file, what they are written."""

from datetime import date

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.utils import translation

from fractional.ctos import portrait, progress
from fractional.ctos.experience import said
from fractional.ctos.models import Cto
from tests.ctos.factories import a_complete_cto, a_cto, a_post, a_user, a_verified_cto

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("months", "words"),
    [(0, "0 mois"), (8, "8 mois"), (12, "1 an"), (60, "5 ans"), (143, "11 ans et 11 mois")],
)
def test_months_are_said_in_years(months, words):
    assert said(months).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("months", "band"),
    [
        (0, "moins de 2 ans"),
        (24, "2 à 5 ans"),
        (119, "5 à 10 ans"),
        (120, "10 à 15 ans"),
        (400, "plus de 15"),
    ],
)
def test_a_founder_reads_years_in_bands(months, band):
    assert band in portrait.years_band(months).replace("\u00a0", " ")


def test_the_portrait_names_nobody():
    cto = a_complete_cto(user=a_user(first_name="Xylophane", last_name="Quillebœuf"))
    posts = [a_post(cto, company_name="Zinnober SA")]
    told = str(portrait.portrait(cto, posts, TODAY))
    for secret in ("Xylophane", "Quillebœuf", "Zinnober", str(cto.floor_rate_eur), "1000", cto.user.email):
        assert secret not in told
    assert "éditeur SaaS, 30 personnes" in told


def test_places_are_told_by_region():
    assert portrait.regions(["69", "38", "75"]) == ["Auvergne-Rhône-Alpes", "Île-de-France"]


def test_the_answer_is_promised_with_its_date():
    cto = a_cto(state=Cto.State.SUBMITTED, submitted_at=portrait_time())
    notes = [stage.get("note") for stage in progress.progress(cto)]
    assert "au plus tard lundi 30 novembre 2026" in notes


def portrait_time():
    from fractional import clock

    return clock.now()


def test_each_state_has_its_progress():
    cto = a_verified_cto()
    for state in Cto.State:
        cto.state = state
        assert progress.progress(cto)


CONTEXT = {
    "due": "lundi 30 novembre 2026",
    "what": "Qui tenait le budget ?",
    "reasons": "Un premier rôle",
    "day": "lundi 24 mai 2027",
    "path": "C",
    "signed_by": "Claire",
    "action_url": "https://exemple.example/cto/",
    "site_url": "https://exemple.example",
}


@pytest.mark.parametrize("name", ["received", "verified", "asked", "oriented", "recheck", "availability"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_mail_can_be_read(name, language):
    with translation.override(language):
        subject = render_to_string(f"emails/ctos/{name}_subject.txt", CONTEXT).strip()
        text = render_to_string(f"emails/ctos/{name}.txt", CONTEXT)
        html = render_to_string(f"emails/ctos/{name}.html", CONTEXT | {"subject": subject})
    assert subject
    assert "\n" not in subject
    assert CONTEXT["action_url"] in text
    assert CONTEXT["action_url"] in html
    assert "&#" not in text
    assert mail.outbox == []
