"""Whether an owed mail leaves at all, who hears of its end, and how long it is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import send_mail
from django.db import DatabaseError

from fractional import clock
from fractional.outbox import claims, registry, sweep
from fractional.outbox.actions import post_again, settle
from fractional.outbox.delivery import send_due
from fractional.outbox.models import Channel, Row, State
from tests.outbox.sink import Sink
from tests.outbox.threads import in_threads

pytestmark = pytest.mark.django_db
# What other connections must see, or no transaction at all.
committed = pytest.mark.django_db(transaction=True)

Post = Callable[..., Row]


def later(minutes: float) -> Any:
    return clock.shifted(timedelta(minutes=minutes))


class TestCheck:
    def test_lets_pass(self, post: Post, sink: Sink) -> None:
        registry.register_check("ok", lambda row: None)
        post(check="ok")
        send_due()
        assert len(sink.messages) == 1

    def test_suppresses_with_its_reason(self, post: Post, sink: Sink) -> None:
        registry.register_check("paused", lambda row: "paused")
        row = post(check="paused")
        send_due()
        row.refresh_from_db()
        assert (row.state, row.error, sink.messages) == (State.SUPPRESSED, "paused", [])

    def test_postpones_and_is_asked_again(self, post: Post, sink: Sink) -> None:
        monday = clock.now() + timedelta(days=4)
        answers = [monday, None]
        registry.register_check("cap", lambda row: answers.pop(0))
        row = post(check="cap")
        send_due()
        row.refresh_from_db()
        assert (row.state, row.due_at) == (State.QUEUED, monday)
        with clock.standing_at(monday):
            send_due()
        assert len(sink.messages) == 1

    def test_postponing_to_the_past_does_not_spin(self, post: Post, sink: Sink) -> None:
        registry.register_check("late", lambda row: clock.now() - timedelta(days=1))
        post(check="late")
        assert send_due() == 1

    def test_unknown_or_broken_sends_nothing(self, post: Post, sink: Sink) -> None:
        def broken(row: Row) -> None:
            raise ZeroDivisionError

        registry.register_check("broken", broken)
        for key, check in (("a", "nobody-registered-this"), ("b", "broken")):
            post(key, check=check)
        send_due()
        assert set(Row.objects.values_list("state", flat=True)) == {State.FAILED}
        assert not sink.messages

    def test_may_lock_rows(self, post: Post, sink: Sink) -> None:
        def check(row: Row) -> None:
            Row.objects.select_for_update().get(pk=row.pk)

        registry.register_check("locks", check)
        post(check="locks")
        send_due()
        assert len(sink.messages) == 1


class TestHook:
    def test_hears_of_every_end_of_its_kind(self, post: Post, sink: Sink) -> None:
        heard = []
        registry.register_after("hello", lambda row: heard.append((row.key, row.state)))
        registry.register_check("no", lambda row: "no")
        sink.at_rcpt.extend(["", "550 no"])
        post("sent")
        post("failed")
        post("suppressed", check="no")
        post("other", kind="other")
        send_due()
        assert heard == [("sent", "sent"), ("failed", "failed"), ("suppressed", "suppressed")]

    @committed
    def test_shares_the_transaction_of_the_state(self, post: Post, sink: Sink) -> None:
        seen_from_outside = []

        def hook(row: Row) -> None:
            in_threads(1, lambda: seen_from_outside.append(Row.objects.get(pk=row.pk).state))

        registry.register_after("hello", hook)
        post()
        send_due()
        assert seen_from_outside == [State.SENDING]

    def test_that_breaks_changes_nothing_about_the_mail_and_is_owed(self, post: Post, sink: Sink) -> None:
        called = []

        def hook(row: Row) -> None:
            called.append(row.pk)
            if len(called) == 1:
                raise ZeroDivisionError

        registry.register_after("hello", hook)
        row = post()
        send_due()
        row.refresh_from_db()
        assert row.state == State.SENT
        owed = Row.objects.jobs().get()
        registry.handler(owed.kind)(**owed.args)
        assert called == [row.pk, row.pk]


class TestHolding:
    @committed
    def test_ends_when_the_holders_connection_does(self, post: Post, sink: Sink) -> None:
        offer, code = post("offer", transactional=False), post("code")

        def take_and_die() -> None:
            assert claims.claim(Channel.MAIL)
            assert claims.claim(Channel.MAIL)

        in_threads(1, take_and_die)
        assert sweep.take_back() == 2
        offer.refresh_from_db()
        code.refresh_from_db()
        assert (offer.state, code.state) == (State.UNKNOWN, State.RETRY)

    def test_lasts_while_the_holder_works(self, post: Post) -> None:
        post()
        assert claims.claim(Channel.MAIL)
        assert sweep.take_back() == 0

    def test_does_not_end_when_the_demo_jumps(self, post: Post) -> None:
        post()
        assert claims.claim(Channel.MAIL)
        with clock.shifted(timedelta(days=7)):
            assert sweep.take_back() == 0

    def test_ends_with_its_lease(self, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(claims.LEASE, Channel.MAIL, timedelta(seconds=-1))
        post()
        assert claims.claim(Channel.MAIL)
        assert sweep.take_back() == 1

    def test_lost_meanwhile_says_nothing_about_the_row(self, post: Post) -> None:
        post()
        row = claims.claim(Channel.MAIL)
        assert row
        claims.release(row, State.RETRY)
        with later(1):
            again = claims.claim(Channel.MAIL)
        assert again
        assert not claims.release(row, State.SENT)
        again.refresh_from_db()
        assert again.state == State.SENDING


class TestCurators:
    def test_owe_again_what_failed(self, post: Post, sink: Sink) -> None:
        row = post()
        sink.at_rcpt.append("550 no")
        send_due()
        post_again(row)
        send_due()
        row.refresh_from_db()
        assert row.state == State.SENT

    def test_settle_what_they_have_seen(self, post: Post, sink: Sink) -> None:
        row = post()
        sink.at_rcpt.append("550 no")
        send_due()
        settle(row)
        assert not Row.objects.needing_attention().exists()


@pytest.fixture
def outbox_backend(settings: Any) -> None:
    settings.EMAIL_BACKEND = "fractional.outbox.backend.OutboxBackend"  # pytest-django sets another one


@pytest.mark.usefixtures("outbox_backend")
class TestKeeping:
    def test_ends_after_62_days(self, post: Post, sink: Sink) -> None:
        row = post()
        send_due()
        with clock.shifted(timedelta(days=61)):
            sweep.forget()
            row.refresh_from_db()
            assert row.to
        with clock.shifted(timedelta(days=63)):
            sweep.forget()
        row.refresh_from_db()
        assert (row.to, row.context, row.state) == ("", {}, State.SENT)

    def test_of_a_one_time_code_ends_with_its_sending(self, sink: Sink) -> None:
        send_mail("Votre code", "Code : ABCD-1234", None, ["awa@exemple.fr"])
        row = Row.objects.get()
        assert row.transactional
        assert "ABCD-1234" in row.text
        send_due()
        row.refresh_from_db()
        assert "ABCD-1234" in sink.messages[0].get_payload(decode=True).decode()
        assert (row.state, row.subject, row.text, row.html) == (State.SENT, "", "", "")

    def test_of_a_one_time_code_ends_with_its_failure(self, sink: Sink) -> None:
        send_mail("Votre code", "Code : ABCD-1234", None, ["awa@exemple.fr"])
        sink.at_rcpt.append("550 no")
        send_due()
        row = Row.objects.get()
        assert (row.state, row.text) == (State.FAILED, "")
        post_again(row)
        assert send_due() == 0


class TestDatabase:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"state": State.DONE},
            {"state": State.SENDING},
            {"state": State.SENT},
            {"lease_until": clock.real_now()},
            {"coalesce": True},
        ],
    )
    def test_refuses_a_state_without_what_belongs_to_it(self, post: Post, wrong: dict[str, Any]) -> None:
        row = post()
        with pytest.raises(DatabaseError):
            Row.objects.filter(pk=row.pk).update(**wrong)
