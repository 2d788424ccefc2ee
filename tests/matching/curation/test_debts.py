"""A mail that did not leave keeps its turn standing; whatever a curator does about it, the turn ends some day."""

import pytest
from django.db import transaction

from fractional import clock, workdays
from fractional.history.models import Event
from fractional.outbox.models import Channel, Row, State
from matching.curation import actions
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def unreached():
    """A proposal whose mail was refused for good: its clock stands."""
    need, cto = factories.make_need(state="selected"), factories.make_cto()
    proposal = factories.make_proposal(need=need, cto=cto, state="sent", due_on=None)
    debt = Row.objects.create(
        channel=Channel.MAIL,
        key=f"proposal:{proposal.pk}:to_cto",
        kind="proposal",
        queue="mail",
        template="proposals/proposal_to_cto",
        to=cto.user.email,
        state=State.FAILED,
        finished_at=clock.now(),
        subject_id=str(proposal.pk),
    )
    return proposal, debt


def test_a_settled_mail_lets_its_turn_run_from_today(unreached):
    proposal, debt = unreached
    curator = factories.make_curator()
    with transaction.atomic():
        actions.settle(debt=debt, by=curator)
    proposal.refresh_from_db()
    assert proposal.due_on == workdays.add_working_days(clock.today(), 5)
    assert not Row.objects.needing_attention().exists()
    assert Event.objects.of("debt", debt.pk).get().by_id == curator.pk


def test_a_second_try_is_owed_and_noted(unreached):
    proposal, debt = unreached
    curator = factories.make_curator()
    actions.try_again(debt=debt, by=curator)
    debt.refresh_from_db()
    assert debt.state == State.RETRY
    proposal.refresh_from_db()
    assert proposal.due_on is None
    assert Event.objects.of("debt", debt.pk).get().event == "tried_again"
