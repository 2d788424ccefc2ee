"""Where a CTO's file stands: who may move it, from where, with what written down and written to whom."""

from datetime import date, datetime, timedelta

import pytest

from fractional import clock
from fractional.accounts.access import Forbidden
from fractional.ctos import actions, emails, tasks
from fractional.ctos.calendar.actions import set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto
from fractional.ctos.promises import answer_due_on
from fractional.ctos.signals import cto_changed
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox.models import Row
from tests.ctos.factories import a_complete_cto, a_cto, a_post, a_user, a_verified_cto

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
NOTE = {
    "role_held": "Décidait de l’architecture et des recrutements",
    "team": "Huit personnes, deux départs",
    "business": "Budget de 600 000 €",
    "first_days": "A gelé la refonte, a livré chaque semaine",
    "proof_seen": "Attestation vue, non conservée",
    "reserve": "Jamais passé de levée de fonds",
}


@pytest.fixture
def curator():
    return a_user(first_name="Claire", is_curator=True)


@pytest.fixture
def ready():
    """A file that lacks nothing, with five years of full-time CTO."""
    cto = a_complete_cto(drawn_by="role")
    a_post(cto)
    set_week(cto=cto, steps=[Step(MONDAY, [2, 3, 6, 7])], by=cto.user)
    return cto


@pytest.fixture
def sent(ready):
    return actions.submit(cto=ready, by=ready.user)


def mails(cto):
    return list(
        Row.objects.mails().filter(to=cto.user.email).order_by("id").values_list("template", flat=True)
    )


def last_event(cto):
    return Event.objects.of("cto", cto.pk).last()


def test_a_file_that_is_sent_is_answered_within_five_working_days(sent):
    assert sent.state == Cto.State.SUBMITTED
    assert answer_due_on(sent) == date(2026, 11, 30)
    assert sent.availability_confirmed_on == MONDAY
    mail = Row.objects.mails().get(to=sent.user.email)
    assert mail.template == "ctos/received"
    assert mail.context["due"] == "lundi 30 novembre 2026"


def test_a_file_that_lacks_something_is_not_sent_and_says_what():
    cto = a_cto()
    with pytest.raises(actions.Incomplete, match=r"Au moins une expérience.*Votre semaine") as refusal:
        actions.submit(cto=cto, by=cto.user)
    assert refusal.value.status == 422
    assert not Row.objects.exists()


def test_nobody_else_sends_a_file(ready):
    with pytest.raises(Forbidden):
        actions.submit(cto=ready, by=a_user())


def test_a_file_is_not_sent_twice(sent):
    with pytest.raises(Conflict):
        actions.submit(cto=sent, by=sent.user)


def test_a_verified_file_has_its_note_its_curator_and_its_mail(sent, curator):
    cto = actions.verify(cto=sent, by=curator, note=NOTE)
    cto.refresh_from_db()
    assert (cto.state, cto.verified_by, cto.owner_curator) == (Cto.State.VERIFIED, curator, curator)
    assert cto.notes.get().reserve == NOTE["reserve"]
    assert "ctos/verified" in mails(cto)
    event = last_event(cto)
    assert (event.from_state, event.to_state, event.by_id) == ("submitted", "verified", curator.pk)


def test_another_curator_may_own_the_file(sent, curator):
    paule = a_user(first_name="Paule", is_curator=True)
    assert actions.verify(cto=sent, by=curator, note=NOTE, owner=paule).owner_curator == paule


def test_only_the_team_verifies(sent):
    with pytest.raises(Forbidden):
        actions.verify(cto=sent, by=a_user(), note=NOTE)


def test_a_curator_decides_nothing_about_themself(sent):
    sent.user.is_curator = True
    sent.user.save()
    for decide in (
        lambda: actions.verify(cto=sent, by=sent.user, note=NOTE),
        lambda: actions.ask(cto=sent, by=sent.user, what="?"),
        lambda: actions.orient(cto=sent, by=sent.user, path="A", reasons="…"),
        lambda: actions.lift_gate(cto=sent, by=sent.user, reason="…"),
    ):
        with pytest.raises(Forbidden):
            decide()


