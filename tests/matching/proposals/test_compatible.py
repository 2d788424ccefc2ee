"""What fits a CTO and was not sent, the hands they raise on it, and what their own rules kept away."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fractional import clock, workdays
from fractional.errors import Conflict, DomainError
from matching.pool.actions import write_card
from matching.proposals.actions import hands, selections, turns
from matching.proposals.compatible import compatible_needs, kept_away
from matching.proposals.models import Hand, Proposal
from missions.needs import actions as needs
from missions.needs.models import Need
from tests import factories
from tests.conftest import logged_in
from tests.matching.proposals.stage import Stage, fill_the_week, mails, show, told, working_days_later

pytestmark = pytest.mark.django_db
PAGE, INBOX = "/propositions/compatibles/", "/propositions/"


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def shown_to(cto) -> list[str]:
    return [row.need.title for row in compatible_needs(cto)]


@pytest.fixture
def hand(here: Stage) -> Hand:
    cto = here.ctos[0]
    return hands.raise_hand(need=here.need, cto=cto, by=cto.user, words="Mon sujet depuis dix ans.")


class TestTheList:
    def test_holds_what_keeps_all_rules_and_was_never_a_proposal(self, here: Stage):
        cto = here.ctos[0]
        factories.make_need(title="Trop bas", ceiling_eur=450)
        factories.make_need(title="Déjà présenté", state="selected")
        sent = Need.objects.get(title="Déjà présenté")
        factories.make_proposal(need=sent, cto=cto, state="sent")
        factories.make_need(title="Un brouillon", state="draft")
        assert shown_to(cto) == [here.need.title]

    def test_names_no_company_and_shows_no_score(self, here: Stage):
        page = logged_in(here.ctos[0].user).get(PAGE).content.decode()
        assert here.need.title in page
        assert here.need.company.name not in page
        assert "/100" not in page

    def test_a_confidential_need_is_called_by_its_problem(self, here: Stage):
        secret = factories.make_need(title="Kelvio cherche en secret", confidential=True)
        client = logged_in(here.ctos[0].user)
        assert "Kelvio" not in client.get(PAGE).content.decode()
        assert "Kelvio" not in client.get(f"{PAGE}{secret.public_id}/").content.decode()

    def test_a_priority_reorders_it_and_is_the_reason_that_is_read(self, here: Stage):
        """Row 15: a motive ticked as a priority changes the order, and says why."""
        cto = here.ctos[0]
        long_one = factories.make_need(title="Longue", months=12, hands_on=2)
        coding = factories.make_need(title="Courte", months=3, hands_on=int(cto.hands_on))
        for priority, first in (("duration", long_one), ("hands_on", coding)):
            cto.priorities = [priority]
            cto.save()
            write_card(cto)
            rows = [row for row in compatible_needs(cto) if row.need in (long_one, coding)]
            assert rows[0].need == first, priority
            assert (rows[0].part.code, rows[0].is_priority) == (priority, True)
        assert "Votre priorité, la part de code" in logged_in(cto.user).get(PAGE).content.decode()
        cto.priorities = ["situation"]
        cto.save()
        write_card(cto)
        assert ": CTO dans la durée" in logged_in(cto.user).get(PAGE).content.decode(), (
            "an acronym keeps its capitals"
        )

    def test_asks_the_database_as_often_for_many_needs(self, here: Stage):
        cto = here.ctos[0]
        client = logged_in(cto.user)
        factories.make_need(ceiling_eur=450)
        queries_of(client, PAGE)
        few = queries_of(client, PAGE), queries_of(client, INBOX)
        for _ in range(6):
            factories.make_need()
            factories.make_need(ceiling_eur=450)
        assert (queries_of(client, PAGE), queries_of(client, INBOX)) == few

    def test_somebody_who_is_not_verified_reads_why_it_is_empty(self):
        page = logged_in(factories.make_cto(state="submitted").user).get(PAGE).content.decode()
        assert "une fois votre dossier vérifié" in page


class TestAHand:
    def test_uses_no_cap_and_is_promised_an_answer_in_five_working_days(self, here: Stage):
        cto = here.ctos[0]
        fill_the_week(cto)
        hand = hands.raise_hand(need=here.need, cto=cto, by=cto.user)
        assert hand.due_on == workdays.add_working_days(clock.today(), 5)
        assert not Proposal.objects.filter(need=here.need, cto=cto).exists()

    def test_is_refused_against_a_rule_or_twice(self, here: Stage, hand: Hand):
        cto = here.ctos[0]
        with pytest.raises(Conflict, match="déjà levée"):
            hands.raise_hand(need=here.need, cto=cto, by=cto.user)
        low = factories.make_need(ceiling_eur=450)
        with pytest.raises(DomainError, match="toutes vos règles"):
            hands.raise_hand(need=low, cto=cto, by=cto.user)
        assert logged_in(cto.user).get(f"{PAGE}{low.public_id}/").status_code == 404

    def test_is_answered_by_a_curator_with_a_reason(self, here: Stage, hand: Hand):
        with pytest.raises(DomainError):
            hands.answer(hand=hand, by=here.curator, answer="not_now")
        hands.answer(
            hand=hand, by=here.curator, answer="not_now", words="Une équipe plus grande est demandée."
        )
        assert told("hand_answered") == [hand.cto.user.email]
        page = logged_in(hand.cto.user).get(PAGE).content.decode()
        assert "Une équipe plus grande" in page
        with pytest.raises(Conflict, match="déjà reçu une réponse"):
            hands.raise_hand(need=here.need, cto=hand.cto, by=hand.cto.user)

    def test_is_answered_when_the_company_is_shown_the_profile(self, here: Stage, hand: Hand):
        shown, dropped = here.ctos[0], here.ctos[1]
        other = hands.raise_hand(need=here.need, cto=dropped, by=dropped.user)
        selections.keep(
            need=here.need, cto=dropped, by=here.curator, note="A déjà remis une équipe à livrer."
        )
        selections.drop(need=here.need, cto=dropped, by=here.curator, reason="other")
        assert Hand.objects.up().count() == 2
        show(here, ctos=[shown])
        hand.refresh_from_db()
        assert (hand.answer, hand.answered_by) == ("kept", here.curator)
        assert told("hand_answered") == [shown.user.email]
        assert Hand.objects.up().get() == other

    def test_our_own_silence_ends_it_and_is_said(self, here: Stage, hand: Hand):
        Need.objects.filter(pk=here.need.pk).update(owner_curator=here.curator)
        with working_days_later(4):
            turns.run()
            turns.run()
            assert told("hand_reminder") == [here.curator.email]
        with working_days_later(6):
            turns.run()
            hand.refresh_from_db()
            assert (hand.answer, hand.answered_by) == ("silence", None)
            assert told("hand_answered") == [hand.cto.user.email]
            hands.raise_hand(need=here.need, cto=hand.cto, by=hand.cto.user)

    def test_a_need_that_ends_answers_it(self, here: Stage, hand: Hand):
        needs.withdraw(need=here.need, by=here.owner, reason="budget")
        hand.refresh_from_db()
        assert hand.answer == "closed"

    def test_is_raised_and_lowered_on_the_pages(self, here: Stage):
        cto = here.ctos[0]
        client = logged_in(cto.user)
        page = reverse("proposals:raise_hand", args=[here.need.public_id])
        assert client.get(page).status_code == 200
        assert client.post(page, {"words": "Mon sujet."}).status_code == 302
        hand = Hand.objects.get()
        assert "Main levée" in client.get(PAGE).content.decode()
        lower = reverse("proposals:lower_hand", args=[hand.public_id])
        assert logged_in(here.ctos[1].user).post(lower).status_code == 404
        assert client.post(lower).status_code == 302
        assert client.post(lower).status_code == 409


class TestWhatMyRulesKeptAway:
    def test_is_counted_by_rule_since_the_first_of_the_month(self, here: Stage):
        cto = here.ctos[0]
        factories.make_need(ceiling_eur=450)
        closed = factories.make_need(ceiling_eur=450)
        needs.withdraw(need=closed, by=closed.created_by, reason="budget")
        assert kept_away(cto) == (2, {"rate": 2})
        page = logged_in(cto.user).get(INBOX).content.decode()
        assert "sous votre plancher" in page

    def test_a_floor_that_falls_keeps_nothing_away(self, here: Stage):
        cto = here.ctos[0]
        factories.make_need(ceiling_eur=cto.floor_rate_eur - 50)
        assert kept_away(cto)[0] == 1
        cto.floor_rate_eur -= 100
        cto.save()
        write_card(cto)
        assert kept_away(cto) == (0, {})

    def test_a_refused_company_is_not_counted(self, here: Stage):
        cto = here.ctos[0]
        cto.refused_companies.create(siren=here.need.company.siren)
        write_card(cto)
        assert kept_away(cto) == (0, {})
        assert shown_to(cto) == []


class TestThreeSilences:
    def silent(self, here: Stage, cto, times: int, state: str = "expired") -> None:
        for _ in range(times):
            need = factories.make_need(state="selected")
            proposal = factories.make_proposal(need=need, cto=cto, state="sent")
            if state == "expired":
                Proposal.objects.filter(pk=proposal.pk).update(
                    due_on=workdays.add_working_days(clock.today(), -1), sent_at=clock.now()
                )
                turns.run()

    def test_the_third_in_a_row_asks_once_and_nothing_happens_by_itself(self, here: Stage):
        cto = here.ctos[0]
        self.silent(here, cto, 2)
        assert mails("shall_we_pause") == []
        self.silent(here, cto, 2)
        assert told("shall_we_pause") == [cto.user.email]
        cto.refresh_from_db()
        assert cto.state == "verified"

    @pytest.mark.parametrize(("days", "state"), [("30", "paused"), ("0", "verified")])
    def test_the_page_takes_a_pause_or_none(self, here: Stage, days: str, state: str):
        cto = here.ctos[0]
        client = logged_in(cto.user)
        page = reverse("proposals:shall_we_pause")
        assert client.get(page).status_code == 200
        assert client.post(page, {}).status_code == 422
        assert client.post(page, {"days": days}).status_code == 302
        cto.refresh_from_db()
        assert cto.state == state


def test_proposals_that_wait_come_first_by_what_they_bring(here: Stage):
    cto = here.ctos[0]
    cto.weekly_cap = 3
    cto.save()
    made = [
        factories.make_proposal(need=factories.make_need(state="selected"), cto=cto, state="sent")
        for _ in range(3)
    ]
    for proposal, total in zip(made, (700, 900, 800), strict=True):
        Proposal.objects.filter(pk=proposal.pk).update(cto_total=total)
    Proposal.objects.filter(pk=made[1].pk).update(snoozed_until=workdays.add_working_days(clock.today(), 1))
    page = logged_in(cto.user).get(INBOX).content.decode()
    places = [page.index(str(made[index].public_id)) for index in (2, 0, 1)]
    assert places == sorted(places)
