"""Boards and selections as curators read them: who was already shown, what was sent, what did not leave."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from fractional import clock
from fractional.ctos.actions import pause
from fractional.outbox.models import Row
from matching.curation.queue import waiting
from matching.proposals.actions import selections
from matching.proposals.frozen import freeze
from matching.proposals.models import Ranking, Selection
from missions.needs import actions as needs
from tests import factories
from tests.conftest import logged_in
from tests.matching.proposals.stage import (
    TUESDAY,
    Stage,
    profiles,
    reach,
    schedule,
    select,
    show,
    stage,
    working_days_later,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday():
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def here(tuesday: None) -> Stage:
    return stage()


@pytest.fixture
def curator(here: Stage) -> Client:
    return logged_in(here.curator)


def address(name: str, here: Stage, *cto) -> str:
    return reverse(f"curation:{name}", args=[here.need.public_id, *(person.public_id for person in cto)])


def read(client: Client, url: str) -> str:
    return words(client.get(url, follow=True))


def words(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def card(client: Client, here: Stage, person) -> BeautifulSoup:
    page = BeautifulSoup(client.get(address("board", here)).content, "html.parser")
    return page.select_one(f"#c-{person.public_id}")


def test_who_was_already_shown_is_tagged_and_cannot_be_kept_while_it_goes_on(here: Stage, curator: Client):
    newcomer = factories.make_cto()
    running, ended, _lapsed = show(here)
    reach(here, ended, "passed")
    assert "déjà présenté : dans la sélection" in card(curator, here, running.cto).get_text().replace(
        "\xa0", " "
    )
    assert "Retenir" not in card(curator, here, running.cto).get_text()
    assert "déjà présenté : non retenu" in card(curator, here, ended.cto).get_text().replace("\xa0", " ")
    assert "Retenir" in card(curator, here, ended.cto).get_text()
    assert "déjà présenté" not in card(curator, here, newcomer).get_text()


def test_a_board_says_both_scores_and_whether_names_are_still_owed(here: Stage, curator: Client):
    person = here.ctos[0]
    score = freeze(here.need, person)["cto_total"] // 10
    assert f"côté CTO {score}/100" in card(curator, here, person).get_text()
    assert "sélection promise pour" in read(curator, address("board", here))
    proposals = show(here)
    assert "sélection envoyée mardi 12 janvier 2027" in read(curator, address("board", here))
    for proposal in proposals:
        reach(here, proposal, "passed")
    assert "sélection promise pour jeudi 14 janvier 2027" in read(curator, address("board", here))


@pytest.mark.parametrize(("state", "step"), [("waiting", 1), ("running", 2)])
def test_progress_has_a_value(here: Stage, curator: Client, state: str, step: int):
    Ranking.objects.update_or_create(need=here.need, defaults={"state": state})
    page = BeautifulSoup(curator.get(address("board", here)).content, "html.parser")
    assert (page.progress["value"], page.progress["max"]) == (str(step), "3")
    assert f"Étape {step} sur 3" in page.select_one("#progress").get_text()


def test_a_sent_selection_is_found_and_read_again(here: Stage, curator: Client):
    first, second, _third = show(here)
    reach(here, first, "accepted")
    reach(here, second, "passed")
    row = read(curator, reverse("curation:sent"))
    assert here.need.title in row
    assert "dans la sélection, non retenu et mise en relation" in row
    assert "en cours" in row
    page = read(curator, address("selection", here))
    for told in ("Trois profils.", first.note, first.cto.user.full_name, "mise en relation", "coût total"):
        assert told in page
    assert (
        reverse("curation:cto", args=[first.cto.public_id])
        in curator.get(address("selection", here)).content.decode()
    )


def test_what_did_not_leave_stands_in_the_queue_of_its_curator_and_on_its_page(here: Stage, curator: Client):
    select(here)
    gone = here.proposals()[1]
    pause(cto=gone.cto, by=gone.cto.user, until=clock.today() + timedelta(days=20))
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        selections.send(selection=Selection.objects.get())
        rows = [row for row in waiting(clock.today()) if row.title == here.need.title]
        assert [(row.kind.label, row.owner) for row in rows] == [("Sélection à reprendre", here.curator)]
        assert "les règles ou les jours ont changé" in rows[0].about
        page = read(curator, address("selection", here))
        assert "Cette sélection n’est pas partie" in page
        assert page.count("ne respectait plus une règle") == 1
        assert "Trois profils." in page  # what was written for all of them is there to be changed
    with working_days_later(2):
        assert [row.late for row in waiting(clock.today()) if row.title == here.need.title] == [True]
        selections.drop(need=here.need, cto=gone.cto, by=here.curator, reason="doubt_on_file")
        schedule(here)
        assert "Cette sélection n’est pas partie" not in read(curator, address("selection", here))


def test_a_selection_held_by_a_pause_is_due_when_the_pause_ends(here: Stage):
    select(here)
    until = clock.today() + timedelta(days=20)
    needs.pause(need=here.need, by=here.owner, until=until)
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        selections.send(selection=Selection.objects.get())
    rows = [row for row in waiting(clock.today()) if row.title == here.need.title]
    assert [(row.kind.label, row.due_on, row.late) for row in rows] == [
        ("Sélection à reprendre", until, False)
    ]
    assert "besoin mis en pause" in rows[0].about


def test_nobody_is_taken_out_of_a_selection_that_leaves(here: Stage, curator: Client):
    select(here)
    answer = curator.get(address("drop", here, here.ctos[0]))
    assert answer.url == address("selection", here)
    assert "reprenez-la" in read(curator, address("selection", here))


def test_a_selection_that_changed_since_it_was_read_is_shown_again_with_the_words_typed(
    here: Stage, curator: Client
):
    for person in here.ctos:
        selections.keep(need=here.need, cto=person, by=here.curator, note="Une note.")
    before = profiles(Selection.objects.get())
    another = factories.make_cto()
    selections.keep(need=here.need, cto=another, by=factories.make_curator(), note="Une autre.")
    typed = {"words": "Trois profils qui livrent.", "files_read": "9"}
    answer = curator.post(address("selection", here), typed | {"read": before})
    assert answer.status_code == 409
    assert "a changé depuis que vous l’avez lue" in words(answer)
    assert typed["words"] in words(answer)
    assert another.user.full_name in words(answer)
    now = [box["value"] for box in BeautifulSoup(answer.content, "html.parser").select("[name=read]")]
    shown = words(curator.post(address("selection", here), typed | {"read": now, "preview": "1"}))
    assert "Ce message partira à" in shown
    assert "retient 4 profils pour votre besoin" in shown
    assert shown.count(typed["words"]) == 2
    assert Selection.objects.get().state == "draft"
    assert curator.post(address("selection", here), typed | {"read": now}).status_code == 302


def test_taken_back_too_late_it_says_so(here: Stage, curator: Client):
    show(here)
    answer = curator.post(address("take_back", here), follow=True)
    assert "déjà partie" in words(answer)


def test_a_note_on_a_profile_that_somebody_else_just_kept_is_not_lost(here: Stage, curator: Client):
    person = here.ctos[0]
    selections.keep(need=here.need, cto=person, by=factories.make_curator(), note="La première.")
    answer = curator.post(address("keep", here, person), {"note": "La seconde, écrite longuement."})
    assert answer.status_code == 409
    assert "La seconde, écrite longuement." in words(answer)
    assert "déjà dans une sélection" in words(answer)


def test_nobody_is_asked_for_a_note_that_can_only_be_refused(here: Stage, curator: Client):
    person = here.ctos[0]
    selections.keep(need=here.need, cto=person, by=here.curator, note="Une note.")
    answer = curator.get(address("keep", here, person))
    assert answer.url == address("board", here)
    assert "déjà dans une sélection" in read(curator, address("board", here))


def test_the_board_of_a_need_that_has_ended_keeps_nobody(here: Stage, curator: Client):
    needs.withdraw(need=here.need, by=here.owner, reason="budget")
    assert "Retenir" not in card(curator, here, here.ctos[0]).get_text()
    assert "plus ouvert" in read(curator, address("keep", here, here.ctos[0]))


def test_six_lines_on_a_file_that_somebody_else_just_verified_are_not_lost(here: Stage):
    cto = factories.make_cto(state="verified")
    lines = {
        name: f"Ce que je sais : {name}."
        for name in ("role_held", "team", "business", "first_days", "proof_seen", "reserve")
    }
    answer = logged_in(here.curator).post(reverse("curation:verify_cto", args=[cto.public_id]), lines)
    assert answer.status_code == 409
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("[name=role_held]")["value"] == lines["role_held"]
    assert "n’attend pas de relecture" in words(answer)


def test_a_message_that_did_not_leave_is_called_by_its_subject(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    row = Row.objects.get(key=f"proposal:{proposal.pk}:to_cto")
    Row.objects.filter(pk=row.pk).update(state="failed", finished_at=clock.now())
    assert [row.kind.label for row in waiting(clock.today()) if "souhaite vous rencontrer" in row.title] == [
        "Message non parti"
    ]
    page = read(logged_in(here.curator), reverse("curation:debt", args=[row.pk]))
    assert "Une entreprise souhaite vous rencontrer" in page


def test_the_delay_of_the_demo_is_said_to_be_its_own(here: Stage, curator: Client, monkeypatch):
    for person in here.ctos:
        selections.keep(need=here.need, cto=person, by=here.curator, note="Une note.")
    assert "Elle part dix minutes plus tard" in read(curator, address("selection", here))
    monkeypatch.setattr(selections, "CANCEL_WITHIN", timedelta(seconds=10))
    assert "c’est le délai de la démonstration" in read(curator, address("selection", here))
    schedule(here)
    assert "En démonstration, dix secondes" in read(curator, address("selection", here))