def test_less_than_a_year_of_full_time_cto_is_not_verified(ready, curator):
    ready.posts.update(started_on=date(2019, 6, 1))
    sent = actions.submit(cto=ready, by=ready.user)
    with pytest.raises(actions.NotYet, match="7 mois de CTO à plein temps"):
        actions.verify(cto=sent, by=curator, note=NOTE)


def test_that_rule_may_be_lifted_for_a_written_reason(ready, curator):
    ready.posts.update(started_on=date(2019, 6, 1))
    sent = actions.submit(cto=ready, by=ready.user)
    cto = actions.verify(cto=sent, by=curator, note=NOTE, lift_gate_reason="Deux ans de direction à mi-temps")
    assert cto.gate_lifted_at
    lifted = Event.objects.of("cto", cto.pk).get(event="gate_lifted")
    assert lifted.note.text == "Deux ans de direction à mi-temps"
    assert "Deux ans" not in str(lifted.facts)


def test_an_exception_without_a_reason_is_refused(sent, curator):
    with pytest.raises(actions.NotYet, match="demande une raison"):
        actions.lift_gate(cto=sent, by=curator, reason=" ")


def test_a_file_that_was_emptied_meanwhile_is_not_verified(sent, curator):
    sent.posts.all().delete()
    actions.lift_gate(cto=sent, by=curator, reason="Parcours atypique")
    with pytest.raises(actions.Incomplete):
        actions.verify(cto=sent, by=curator, note=NOTE)


def test_a_draft_is_not_verified(ready, curator):
    with pytest.raises(Conflict, match="n’attend pas de relecture"):
        actions.verify(cto=ready, by=curator, note=NOTE)


def test_a_question_sends_the_file_back_with_its_words(sent, curator):
    cto = actions.ask(cto=sent, by=curator, what="Combien de devs en 2019 ?")
    cto.refresh_from_db()
    assert (cto.state, cto.asked_for) == (Cto.State.ASKED, "Combien de devs en 2019 ?")
    assert "Combien" not in str(list(Event.objects.values_list("facts", "reason")))
    assert Row.objects.mails().get(template="ctos/asked").context["what"] == "Combien de devs en 2019 ?"
    assert actions.submit(cto=cto, by=cto.user).state == Cto.State.SUBMITTED


def test_a_plan_has_a_date_before_which_the_file_is_not_sent_again(sent, curator):
    may = date(2027, 5, 24)
    cto = actions.orient(cto=sent, by=curator, path="C", reasons="Un premier rôle de CTO", recheck_on=may)
    assert mails(cto)[-2:] == ["ctos/oriented", "ctos/recheck"]
    with pytest.raises(actions.NotYet, match="Nous refaisons le point ensemble le 24 mai 2027"):
        actions.submit(cto=cto, by=cto.user)
    with clock.standing_at(datetime(2027, 5, 24, 9, 0, tzinfo=clock.PARIS)):
        assert actions.submit(cto=cto, by=cto.user).state == Cto.State.SUBMITTED


def test_a_plan_without_a_date_is_refused(sent, curator):
    with pytest.raises(actions.NotYet):
        actions.orient(cto=sent, by=curator, path="C", reasons="…")


def test_the_mail_of_the_plan_leaves_only_while_the_plan_stands(sent, curator):
    cto = actions.orient(cto=sent, by=curator, path="C", reasons="…", recheck_on=date(2027, 5, 24))
    row = Row.objects.get(template="ctos/recheck")
    assert row.due_at == datetime(2027, 5, 24, 9, 0, tzinfo=clock.PARIS)
    assert emails.still_oriented(row) is None
    with clock.standing_at(datetime(2027, 5, 24, 8, 0, tzinfo=clock.PARIS)):
        actions.submit(cto=cto, by=cto.user)
    assert emails.still_oriented(row) == "file_has_moved"


def test_the_path_of_the_freelance_needs_no_date(sent, curator):
    cto = actions.orient(cto=sent, by=curator, path="A", reasons="Le part-time vous attire plus que le rôle")
    assert actions.submit(cto=cto, by=cto.user).state == Cto.State.SUBMITTED


