"""A mail owed: from its row to the server, once, whatever the server answers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.transaction import TransactionManagementError

from fractional import clock, trace
from fractional.outbox import registry
from fractional.outbox.actions import post_mail
from fractional.outbox.delivery import send_due
from fractional.outbox.models import Row, State
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
