"""What news from below owes to rankings and open proposals."""

from datetime import timedelta
from typing import Any

from django.dispatch import receiver

from fractional import clock
from fractional.accounts.models import User
from fractional.accounts.signals import mail_stopped, person_leaves
from fractional.ctos import actions as ctos
from fractional.ctos.models import Cto
from fractional.ctos.signals import cto_changed
from matching.proposals.actions.cto import withdraw_what_no_longer_fits
from matching.proposals.actions.ends import withdraw_open
from matching.proposals.actions.farewell import forget
from matching.proposals.actions.hands import close_all as close_hands
from matching.proposals.ranking import request_ranking, request_scoring
from matching.proposals.topics import PROPOSALS
from missions.needs.models import Need
from missions.needs.signals import need_closed, need_edited, need_published

HAD_A_CARD = (Cto.State.VERIFIED, Cto.State.PAUSED, Cto.State.LEFT)
"""States of those who are, or may just have been, on a board."""
UNWANTED_FOR = timedelta(days=365)
"""How long a file is paused whose CTO wants no mail of proposals: one that nobody hears of helps nobody."""


@receiver(need_published)
@receiver(need_edited)
@receiver(need_closed)
def rank_again(need: Need, **_: Any) -> None:
    request_ranking(need)


@receiver(cto_changed)
def score_again(cto: Cto, **_: Any) -> None:
    if cto.state in HAD_A_CARD:
        request_scoring(cto)


@receiver(need_closed)
def end_open_proposals(need: Need, reason: str, **_: Any) -> None:
    withdraw_open(need=need, reason=f"need_{reason}")
    close_hands(need=need)


@receiver(cto_changed)
def end_what_no_longer_fits(cto: Cto, **_: Any) -> None:
    withdraw_what_no_longer_fits(cto=cto)


@receiver(mail_stopped)
def pause_who_wants_no_proposal(user: User, topic: str, **_: Any) -> None:
    cto = Cto.objects.verified().filter(user=user).first() if topic == PROPOSALS.key else None
    if cto:
        ctos.pause(cto=cto, by=user, until=clock.today() + UNWANTED_FOR)


@receiver(person_leaves)
def forget_their_proposals(user: User, **_: Any) -> None:
    forget(user=user)
