"""What a person reads, and at which pace; the one click of RFC 8058."""

import ast
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from fractional import clock
from fractional.accounts import topics
from fractional.accounts.actions import choose_pace
from fractional.accounts.mailing import next_digest, token
from fractional.accounts.models import Choice, User
from fractional.accounts.tasks import send_digests
from fractional.accounts.topics import Pace
from fractional.ctos.models import Cto
from fractional.history.models import Event
from fractional.local.catalogue import ROOT
from fractional.outbox import registry
from fractional.outbox.actions import post_mail
from fractional.outbox.delivery import send_due
from fractional.outbox.models import Row, State
from matching.proposals import emails as proposals
from tests import factories
from tests.conftest import https_client
from tests.outbox.sink import CUT, Sink

pytestmark = pytest.mark.django_db
PAGE = "/mon-compte/messages/"
MONDAY = datetime(2026, 11, 23, 15, tzinfo=clock.PARIS)
TUESDAY = datetime(2026, 11, 24, 8, tzinfo=clock.PARIS)


@pytest.fixture
def sink(settings: Any):
    sink = Sink()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture
def ended(mael: User) -> Row:
    """A mail about something that ended, waiting to leave to Maël."""
    return _post(mael, "ended", "un")


def _post(user: User, kind: str, key: str, **more: Any) -> Row:
    template = "needs/expired" if kind == "ended" else "ctos/availability"
    context = {"title": f"Besoin {key}", "action_url": "https://ici.example/"}
    with transaction.atomic():
        post_mail(key=key, to=user.email, template=template, kind=kind, context=context, **more)
    return Row.objects.get(key=key)


def _address(user: User, topic: str) -> str:
    return f"/messages/arreter/{token(str(user.public_id), topic)}/"


def _state(row: Row) -> tuple[str, str]:
    row.refresh_from_db()
    return row.state, row.error


def _as_proposed() -> dict[str, str]:
    """The page of a CTO as it stands when nothing was chosen."""
    return {topic.key: topic.default.value for topic in topics.shown_to(["cto"]) if topic.paces}


def _topic(key: str) -> topics.Topic:
    topic = topics.named(key)
    assert topic
    return topic


def _bodies(message: Any) -> list[str]:
    return [part.get_payload(decode=True).decode() for part in message.get_payload()]


def _message(sink: Sink, kind: str, user: User) -> Any:
    _post(user, kind, f"one:{kind}")
    send_due()
    return sink.messages[-1]


class TestTopics:
    def test_every_mail_that_is_written_belongs_to_one(self) -> None:
        kinds = set(_kinds_in_code())
        assert len(kinds) > 20
        assert not [kind for kind in kinds if topics.of_mail(kind) is None]

    def test_a_kind_stands_in_one_topic_only(self) -> None:
        with pytest.raises(ValueError, match="elsewhere"):
            topics.register(topics.Topic("again", "", "", kinds=("ended",)))

    def test_what_opens_a_turn_never_waits_for_a_digest(self) -> None:
        for kind in proposals.OPENS_A_TURN:
            topic = topics.of_mail(kind)
            assert topic
            assert Pace.DIGEST not in topic.paces
            assert not topic.is_pressing, "nothing follows from a mail that is told in another"


def _kinds_in_code():
    """`kind="…"` of every module of mails, and a kind per template where the name is made of it."""
    for package, prefix in (("ctos", "cto"), ("companies", "company"), ("needs", "need")):
        for path in (ROOT / "templates/emails" / package).glob("*_subject.txt"):
            yield f"{prefix}_{path.name.removesuffix('_subject.txt')}"
    for path in (
        *ROOT.glob("matching/*/emails*/**/*.py"),
        *ROOT.glob("matching/*/emails.py"),
        *ROOT.glob("fractional/accounts/actions/*.py"),
    ):
        for node in ast.walk(ast.parse(Path(path).read_text())):
            if isinstance(node, ast.keyword) and node.arg == "kind" and isinstance(node.value, ast.Constant):
                yield node.value.value


class TestThePageOfChoices:
    def test_shows_the_topics_of_ones_hats_and_says_what_always_leaves(self, log_in) -> None:
        page = log_in(factories.make_cto().user).get(PAGE).content.decode()
        assert "Les propositions" in page
        assert "Votre dossier" in page
        assert "Vos besoins" not in page
        assert 'name="file"' not in page

    def test_keeps_what_is_chosen_with_its_history(self, log_in) -> None:
        user = factories.make_cto().user
        client = log_in(user)
        given = _as_proposed() | {"reminders": "none", "ended": "digest", "availability": "none"}
        assert client.post(PAGE, given).url == PAGE
        assert Choice.objects.paces(user.pk) == {
            "reminders": "none",
            "ended": "digest",
            "availability": "none",
        }
        facts = Event.objects.of("user", user.pk).get(facts__topic="ended").facts
        assert facts == {"topic": "ended", "from": "now", "to": "digest", "how": "settings"}
        assert client.post(PAGE, given | {"ended": "now"}).url == PAGE
        assert Choice.objects.paces(user.pk)["ended"] == "now"

    @pytest.mark.parametrize("bad", [{"ended": "hourly"}, {"proposals": "digest"}, {"reminders": ""}])
    def test_refuses_a_pace_that_the_topic_has_not(self, log_in, bad: dict) -> None:
        user = factories.make_cto().user
        given = _as_proposed() | {"reminders": "none", "ended": "digest", "availability": "none"}
        assert log_in(user).post(PAGE, given | bad).status_code == 422
        assert not Choice.objects.exists()

    def test_what_always_leaves_cannot_be_forged_away(self, log_in) -> None:
        user = factories.make_cto().user
        given = {
            "proposals": "now",
            "reminders": "now",
            "ended": "now",
            "availability": "now",
            "file": "none",
        }
        log_in(user).post(PAGE, given)
        assert not Choice.objects.exists()


