"""On the page of a need: whose turn it is and until when, whatever becomes of its profiles (promise 5)."""

import re

import pytest
from django.urls import reverse

from fractional import clock, workdays
from matching.proposals.actions import questions, selections
from matching.proposals.models import Proposal
from missions.needs import actions as needs
from missions.needs import turns
from missions.needs.turns import Owner
from tests import factories
from tests.conftest import logged_in
from tests.matching.proposals.stage import Stage, act, deliver, reach, show, want, working_days_later
from tests.outbox.sink import Sink

COMPANY, CTO, TEAM = Owner

# States of the three profiles shown, whose turn it is, what the company reads, working days of the turn.
SHOWN = [
    (("kept", "kept", "kept"), COMPANY, "Votre sélection est prête : demandez une rencontre.", 5),
    (("sent", "kept", "kept"), COMPANY, "2 profils attendent votre décision.", 5),
    (("seen", "passed", "kept"), COMPANY, "Un profil attend votre décision.", 5),
    (("sent", "passed", "passed"), CTO, "Le profil A a votre demande.", 5),
    (("sent", "seen", "declined"), CTO, "Les profils A et B ont votre demande.", 5),
    (("wanted", "passed", "passed"), TEAM, "Votre demande attend la semaine suivante de ce CTO.", None),
    (("countered", "sent", "passed"), COMPANY, "Le profil A vous fait une contre-proposition.", None),
    (("accepted", "passed", "passed"), COMPANY, "Rencontrez le profil A, puis dites votre choix.", 15),
    (("accepted", "accepted", "sent"), COMPANY, "Rencontrez les profils A et B, puis dites votre choix.", 15),
    (("accepted", "kept", "passed"), COMPANY, "2 profils attendent votre décision.", 5),
    (("chosen", "passed", "passed"), CTO, "son dernier accord confirme la mission.", 3),
    (("chosen", "accepted", "kept"), CTO, "son dernier accord confirme la mission.", 3),
    (("declined", "passed", "passed"), TEAM, "cherche de nouveaux profils.", 2),
    (("retracted", "expired", "withdrawn"), TEAM, "cherche de nouveaux profils.", 2),
    (("not_chosen", "lapsed", "passed"), TEAM, "cherche de nouveaux profils.", 2),
]
# The same, while the need is paused: what was asked goes on, the rest waits.
PAUSED = [
    (("kept", "kept", "kept"), COMPANY, "En pause jusqu’au"),
    (("accepted", "passed", "passed"), COMPANY, "En pause jusqu’au"),
    (("wanted", "passed", "passed"), COMPANY, "En pause jusqu’au"),
    (("declined", "passed", "passed"), COMPANY, "En pause jusqu’au"),
    (("sent", "kept", "passed"), CTO, "Le profil A a votre demande."),
    (("chosen", "passed", "passed"), CTO, "son dernier accord confirme la mission."),
]
# A need that no profile was shown for, or that has ended.
ALONE = [
    ("draft", COMPANY, "À compléter", True),
    ("assessed", COMPANY, "Notre avis est rendu", True),
    ("submitted", TEAM, "relit votre besoin.", True),
    ("asked", COMPANY, "vous demande une précision.", True),
    ("published", TEAM, "choisit vos profils.", True),
    ("paused", COMPANY, "En pause jusqu’au", False),
    ("filled", None, "", False),
    ("expired", None, "", False),
    ("withdrawn", None, "", False),
]


def test_a_question_is_the_company_s_to_answer_before_anything_else(here: Stage, sink: Sink):
    play(here, ("seen", "kept", "passed"))
    assert turns.of(here.need).on == workdays.add_working_days(clock.today(), 5)
    asked = questions.ask(proposal=here.proposals()[0], by=here.ctos[0].user, text="Qui décide du budget ?")
    turn = turns.of(here.need)
    assert (turn.owner, turn.on) == (COMPANY, asked.due_on)
    assert "Le profil A vous pose une question." in said(turn)
    questions.answer(question=asked, by=here.owner, text="La fondatrice.")
    assert "question" not in said(turns.of(here.need))


@pytest.mark.parametrize(("states", "owner", "words", "days"), SHOWN)
def test_once_profiles_are_shown_the_turn_follows_them(
    here: Stage, sink: Sink, states: tuple[str, ...], owner: Owner, words: str, days: int | None
):
    play(here, states)
    turn = turns.of(here.need)
    assert (turn.owner, words in said(turn)) == (owner, True), said(turn)
    if days:
        assert turn.on == workdays.add_working_days(clock.today(), days)
    elif owner == TEAM:
        assert turn.on == workdays.next_monday(clock.today())


