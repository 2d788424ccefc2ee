"""What news from below owes to rankings and open proposals."""

from typing import Any

from django.dispatch import receiver

from fractional.ctos.models import Cto
from fractional.ctos.signals import cto_changed
from matching.proposals.actions.cto import withdraw_what_no_longer_fits
from matching.proposals.actions.ends import withdraw_open
from matching.proposals.ranking import request_ranking, request_scoring
from missions.needs.models import Need
from missions.needs.signals import need_closed, need_edited, need_published

HAD_A_CARD = (Cto.State.VERIFIED, Cto.State.PAUSED, Cto.State.LEFT)
"""States of those who are, or may just have been, on a board."""


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


@receiver(cto_changed)
def end_what_no_longer_fits(cto: Cto, **_: Any) -> None:
    withdraw_what_no_longer_fits(cto=cto)