class TestOneClick:
    def test_the_headers_and_the_body_lead_to_the_same_address(self, mael: User, sink: Sink) -> None:
        message = _message(sink, "ended", mael)
        url = f"http://localhost:8000{_address(mael, 'ended')}"
        assert message["List-Unsubscribe"].strip() == f"<{url}>"
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        text, html = _bodies(message)
        assert url in text
        assert url in html

    def test_what_always_leaves_carries_none(self, mael: User, sink: Sink) -> None:
        message = _message(sink, "cto_verified", mael)
        assert message["List-Unsubscribe"] is None
        assert message["List-Unsubscribe-Post"] is None

    def test_a_post_without_cookies_stops_what_waits_already(
        self, mael: User, ended: Row, sink: Sink
    ) -> None:
        browser = Client(enforce_csrf_checks=True, headers={"x-forwarded-proto": "https"})
        for _ in range(3):
            answer = browser.post(_address(mael, "ended"), {"List-Unsubscribe": "One-Click"})
            assert answer.status_code == 200
            assert not answer.cookies
        assert Choice.objects.get().pace == Pace.NONE
        assert Event.objects.of("user", mael.pk).filter(event="mail_choice").count() == 1
        send_due()
        assert not sink.messages
        assert _state(ended) == (State.SUPPRESSED, "unsubscribed")

    def test_it_stops_one_topic_of_one_person(self, mael: User, claire: User, sink: Sink) -> None:
        https_client().post(_address(mael, "ended"))
        _post(mael, "reminder", "autre")
        _post(claire, "ended", "autre personne")
        send_due()
        assert sorted(message["To"] for message in sink.messages) == [claire.email, mael.email]

    def test_looking_at_the_page_changes_nothing(self, mael: User) -> None:
        for method in ("get", "head"):
            assert getattr(https_client(), method)(_address(mael, "ended")).status_code == 200
        assert not Choice.objects.exists()

    @pytest.mark.parametrize("topic", ["account", "steps", "nowhere"])
    def test_what_always_leaves_has_no_such_address(self, mael: User, topic: str) -> None:
        assert https_client().post(_address(mael, topic)).status_code == 404

    def test_an_altered_address_is_none(self, mael: User) -> None:
        address = _address(mael, "ended")
        for wrong in (address[:-3] + "/", address.replace("arreter/W", "arreter/V"), "/messages/arreter/x/"):
            assert https_client().post(wrong).status_code == 404
        assert not Choice.objects.exists()

    def test_no_more_proposals_by_mail_pauses_the_file(self) -> None:
        cto = factories.make_cto()
        https_client().post(_address(cto.user, "proposals"))
        cto.refresh_from_db()
        assert cto.state == Cto.State.PAUSED
        assert cto.paused_until == clock.today() + timedelta(days=365)