@pytest.mark.parametrize(("states", "owner", "words"), PAUSED)
def test_in_a_pause_what_was_asked_goes_on_and_the_rest_waits(
    here: Stage, sink: Sink, states: tuple[str, ...], owner: Owner, words: str
):
    play(here, states)
    needs.pause(need=here.need, by=here.owner, until=workdays.add_working_days(clock.today(), 20))
    here.need.refresh_from_db()
    turn = turns.of(here.need)
    assert (turn.owner, words in said(turn)) == (owner, True), said(turn)


@pytest.mark.parametrize(("state", "owner", "words", "dated"), ALONE)
def test_before_that_and_after_it_the_need_says_it_itself(
    db: None, state: str, owner: Owner | None, words: str, dated: bool
):
    now, today = clock.now(), clock.today()
    dates = {
        "expired_at": now,
        "withdrawn_at": now,
        "withdrawn_reason": "budget",
        "filled_at": now,
        "asked_at": now,
    }
    pause = {"paused_at": now, "paused_until": today, "paused_from": "published"} if state == "paused" else {}
    need = factories.make_need(state=state, **dates, **pause)
    turn = turns.of(need)
    if owner is None:
        assert turn is None
        return
    assert (turn.owner, words in said(turn), turn.on is not None) == (owner, True, dated)


def test_a_clock_that_stands_names_no_day(here: Stage):
    """The mail that opens the turn has not left."""
    want(here, show(here)[0])
    for proposal in here.proposals()[1:]:
        act(here, proposal, "pass")
    here.need.refresh_from_db()
    assert (turns.of(here.need).owner, turns.of(here.need).on) == (CTO, None)


def test_what_a_curator_prepares_is_nobodys_turn_yet(here: Stage):
    selections.keep(need=here.need, cto=here.ctos[0], by=here.curator, note="A déjà livré.")
    assert said(turns.of(here.need)).endswith("choisit vos profils.")


def test_the_page_and_the_list_say_the_same(here: Stage, sink: Sink):
    play(here, ("chosen", "passed", "passed"))
    client = logged_in(here.owner)
    due = workdays.add_working_days(clock.today(), 3)
    page = text(client.get(reverse("needs:need", args=[here.need.public_id])))
    assert "son dernier accord confirme la mission. <b>Au plus tard" in page
    assert "attend votre décision" not in page
    listed = text(client.get(reverse("needs:list")))
    assert "son dernier accord confirme la mission." in listed
    assert f"d’ici le {due.day} " in listed
    assert "tag warn" not in listed


def test_when_nobody_is_left_the_page_promises_new_names(here: Stage, sink: Sink):
    play(here, ("declined", "passed", "passed"))
    page = text(logged_in(here.owner).get(reverse("needs:need", args=[here.need.public_id])))
    assert "de nouveaux vous sont promis au plus tard" in page


def test_a_need_that_ended_before_a_selection_promises_none(here: Stage):
    needs.withdraw(need=here.need, by=here.owner, reason="budget")
    page = text(logged_in(here.owner).get(reverse("needs:need", args=[here.need.public_id])))
    assert "votre sélection arrive" not in page


def test_names_that_were_owed_in_a_pause_are_owed_after_it(here: Stage, sink: Sink):
    """The last CTO says no while the company is away: the team's two days begin with its return."""
    proposal = reach(here, show(here)[0], "sent")
    for other in here.proposals()[1:]:
        act(here, other, "pass")
    needs.pause(need=here.need, by=here.owner, until=workdays.add_working_days(clock.today(), 20))
    act(here, proposal, "decline")
    with working_days_later(10):
        needs.resume(need=here.need, by=here.owner)
        here.need.refresh_from_db()
        turn = turns.of(here.need)
        assert (turn.owner, turn.on) == (TEAM, workdays.add_working_days(clock.today(), 2))


def play(here: Stage, states: tuple[str, ...]) -> None:
    """Show three profiles, bring each to its state, let every mail leave."""
    order = {"chosen": 1}
    shown = show(here)
    for proposal, state in sorted(zip(shown, states, strict=True), key=lambda pair: order.get(pair[1], 0)):
        reach(here, proposal, state)
    deliver()
    here.need.refresh_from_db()
    assert sorted(Proposal.objects.filter(need=here.need).values_list("state", flat=True)) == sorted(states)


def said(turn: turns.Turn | None) -> str:
    assert turn is not None
    return turn.text.replace("\u00a0", " ")


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())
