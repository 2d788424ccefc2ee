"""Asking for a human, a correction, or against an abuse: answered with a reason, by somebody, by a day (R13, R42)."""

import pytest
from django.db import IntegrityError, transaction

from fractional import clock, workdays
from fractional.accounts import actions
from fractional.accounts.access import Forbidden
from fractional.accounts.models import Contest, User
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox.models import Row
from matching.curation.actions import assign
from matching.curation.queue import waiting
from tests import factories

pytestmark = pytest.mark.django_db
PAGE, TEAM = "/mon-compte/demandes/", "/equipe/demandes/"
GIVEN = {
    "kind": "human",
    "about": "Mon dossier",
    "words": "Vous avez lu mon rôle à mi-temps. Il est à plein temps.",
}


@pytest.fixture
def asked(mael: User, claire: User) -> Contest:
    return actions.contest(user=mael, **GIVEN)


def test_a_request_has_a_day_and_the_team_is_told(log_in, mael: User, claire: User) -> None:
    assert log_in(mael).post(PAGE, GIVEN).url == PAGE
    asked = Contest.objects.get()
    assert asked.due_on == workdays.add_working_days(clock.today(), 5)
    mail = Row.objects.get(kind="contest_asked")
    assert mail.to == claire.email
    assert GIVEN["words"] not in str(mail.context)
    assert Event.objects.of("contest", asked.pk).get().reason == "human"


def test_a_request_names_who_answers_it_whoever_has_fewest_and_never_oneself(
    log_in, mael: User, claire: User
) -> None:
    paule = factories.make_curator(first_name="Paule")
    first, second = (actions.contest(user=mael, **GIVEN) for _each in range(2))
    of_the_team = actions.contest(user=claire, **GIVEN)
    assert [first.owner, second.owner, of_the_team.owner] == [claire, paule, paule]
    page = log_in(mael).get(PAGE).content.decode()
    assert "Claire, équipe Fractional, vous répond au plus tard" in page
    assert "Paule, équipe Fractional, vous répond" in page
    assign(thing="contest", thing_id=first.pk, to=paule, by=claire)
    assert "Claire, équipe" not in log_in(mael).get(PAGE).content.decode()
    actions.answer_contest(contest=first, by=paule, answer="Non.")
    first.refresh_from_db()
    assert actions.appeal_contest(contest=first, by=mael, words="Relisez.").owner == claire
    [row] = [row for row in waiting(clock.today(), claire) if row.thing_id == first.pk]
    assert row.owner == claire, "though it had been given to Paule"
    with pytest.raises(IntegrityError, match="contest_owned_by_somebody_else"), transaction.atomic():
        Contest.objects.update(owner=mael)


@pytest.mark.parametrize("bad", [{"kind": "money"}, {"about": ""}, {"words": " "}, {"words": "a\0b"}])
def test_a_bad_request_is_refused_and_keeps_what_was_typed(log_in, mael: User, bad: dict) -> None:
    response = log_in(mael).post(PAGE, GIVEN | bad)
    assert response.status_code == 422
    assert "about" in bad or GIVEN["about"] in response.content.decode()
    assert not Contest.objects.exists()


def test_five_wait_at_most(mael: User, asked: Contest) -> None:
    for _ in range(4):
        actions.contest(user=mael, **GIVEN)
    with pytest.raises(Conflict):
        actions.contest(user=mael, **GIVEN)


def test_a_curator_answers_with_a_reason_and_the_person_reads_it(
    log_in, mael: User, claire: User, asked: Contest
) -> None:
    client = log_in(claire)
    assert GIVEN["words"] in client.get(TEAM).content.decode()
    assert client.post(TEAM, {"contest": asked.public_id, "answer": ""}).status_code == 422
    assert client.post(TEAM, {"contest": asked.public_id, "answer": "Corrigé : plein temps."}).url == TEAM
    assert Row.objects.get(kind="account_contest").to == mael.email
    page = log_in(mael).get(PAGE).content.decode()
    assert "Corrigé : plein temps." in page
    assert "Je ne suis pas d’accord" in page
    assert client.post(TEAM, {"contest": asked.public_id, "answer": "Encore"}).status_code == 404


def test_an_appeal_goes_to_somebody_else_and_ends_there(
    log_in, mael: User, claire: User, asked: Contest
) -> None:
    actions.answer_contest(contest=asked, by=claire, answer="Non, et voici pourquoi.")
    paule = factories.make_curator(first_name="Paule")
    client = log_in(mael)
    assert client.post(f"{PAGE}contester/", {"contest": asked.public_id, "words": ""}).status_code == 422
    assert client.post(f"{PAGE}contester/", {"contest": asked.public_id, "words": "Relisez."}).url == PAGE
    assert not Contest.objects.for_curator(claire.pk).exists()
    asked.refresh_from_db()
    with pytest.raises(Forbidden):
        actions.answer_contest(contest=asked, by=claire, answer="Toujours non.")
    actions.answer_contest(contest=asked, by=paule, answer="Vous avez raison.")
    asked.refresh_from_db()
    assert asked.state == Contest.State.CLOSED
    with pytest.raises(Conflict):
        actions.appeal_contest(contest=asked, by=mael, words="Encore")


def test_nobody_answers_their_own_nor_reads_another_s(log_in, claire: User, asked: Contest) -> None:
    own = actions.contest(user=claire, **GIVEN)
    with pytest.raises(Forbidden):
        actions.answer_contest(contest=own, by=claire, answer="Oui")
    stranger = log_in(factories.make_user())
    assert GIVEN["words"] not in stranger.get(PAGE).content.decode()
    assert stranger.post(f"{PAGE}contester/", {"contest": asked.public_id, "words": "x"}).status_code == 404
    assert stranger.get(TEAM).status_code == 403


def test_the_database_refuses_an_answer_of_nobody(asked: Contest) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Contest.objects.filter(pk=asked.pk).update(state="answered")
