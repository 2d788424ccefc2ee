"""Silence around a file ends by itself, the CTO's and ours, and days are confirmed without a log-in (promise 5)."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos import actions, links, tasks
from fractional.ctos.calendar.actions import set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto
from fractional.errors import Conflict
from fractional.outbox.models import Row
from tests.conftest import https_client
from tests.ctos.factories import a_complete_cto, a_post, a_user, a_verified_cto

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture
def claire():
    return a_user(first_name="Claire", is_curator=True)


@pytest.fixture
def sent() -> Cto:
    cto = a_complete_cto(drawn_by="role")
    a_post(cto)
    set_week(cto=cto, steps=[Step(MONDAY, [2, 3, 6, 7])], by=cto.user)
    return actions.submit(cto=cto, by=cto.user)


@pytest.fixture
def asked(sent, claire) -> Cto:
    return actions.ask(cto=sent, by=claire, what="Combien de devs en 2019 ?")


def follow(*days: date) -> Cto:
    for day in days:
        with clock.standing_at(datetime(day.year, day.month, day.day, 10, tzinfo=clock.PARIS)):
            tasks.follow_files()
            tasks.follow_files()
    return Cto.objects.get()


def mails(template: str) -> int:
    return Row.objects.mails().filter(template=f"ctos/{template}").count()


# --- A question without an answer -----------------------------------------------------------------------
FIRST, SECOND, LAST, OVER = date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 21), date(2026, 12, 22)


def test_a_question_is_recalled_twice_and_then_closes_the_file(asked):
    assert asked.asked_until == LAST
    assert (follow(date(2026, 11, 27)).asked_reminders, mails("asked_again")) == (0, 0)
    assert (follow(FIRST).asked_reminders, mails("asked_again")) == (1, 1)
    assert (follow(SECOND).asked_reminders, mails("asked_again")) == (2, 2)
    assert follow(LAST).state == Cto.State.ASKED
    closed = follow(OVER)
    assert (closed.state, closed.left_reason, closed.left_on) == (Cto.State.LEFT, Cto.NO_ANSWER, OVER)
    assert mails("closed") == 1


def test_nobody_is_closed_before_they_were_reminded_twice_with_days_left(asked):
    late = follow(date(2027, 2, 1))
    assert (late.state, late.asked_reminders) == (Cto.State.ASKED, 2)
    assert late.asked_until == date(2027, 2, 8)
    assert follow(date(2027, 2, 9)).state == Cto.State.LEFT


def test_an_answer_in_time_ends_the_reminders(asked):
    follow(FIRST)
    actions.submit(cto=asked, by=asked.user, answer="Huit")
    assert follow(date(2026, 12, 1)).state == Cto.State.SUBMITTED
    assert mails("asked_again") == 1


def test_a_closed_file_opens_again_where_it_stood(asked, log_in):
    follow(FIRST, SECOND, OVER)
    client = log_in(asked.user)
    page = client.get(reverse("ctos:home")).text
    assert "Rouvrir mon dossier" in page
    assert "Combien de devs en 2019" in page
    assert client.post(reverse("ctos:reopen")).status_code == 302
    opened = Cto.objects.get()
    assert (opened.state, opened.asked_for) == (Cto.State.ASKED, "Combien de devs en 2019 ?")
    assert (opened.asked_reminders, opened.left_on) == (0, None)
    assert actions.submit(cto=opened, by=asked.user).state == Cto.State.SUBMITTED


def test_only_silence_is_undone_by_a_click(sent, claire, log_in):
    actions.leave(cto=sent, by=sent.user, on=MONDAY, reason="full_time")
    with pytest.raises(Conflict):
        actions.reopen(cto=sent, by=sent.user)
    with pytest.raises(Conflict):
        actions.ask(cto=sent, by=claire, what="Et maintenant ?")
    assert "Rouvrir" not in log_in(sent.user).get(reverse("ctos:home")).text


def test_a_question_has_a_last_day(asked):
    with pytest.raises(IntegrityError, match="cto_asked_dated"), transaction.atomic():
        Cto.objects.update(asked_until=None)


# --- Ours ------------------------------------------------------------------------------------------------
def test_a_promise_that_slips_is_told_once_with_a_new_day(sent, log_in):
    assert follow(date(2026, 11, 30)).late_until is None
    late = follow(date(2026, 12, 1))
    assert late.late_until == date(2026, 12, 3)
    assert Row.objects.mails().get(template="ctos/late").context["due"] == "jeudi 3 décembre 2026"
    assert "au plus tard jeudi 3 décembre 2026" in log_in(sent.user).get(reverse("ctos:home")).text
    follow(date(2026, 12, 10))
    assert mails("late") == 1


def test_a_file_sent_again_is_promised_anew(sent, claire):
    follow(date(2026, 12, 1))
    actions.ask(cto=sent, by=claire, what="Une date ?")
    assert actions.submit(cto=sent, by=sent.user).late_until is None


# --- Days confirmed from a mail --------------------------------------------------------------------------
@pytest.fixture
def verified(claire) -> Cto:
    cto = a_verified_cto(availability_confirmed_on=date(2026, 10, 20), curator=claire)
    set_week(cto=cto, steps=[Step(MONDAY, [2, 3, 6, 7])], by=cto.user)
    return cto


def page_of(cto: Cto) -> str:
    return reverse("ctos:confirm_by_link", args=[links.to_confirm(cto)])


def test_one_click_from_the_mail_confirms_the_days_without_a_log_in(verified):
    client, page = https_client(), page_of(verified)
    assert "mardis et jeudis" in client.get(page).text
    assert client.head(page).status_code == 200
    assert Cto.objects.get().availability_confirmed_on == date(2026, 10, 20)
    assert "Votre semaine est confirmée" in client.post(page).text
    assert Cto.objects.get().availability_confirmed_on == MONDAY
    assert "déjà répondu" in client.post(page).text


def test_the_monthly_mail_leads_to_that_page(verified):
    actions.confirm_availability(cto=verified, by=verified.user)
    row = Row.objects.mails().get(template="ctos/availability")
    number, asked_of = links.read_to_confirm(row.context["action_url"].split("/")[-2])
    assert (number, asked_of) == (verified.pk, MONDAY)


def test_an_old_altered_or_foreign_link_confirms_nothing(verified):
    page = page_of(verified)
    actions.pause(cto=verified, by=verified.user, until=date(2027, 1, 4))
    assert "Oui, toujours" not in https_client().post(page).text
    for wrong in (page[:-4] + "xx/", reverse("ctos:confirm_by_link", args=["rien"])):
        assert https_client().post(wrong).status_code == 404
    User.objects.filter(pk=verified.user.pk).update(state=User.State.SUSPENDED, suspended_at=clock.now())
    assert https_client().get(page).status_code == 404
    assert Cto.objects.get().availability_confirmed_on == date(2026, 10, 20)
