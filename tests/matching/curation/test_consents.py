"""The CTO in place refuses a reinforcement: the need is closed, or given back with a word, and the row is settled."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from fractional import clock
from fractional.history.models import Event
from fractional.outbox.models import Row
from matching.curation.queue import waiting
from missions.needs.actions import consent, end_silence
from missions.needs.models import Consent, Need
from tests import factories
from tests.conftest import logged_in
from tests.matching.curation.test_undo import MONDAY, ten_seconds_later
from tests.missions.needs.test_emails import leaving

pytestmark = pytest.mark.django_db

WORDS = "Votre CTO craint pour son rôle. Voyez-vous d’abord à deux."
FOLLOWS = {
    "close": ("withdrawn", "consent_refused", "need_closed", "refermé"),
    "give_back": ("asked", "", "need_asked", "précision"),
}


@pytest.fixture(autouse=True)
def monday():
    with clock.standing_at(MONDAY):
        yield


@pytest.fixture
def refused() -> Need:
    need = factories.make_need(kind="reinforcement", state=Need.State.SUBMITTED)
    asked = need.consents.create(email="en.place@exemple.example", due_on=clock.today())
    consent.refuse(consent=asked)
    need.refresh_from_db()
    return need


def rows() -> list[str]:
    return [str(row.kind.label) for row in waiting(clock.today())]


@pytest.mark.parametrize("follows", FOLLOWS)
def test_a_refusal_is_settled_by_one_act_told_to_the_company(follows: str, refused: Need):
    state, reason, kind, said = FOLLOWS[follows]
    curator = factories.make_curator(first_name="Claire")
    client, page = logged_in(curator), reverse("curation:need", args=[refused.public_id])
    act = reverse("curation:settle_consent", args=[refused.public_id])
    assert rows() == ["Accord refusé par le CTO en place"]
    assert "refuse ce renfort" in client.get(page).content.decode()
    assert client.post(act, {"settle-follows": follows}).status_code == 422
    answer = {"settle-follows": follows, "settle-words": WORDS}
    assert client.post(act, answer).status_code == 302
    assert rows() == [], "about to be done"
    ten_seconds_later()
    assert rows() == []
    refused.refresh_from_db()
    assert (refused.state, refused.withdrawn_reason, refused.owner_curator) == (state, reason, curator)
    settled = refused.consents.get()
    assert (settled.settled_by, settled.is_to_settle) == (curator, False)
    [mail] = Row.objects.filter(kind=kind)
    subject, text, html = leaving(mail)
    assert said in subject
    for part in (text, html):
        assert WORDS in part
        assert "Claire" in part
    told = Event.objects.of("need", refused.pk).filter(by_id=curator.pk).get()
    assert told.note.text == WORDS
    founder = logged_in(refused.created_by)
    shown = founder.get(reverse("needs:need", args=[refused.public_id])).content.decode()
    assert ("n’a pas donné son accord" if follows == "close" else WORDS) in shown
    assert client.post(act, answer).status_code == 409, "once"
    if follows == "give_back":
        assert end_silence(need=refused).state == "withdrawn"


def test_the_database_refuses_what_nobody_settled(refused: Need):
    for wrong in (
        {"settled_at": clock.now()},
        {"state": "lapsed", "settled_at": clock.now(), "settled_by": refused.created_by},
    ):
        with pytest.raises(IntegrityError, match="consent_settled_by_somebody"), transaction.atomic():
            Consent.objects.update(**wrong)