def test_a_pause_ends_by_itself_on_its_day():
    cto = a_verified_cto()
    until = MONDAY + timedelta(days=30)
    actions.pause(cto=cto, by=cto.user, until=until)
    job = Row.objects.jobs().get(kind="ctos.resume")
    assert job.due_at == datetime(2026, 12, 23, 9, 0, tzinfo=clock.PARIS)
    with clock.standing_at(job.due_at):
        tasks.end_pause(**job.args)
        tasks.end_pause(**job.args)
    cto.refresh_from_db()
    assert (cto.state, cto.paused_until) == (Cto.State.VERIFIED, None)


def test_a_pause_moved_to_another_day_is_not_ended_by_the_first():
    cto = a_verified_cto()
    cto = actions.pause(cto=cto, by=cto.user, until=MONDAY + timedelta(days=30))
    first = Row.objects.jobs().get(kind="ctos.resume")
    with clock.standing_at(datetime(2026, 12, 1, 9, 0, tzinfo=clock.PARIS)):
        cto = actions.resume(cto=cto, by=cto.user)
        actions.pause(cto=cto, by=cto.user, until=date(2027, 2, 1))
    with clock.standing_at(first.due_at):
        tasks.end_pause(**first.args)
    cto.refresh_from_db()
    assert cto.state == Cto.State.PAUSED


def test_a_pause_begins_before_its_end():
    cto = a_verified_cto()
    with pytest.raises(actions.NotYet):
        actions.pause(cto=cto, by=cto.user, until=MONDAY)


def test_a_draft_cannot_pause():
    cto = a_cto()
    with pytest.raises(Conflict):
        actions.pause(cto=cto, by=cto.user, until=MONDAY + timedelta(days=3))


@pytest.mark.parametrize("state", ["draft", "verified"])
def test_one_may_leave_from_anywhere_and_write_nothing_after(state):
    cto = a_cto() if state == "draft" else a_verified_cto()
    actions.leave(cto=cto, by=cto.user, on=MONDAY, reason="full_time")
    cto.refresh_from_db()
    assert (cto.state, cto.left_on, cto.left_reason) == (Cto.State.LEFT, MONDAY, "full_time")
    with pytest.raises(Conflict, match="clos"):
        actions.save_rates(cto=cto, by=cto.user, target_rate_eur=1000, floor_rate_eur=900)


def test_a_confirmed_week_is_asked_about_again_a_month_later():
    cto = a_verified_cto(availability_confirmed_on=MONDAY - timedelta(days=50))
    assert cto.is_stale(MONDAY)
    cto = actions.confirm_availability(cto=cto, by=cto.user)
    assert not cto.is_stale(MONDAY)
    row = Row.objects.get(template="ctos/availability")
    assert row.due_at == datetime(2026, 12, 23, 9, 0, tzinfo=clock.PARIS)
    assert emails.availability_unknown(row) is None
    with clock.standing_at(datetime(2026, 12, 20, 9, 0, tzinfo=clock.PARIS)):
        actions.confirm_availability(cto=cto, by=cto.user)
    assert emails.availability_unknown(row) == "confirmed_since"


def test_nobody_in_a_pause_is_asked_about_their_week():
    cto = a_verified_cto()
    cto = actions.confirm_availability(cto=cto, by=cto.user)
    actions.pause(cto=cto, by=cto.user, until=MONDAY + timedelta(days=60))
    assert emails.availability_unknown(Row.objects.get(template="ctos/availability")) == "not_proposed"


def test_two_clicks_the_same_day_owe_one_question():
    cto = a_verified_cto()
    actions.confirm_availability(cto=cto, by=cto.user)
    actions.confirm_availability(cto=cto, by=cto.user)
    assert Row.objects.filter(template="ctos/availability").count() == 1


def test_every_move_is_told_upwards(sent, curator):
    told = []
    cto_changed.connect(lambda cto, **_: told.append(cto.state), weak=False, dispatch_uid="listens")
    try:
        cto = actions.verify(cto=sent, by=curator, note=NOTE)
        cto = actions.pause(cto=cto, by=cto.user, until=MONDAY + timedelta(days=9))
        cto = actions.resume(cto=cto, by=cto.user)
        actions.leave(cto=cto, by=cto.user, on=MONDAY, reason="other")
    finally:
        cto_changed.disconnect(dispatch_uid="listens")
    assert told == ["verified", "paused", "verified", "left"]
