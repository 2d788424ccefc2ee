"""The mails of needs and companies as they leave: whole, in both languages, never escaped in plain text."""

from datetime import timedelta

import pytest
from django.utils import translation

from fractional import clock
from fractional.companies import actions as companies
from fractional.outbox import delivery
from fractional.outbox.models import Row
from missions.needs import actions
from missions.needs.models import Need
from missions.needs.tasks import expire_needs

pytestmark = pytest.mark.django_db

TITLE = "R&D : l'après-CTO"


def leaving(row: Row) -> tuple[str, str, str]:
    """Subject, plain text and page of a mail, as they are handed to the server."""
    with translation.override(row.language):
        message = delivery._message(row)
    return message.subject, message.body, message.alternatives[0].content


@pytest.fixture
def mails(submitted, kelvio, claire, solene) -> dict[str, Row]:
    """Every mail there is, by its kind."""
    Need.objects.filter(pk=submitted.pk).update(title=TITLE)
    asked = actions.ask(need=submitted, by=claire, what="Qui signe l'avenant & quand ?")
    actions.remind_later(need=asked, by=solene)
    companies.verify(company=kelvio, by=claire, register_checked_on=clock.today())
    published = actions.publish(need=actions.submit(need=asked, by=solene), by=claire)
    with clock.shifted(timedelta(days=15)):
        expire_needs()
    with clock.shifted(timedelta(days=23)):
        expire_needs()
    published.refresh_from_db()
    assert published.state == "expired"
    return {row.kind: row for row in Row.objects.filter(channel="mail")}


KINDS = {
    "company_verified": "au registre",
    "need_asked": "Qui signe l'avenant & quand ?",
    "need_later": "six mois",
    "need_published": "au plus tard",
    "need_expiring": "Un clic suffit",
    "need_expired": "copie",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_leaves_whole(mails, kind):
    row = mails[kind]
    subject, text, html = leaving(row)
    assert 0 < len(subject) <= 120
    assert KINDS[kind] in text
    assert row.context["action_url"] in text
    assert row.context["action_url"] in html
    for plain in (subject, text):
        assert "&#x27;" not in plain
        assert "&amp;" not in plain
    assert "&amp;" in html or TITLE not in html


def test_a_reminder_carries_the_link_that_one_click_answers(mails):
    assert "/besoins/confirmer/" in leaving(mails["need_expiring"])[1]


def test_a_refused_company_reads_the_reason_in_words(kelvio, claire):
    companies.refuse(company=kelvio, by=claire, reason="name_differs")
    row = Row.objects.get(kind="company_refused")
    assert all("ne correspond pas" in part for part in leaving(row)[1:])
    row.language = "en"
    assert "does not match" in leaving(row)[1]
