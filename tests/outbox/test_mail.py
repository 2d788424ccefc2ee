"""A mail owed: from its row to the server, once, whatever the server answers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import send_mail
from django.db import DatabaseError, transaction
from django.db.transaction import TransactionManagementError

from fractional import clock, trace
from fractional.outbox import claims, registry, sweep
from fractional.outbox.actions import post_again, post_mail, settle
from fractional.outbox.delivery import send_due
from fractional.outbox.models import Channel, Row, State
from tests.outbox.sink import CUT, HANG_UP, Sink
from tests.outbox.threads import in_threads

pytestmark = pytest.mark.django_db
# What other connections must see, or no transaction at all.
committed = pytest.mark.django_db(transaction=True)

Post = Callable[..., Row]


def later(minutes: float) -> Any:
    return clock.shifted(timedelta(minutes=minutes))


class TestPosting:
    @committed
    def test_belongs_to_a_transaction(self) -> None:
        with pytest.raises(TransactionManagementError):
            post_mail(key="k", to="a@b.fr", template="hello", kind="hello")

    def test_needs_an_address(self, post: Post) -> None:
        with pytest.raises(ValueError, match="address"):
            post(to="")

    def test_breaks_on_what_no_row_can_hold(self, post: Post) -> None:
        with pytest.raises(DatabaseError):
            post("x" * 201)

    @committed
    def test_is_undone_with_the_change_that_owed_it(self, post: Post) -> None:
        def change_and_break() -> None:
            with transaction.atomic():
                post()
                raise RuntimeError

        with pytest.raises(RuntimeError):
            change_and_break()
        assert not Row.objects.exists()

    def test_twice_under_one_key_is_one_row(self, post: Post) -> None:
        assert post("k", to="a@b.fr").pk == post("k", to="c@d.fr").pk
        assert Row.objects.get().to == "a@b.fr"

    @committed
    def test_once_each_by_ten_at_a_time_is_one_row(self, post: Post) -> None:
        in_threads(10, lambda: post("k"))
        assert Row.objects.count() == 1

    def test_keeps_the_request_that_owed_it(self, post: Post, sink: Sink) -> None:
        with trace.following("0123456789abcdef"):
            post()
        send_due()
        assert sink.messages[0]["X-Request-ID"] == "0123456789abcdef"


class TestSending:
    def test_renders_in_the_readers_language_when_it_leaves(
        self, post: Post, sink: Sink, settings: Any
    ) -> None:
        row = post(language="fr")
        assert send_due() == 1
        (message,) = sink.messages
        text, html = message.get_payload()
        row.refresh_from_db()
        assert row.state == State.SENT
        assert row.finished_at is not None
        assert message["Message-ID"] == row.message_id
        assert message["To"] == "awa@exemple.fr"
        # Neither the subject nor the text is escaped; the HTML is.
        assert "L’Oréal d'Or" in text.get_payload(decode=True).decode()
        assert f"{settings.SITE_URL}/ici n° 3" in text.get_payload(decode=True).decode()
        assert "d&#x27;Or" in html.get_payload(decode=True).decode()

    def test_needs_no_html(self, post: Post, sink: Sink) -> None:
        post(template="bare")
        send_due()
        assert not sink.messages[0].is_multipart()

    def test_waits_for_its_hour(self, post: Post, sink: Sink) -> None:
        post(send_after=clock.now() + timedelta(days=3))
        assert send_due() == 0
        with clock.shifted(timedelta(days=3, minutes=1)):
            assert send_due() == 1

    @committed
    def test_happens_once_with_four_senders_at_a_time(self, post: Post, sink: Sink) -> None:
        for number in range(60):
            post(f"k{number}")
        in_threads(4, send_due)
        assert len(sink.ids) == len(set(sink.ids)) == 60
        assert set(Row.objects.values_list("state", flat=True)) == {State.SENT}

    def test_costs_few_queries(self, post: Post, sink: Sink, django_assert_max_num_queries: Any) -> None:
        post()
        with django_assert_max_num_queries(15):
            send_due()

    def test_of_a_broken_template_fails_at_once(self, post: Post, sink: Sink) -> None:
        row = post(template="absent")
        send_due()
        row.refresh_from_db()
        assert row.state == State.FAILED
        assert "TemplateDoesNotExist" in row.error
        assert list(Row.objects.needing_attention()) == [row]

    def test_to_an_erased_person_does_not_happen(self, post: Post, sink: Sink) -> None:
        row = post(to="5f0c@efface.invalid")
        send_due()
        row.refresh_from_db()
        assert (row.state, row.error) == (State.SUPPRESSED, "nobody")

    def test_with_a_line_break_in_its_address_fails_at_once_and_alone(self, post: Post, sink: Sink) -> None:
        bad = post("bad", to="a@b.fr\nBcc: c@d.fr")
        post("good")
        send_due()
        bad.refresh_from_db()
        assert bad.state == State.FAILED
        assert len(sink.messages) == 1


class TestServer:
    def test_out_of_reach_delays_every_mail_and_loses_none(self, post: Post, sink: Sink) -> None:
        first, second = post("k1"), post("k2")
        sink.stop()
        assert send_due() == 1  # the second need not be tried
        first.refresh_from_db()
        assert (first.state, second.state) == (State.RETRY, State.QUEUED)
        sink.start()
        with later(2):
            send_due()
        assert len(sink.messages) == 2

    def test_out_of_reach_is_called_again_every_half_minute(self, post: Post, sink: Sink) -> None:
        row = post()
        sink.stop()
        for minutes in range(7):
            with later(minutes):
                send_due()
        row.refresh_from_db()
        assert row.attempts == 7
        with later(6.51):
            assert row.due_at <= clock.now()

    def test_asking_for_patience_is_asked_again_after_1_5_15_and_60_minutes(
        self, post: Post, sink: Sink
    ) -> None:
        row = post()
        sink.at_rcpt.extend(["451 later"] * 5)
        waited = []
        with clock.standing_at(start := clock.now()):
            send_due()
        for _ in range(4):
            row.refresh_from_db()
            waited.append(round((row.due_at - start).total_seconds() / 60))
            with clock.standing_at(start := row.due_at):
                send_due()
        assert waited == [1, 5, 15, 60]
        assert not sink.messages

    def test_never_ready_is_given_up_after_24_hours(self, post: Post, sink: Sink) -> None:
        row = post()
        sink.at_rcpt.extend(["451 later"] * 2)
        send_due()
        with clock.shifted(timedelta(hours=24, minutes=1)):
            send_due()
        row.refresh_from_db()
        assert (row.state, row.error_code) == (State.FAILED, 451)

    def test_refusing_for_good_is_not_asked_again(self, post: Post, sink: Sink) -> None:
        row = post()
        sink.at_rcpt.append("550 <awa@exemple.fr> unknown")
        send_due()
        row.refresh_from_db()
        assert (row.state, row.error_code, row.error) == (State.FAILED, 550, "550 <[e-mail]> unknown")
        with later(60):
            assert send_due() == 0

    def test_refusing_one_does_not_hold_up_the_next(self, post: Post, sink: Sink) -> None:
        post("k1")
        post("k2")
        sink.at_rcpt.append("550 no")
        assert send_due() == 2
        assert len(sink.messages) == 1

    def test_refusing_an_address_three_times_flags_it(self, post: Post, sink: Sink) -> None:
        sink.at_rcpt.extend(["550 no"] * 3)
        for number in range(3):
            post(f"k{number}")
        send_due()
        offer, code = post("offer", transactional=False), post("code")
        send_due()
        offer.refresh_from_db()
        code.refresh_from_db()
        assert (offer.state, offer.error) == (State.SUPPRESSED, "address-refused")
        assert code.state == State.SENT

    def test_cut_after_the_message_is_unknown_for_a_proposal_and_tried_again_for_an_answer(
        self, post: Post, sink: Sink
    ) -> None:
        offer, code = post("offer", transactional=False), post("code")
        sink.at_data.extend([CUT])
        send_due()
        sink.at_data.extend([CUT])
        send_due()
        offer.refresh_from_db()
        code.refresh_from_db()
        assert (offer.state, code.state) == (State.UNKNOWN, State.RETRY)
        with later(2):
            send_due()
        assert sorted(sink.ids) == sorted([offer.message_id, code.message_id, code.message_id])

    def test_that_closed_an_idle_line_is_called_again(self, post: Post, sink: Sink) -> None:
        offer, other = post("offer", transactional=False), post("other", transactional=False)

        sink.at_data.append(HANG_UP)
        registry.register_after("hello", lambda row: sink.hung_up.wait(5))
        send_due()
        offer.refresh_from_db()
        other.refresh_from_db()
        assert (offer.state, other.state) == (State.SENT, State.SENT)


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
