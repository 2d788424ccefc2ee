"""A quarter of the needs have gone further: selections, proposals in every state, missions.

All of it through the product's own actions, with the clock standing at the day each thing happened.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from bench.world.days import moment
from fractional import clock
from fractional.accounts.models import User
from fractional.ctos.models import Cto
from fractional.errors import DomainError
from matching.proposals.actions import company, cto, selections
from matching.proposals.board import board
from matching.proposals.models import Proposal
from missions.needs import actions as need_actions
from missions.needs.models import Need

WEEKS = 9
"""Over which these needs were published; a CTO receives three proposals a week at most."""
KEPT = 4
PREPARED, READ, WANTED, SEEN, DECLINED, ACCEPTED, CHOSEN, CONFIRMED = range(8)
"""How far a need has gone; the last ones also hold proposals that have gone less far."""


def deal(needs: Sequence[Need], curator: User) -> None:
    """Publish these needs one after the other and take each as far as its turn says."""
    seen_before: Counter[int] = Counter()
    for number, need in enumerate(needs):
        at = moment(days_ago=7 * (WEEKS - WEEKS * number // len(needs)) - number % 5)
        with clock.standing_at(at):
            need_actions.publish(need=need, by=curator, off_target_note="Lu ensemble.")
            need.refresh_from_db()
            kept = _keep(need, curator, seen_before)
        if kept and number % 8 != PREPARED:
            _send(need, kept, at)
            _answer(need, kept, number % 8, at + timedelta(days=1))


def _keep(need: Need, curator: User, seen_before: Counter[int]) -> list[Cto]:
    """Of the first page those who were shown most often: some people do receive a lot."""
    page = sorted(board(need).rows, key=lambda row: -seen_before[row.cto.pk])[:KEPT]
    for row in page:
        selections.keep(need=need, cto=row.cto, by=curator, note="A déjà remis une équipe à livrer.")
        seen_before[row.cto.pk] += 1
    return [row.cto for row in page]


def _send(need: Need, kept: Sequence[Cto], at: datetime) -> None:
    prepared = need.selections.get()
    with clock.standing_at(at):
        selections.schedule(
            selection=prepared,
            by=prepared.curator,
            read=[str(shown) for shown in prepared.proposals.values_list("public_id", flat=True)],
            words="Des profils qui ont déjà vécu votre situation.",
            files_read=20,
            few_reason="Peu de profils ont vos jours." if len(kept) < selections.FEWEST else "",
        )
    with clock.standing_at(at + timedelta(hours=2)):
        selections.send(selection=prepared)


def _answer(need: Need, kept: Sequence[Cto], fate: int, at: datetime) -> None:
    """The first profile goes as far as it may, the second at most to a meeting, the others stay on their cards."""
    for person, goes_to in zip(kept, (fate, min(fate, ACCEPTED)), strict=False):
        proposal = need.proposals.get(cto=person)
        with (
            clock.standing_at(at),
            suppress(DomainError),
        ):  # the days may have gone to somebody else meanwhile
            _go(proposal, goes_to)


def _go(proposal: Proposal, goes_to: int) -> None:
    by, person = proposal.need.created_by, proposal.cto.user
    if goes_to >= WANTED:
        slots = [clock.now() + timedelta(days=days) for days in (6, 7, 8)]
        proposal = company.want(proposal=proposal, by=by, message="Comment reprenez-vous ?", slots=slots)
    if goes_to >= SEEN:
        proposal = cto.see(proposal=proposal, by=person)
    if goes_to == DECLINED:
        cto.decline(proposal=proposal, by=person, reason="rate")
    if goes_to >= ACCEPTED:
        proposal = cto.accept(proposal=proposal, by=person)
    if goes_to >= CHOSEN:
        proposal = _choose(proposal, by)
    if goes_to >= CONFIRMED:
        cto.confirm(proposal=proposal, by=person)


def _choose(proposal: Proposal, by: User) -> Proposal:
    first = proposal.first_start_on
    return company.choose(
        proposal=proposal,
        by=by,
        rate_eur=proposal.proposal_rate_eur,
        half_days=proposal.half_days,
        starts_on=first,
        ends_on=first + timedelta(days=30 * (proposal.need.months or 1)),
        contract="freelance",
        will_not_do=["L’astreinte de nuit"],
    )