class TestDigest:
    def test_is_written_on_tuesdays_at_eight_in_paris(self) -> None:
        assert next_digest(MONDAY) == TUESDAY
        assert next_digest(TUESDAY) == TUESDAY + timedelta(days=7)
        assert next_digest(TUESDAY - timedelta(seconds=1)) == TUESDAY

    def test_tells_in_one_mail_what_waited_for_it(self, mael: User, sink: Sink) -> None:
        with clock.standing_at(MONDAY):
            choose_pace(user=mael, topic=_topic("ended"), pace=Pace.DIGEST)
            waited = [_post(mael, "ended", key) for key in ("un", "deux")]
            send_due()
            assert not sink.messages
        with clock.standing_at(TUESDAY):
            send_digests()
            send_digests()
            send_due()
        (message,) = sink.messages
        assert all("Besoin un" in body and "Besoin deux" in body for body in _bodies(message))
        assert [_state(row) for row in waited] == 2 * [(State.SUPPRESSED, "in_digest")]

    def test_with_nothing_to_say_there_is_none(self, mael: User, sink: Sink) -> None:
        choose_pace(user=mael, topic=_topic("ended"), pace=Pace.DIGEST)
        with clock.standing_at(TUESDAY):
            send_digests()
            send_due()
        assert not sink.messages

    def test_what_was_said_meanwhile_is_not_asked(self, mael: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(registry, "_checks", {"tests.no": lambda row: "answered"})
        with clock.standing_at(MONDAY):
            choose_pace(user=mael, topic=_topic("ended"), pace=Pace.DIGEST)
            row = _post(mael, "ended", "un", check="tests.no")
        with clock.standing_at(TUESDAY):
            send_digests()
        assert _state(row) == (State.SUPPRESSED, "answered")
        assert not Row.objects.filter(kind="digest").exists()

    def test_what_is_planned_for_later_stays_planned(self, mael: User) -> None:
        with clock.standing_at(MONDAY):
            choose_pace(user=mael, topic=_topic("availability"), pace=Pace.DIGEST)
            row = _post(mael, "cto_availability", "un", send_after=TUESDAY + timedelta(days=2))
        with clock.standing_at(TUESDAY):
            send_digests()
        assert _state(row) == (State.QUEUED, "")

    def test_a_digest_that_failed_swallows_nothing(self, mael: User, ended: Row, sink: Sink) -> None:
        with clock.standing_at(MONDAY):
            choose_pace(user=mael, topic=_topic("ended"), pace=Pace.DIGEST)
            Row.objects.filter(pk=ended.pk).update(due_at=MONDAY)
            send_due()
        with clock.standing_at(TUESDAY + timedelta(hours=5)):
            send_due()
        assert _state(ended) == (State.SENT, "")


class TestTheWeek:
    """Three mails that a reader could refuse, from a Monday to the next (proposals have the CTO's own cap)."""

    def test_the_fourth_waits_for_monday(self, mael: User, sink: Sink) -> None:
        with clock.standing_at(MONDAY):
            rows = [
                _post(mael, kind, kind + str(n)) for n, kind in enumerate(["ended", "cto_availability"] * 2)
            ]
            send_due()
            assert [_state(row)[0] for row in rows] == [State.SENT] * 3 + [State.QUEUED]
        with clock.standing_at(MONDAY + timedelta(days=6)):
            send_due()
            assert _state(rows[3])[0] == State.QUEUED
        with clock.standing_at(MONDAY + timedelta(days=7)):
            send_due()
            assert _state(rows[3])[0] == State.SENT

    def test_a_mail_that_may_have_left_takes_its_place_too(self, mael: User, sink: Sink) -> None:
        with clock.standing_at(MONDAY):
            sink.at_data.append(CUT)
            cut = _post(mael, "ended", "cut")
            send_due()
            assert (_state(cut)[0], len(sink.messages)) == (State.RETRY, 1)
            rows = [_post(mael, "ended", str(number)) for number in range(3)]
            send_due()
            assert [_state(row)[0] for row in rows] == [State.SENT] * 2 + [State.QUEUED]
        with clock.standing_at(MONDAY + timedelta(minutes=2)):
            sink.at_rcpt.append("550 no such person")
            send_due()
            assert _state(cut)[0] == State.FAILED
        with clock.standing_at(MONDAY + timedelta(days=2)):
            Row.objects.filter(pk=rows[2].pk).update(due_at=clock.now())
            send_due()
            assert _state(rows[2])[0] == State.QUEUED

    def test_reminders_too_many_are_told_in_one_mail_the_next_morning(
        self, mael: User, sink: Sink, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(registry, "_checks", {"tests.answered": lambda row: "answered"})
        with clock.standing_at(MONDAY):
            for number in range(3):
                _post(mael, "ended", str(number))
            send_due()
            late = [_post(mael, kind, kind) for kind in ("reminder", "mission_ending")]
            answered = _post(mael, "reminder", "answered", check="tests.answered")
            send_due()
            assert len(sink.messages) == 3
        with clock.standing_at(TUESDAY):
            send_digests()
            send_digests()
            send_due()
        message = sink.messages[3]
        assert message["Subject"] == "Ce qui attend, avec une date"
        assert [_state(row) for row in late] == 2 * [(State.SUPPRESSED, "in_digest")]
        assert _state(answered) == (State.SUPPRESSED, "answered")
        assert len(sink.messages) == 4

    def test_what_its_reader_refuses_is_not_told_either(self, mael: User, sink: Sink) -> None:
        with clock.standing_at(MONDAY):
            for number in range(3):
                _post(mael, "ended", str(number))
            send_due()
            late = _post(mael, "reminder", "late")
            send_due()
            choose_pace(user=mael, topic=_topic("reminders"), pace=Pace.NONE)
        with clock.standing_at(TUESDAY + timedelta(hours=5)):
            send_digests()
            send_due()
            assert _state(late) == (State.SUPPRESSED, "unsubscribed")
        assert len(sink.messages) == 3

    def test_what_answers_somebody_and_proposals_leave_whatever_the_week(
        self, mael: User, sink: Sink
    ) -> None:
        with clock.standing_at(MONDAY):
            for number in range(3):
                _post(mael, "ended", str(number))
            send_due()
            assert topics.of_mail("proposal").counts is False
            always = _post(mael, "cto_verified", "always")
            send_due()
            assert _state(always)[0] == State.SENT

    def test_another_reader_has_a_week_of_their_own(self, mael: User, sink: Sink) -> None:
        with clock.standing_at(MONDAY):
            for number in range(3):
                _post(mael, "ended", str(number))
            row = _post(factories.make_user(), "ended", "another")
            send_due()
            assert _state(row)[0] == State.SENT
