"""A reinforcement waits for the written consent of the CTO in place: asked by mail, answered on a page (row 54)."""

from datetime import date, datetime, timedelta

import pytest

from fractional import clock
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox.models import Row
from missions.needs import actions, links
from missions.needs.actions import consent as consents
from missions.needs.forms import OF_STEP
from missions.needs.models import Consent, Need
from missions.needs.tasks import follow_consents
from tests.conftest import https_client
from tests.missions.conftest import tell

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 10, tzinfo=clock.PARIS)
ADDRESS = "cto@kelvio.example"


@pytest.fixture(autouse=True)
def on_a_monday():
    with clock.standing_at(MONDAY):
        yield


@pytest.fixture
def asked(draft, solene) -> Consent:
    need = tell(draft, solene, kind="reinforcement", cto_in_place_email=ADDRESS)
    return actions.submit(need=need, by=solene).consents.get()


def page(consent: Consent) -> str:
    return f"/besoins/accord/{links.to_consent(consent)}/"


def mails(kind: str) -> list[str]:
    return list(Row.objects.filter(kind=kind).order_by("pk").values_list("to", flat=True))


def days_later(days: int):
    return clock.standing_at(MONDAY + timedelta(days=days))


def test_who_is_in_place_is_asked_by_mail_when_the_need_is_sent(asked):
    assert (asked.state, asked.email, asked.due_on) == ("asked", ADDRESS, date(2026, 12, 7))
    assert mails("need_consent") == [ADDRESS]
    assert "/besoins/accord/" in Row.objects.get(kind="need_consent").context["action_url"]


def test_opening_the_page_changes_nothing_and_needs_no_account(asked):
    answer = https_client().get(page(asked))
    assert answer.status_code == 200
    assert "Un renfort à vos côtés" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.is_waiting


def test_a_signed_yes_lets_the_need_be_published(asked, verified, claire):
    said = https_client().post(page(asked), {"answer": "yes", "name": "Jean Prévost"})
    assert "Votre accord est noté" in said.content.decode()
    asked.refresh_from_db()
    assert (asked.state, asked.name) == ("agreed", "Jean Prévost")
    assert mails("need_consent_given") == ["solene@kelvio.example"]
    assert actions.publish(need=asked.need, by=claire).state == "published"


def test_a_yes_without_a_name_is_no_consent(asked):
    assert https_client().post(page(asked), {"answer": "yes"}).status_code == 422
    asked.refresh_from_db()
    assert asked.is_waiting


def test_a_no_gives_the_need_back_and_is_not_asked_again(asked, solene):
    https_client().post(page(asked), {"answer": "no"})
    need = Need.objects.get(pk=asked.need_id)
    assert need.state == "asked"
    assert "n’a pas donné son accord" in need.asked_for
    assert mails("need_consent_missing") == ["solene@kelvio.example"]
    with pytest.raises(actions.ConsentRefused):
        actions.submit(need=need, by=solene)
    events = set(Event.objects.of("need", need.pk).values_list("event", flat=True))
    assert {"consent_asked", "consent_refused"} <= events


def test_the_page_answers_once(asked):
    consents.refuse(consent=asked)
    assert "n’attend plus de réponse" in https_client().get(page(asked)).content.decode()
    assert https_client().post(page(asked), {"answer": "yes", "name": "Jean"}).status_code == 200
    with pytest.raises(Conflict):
        consents.agree(consent=asked, name="Jean")


def test_another_address_is_asked_anew_and_the_first_link_dies(asked, solene):
    need = actions.save_step(
        need=asked.need, by=solene, fields={"cto_in_place_email": "autre@kelvio.example"}
    )
    asked.refresh_from_db()
    assert asked.state == "dropped"
    assert need.consents.waiting().get().email == "autre@kelvio.example"


def test_a_withdrawn_need_asks_nothing_any_more(asked, solene):
    actions.withdraw(need=asked.need, by=solene, reason="other")
    asked.refresh_from_db()
    assert asked.state == "dropped"


def test_silence_is_reminded_once_and_ends_by_itself(asked, solene):
    with days_later(7):
        follow_consents()
        follow_consents()
    assert mails("need_consent") == [ADDRESS, ADDRESS]
    with days_later(14):
        follow_consents()
    asked.refresh_from_db()
    assert asked.is_waiting
    with days_later(15):
        follow_consents()
    asked.refresh_from_db()
    assert asked.state == "lapsed"
    need = Need.objects.get(pk=asked.need_id)
    assert need.state == "asked"
    assert actions.submit(need=need, by=solene).consents.waiting().exists()


def test_a_clock_that_jumps_reminds_before_it_ends(asked):
    with days_later(60):
        follow_consents()
    asked.refresh_from_db()
    assert asked.is_waiting
    assert mails("need_consent") == [ADDRESS, ADDRESS]
    with days_later(64):
        follow_consents()
    asked.refresh_from_db()
    assert asked.state == "lapsed"


def test_nobody_of_the_account_consents_for_the_cto_in_place(draft, solene):
    form = OF_STEP["place"]({"kind": "reinforcement", "cto_in_place_email": solene.email}, need=draft)
    assert "cto_in_place_email" in form.errors


def test_a_published_need_keeps_whom_it_was_agreed_with(asked, solene, verified, claire):
    consents.agree(consent=asked, name="Jean Prévost")
    need = actions.publish(need=asked.need, by=claire)
    with pytest.raises(Conflict):
        actions.save_step(need=need, by=solene, fields={"cto_in_place_email": "autre@kelvio.example"})


def test_a_forged_link_is_not_found(asked):
    assert https_client().get("/besoins/accord/nimporte:quoi/").status_code == 404
