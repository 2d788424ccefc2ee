"""A CTO raises a hand on a need that fits and was not sent: no weekly cap, a curator answers in five working days."""

import logging
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.ctos.models import Cto
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from matching.proposals import emails
from matching.proposals.actions.locks import lock_pair
from matching.proposals.fit import broken_rules
from matching.proposals.models import Hand, HandQuerySet, Proposal
from missions.needs.models import Need

logger = logging.getLogger(__name__)
ANSWERED_WITHIN = 5
"""Working days."""
REMINDED = 1
"""Working days before the last one on which the curator of the need is reminded."""


@transaction.atomic
def raise_hand(*, need: Need, cto: Cto, by: User, words: str = "") -> Hand:
    """Raises ``DomainError`` when the need is not open to them: closed, against a rule, or known to them already."""
    need, cto = lock_pair(need, cto)
    if not Need.objects.rankable().filter(pk=need.pk).exists():
        raise Conflict(_("Ce besoin n’est plus ouvert. Rien n’a été enregistré."))
    if Proposal.objects.filter(need=need, cto=cto).exists() or broken_rules(cto, need):
        raise DomainError(_("Ce besoin ne respecte plus toutes vos règles, ou vous a déjà été présenté."))
    earlier = Hand.objects.filter(need=need, cto=cto)
    if earlier.up().exists():
        raise Conflict(_("Votre main est déjà levée sur ce besoin."))
    if earlier.filter(answer__in=(Hand.Answer.KEPT, Hand.Answer.NOT_NOW)).exists():
        raise Conflict(_("Vous avez déjà reçu une réponse pour ce besoin."))
    due_on = workdays.add_working_days(clock.today(), ANSWERED_WITHIN)
    hand = Hand.objects.create(need=need, cto=cto, words=words, due_on=due_on)
    _note(hand, "hand_raised", by)
    return hand


@transaction.atomic
def lower(*, hand: Hand, by: User) -> Hand:
    """The CTO takes it down; nobody owes an answer any more."""
    hand = _up(hand)
    hand.withdrawn_at = clock.now()
    hand.save(update_fields=["withdrawn_at"])
    _note(hand, "hand_lowered", by)
    return hand


@transaction.atomic
def answer(*, hand: Hand, by: User, answer: str, words: str = "") -> Hand:
    """By a curator: ``kept`` once the company is shown the profile, or ``not_now`` with the reason the CTO reads."""
    if answer not in (Hand.Answer.KEPT, Hand.Answer.NOT_NOW):
        raise DomainError(_("Choisissez une réponse."))
    if answer == Hand.Answer.NOT_NOW and not words:
        raise DomainError(_("Dites pourquoi, en une phrase."))
    hand = _up(hand)
    if by.pk == hand.cto.user_id:
        raise DomainError(_("Vous ne pouvez pas décider de votre propre profil."))
    return _end(hand, Hand.Answer(answer), by=by, words=words)


@transaction.atomic
def answer_kept(*, need: Need, cto: Cto, by: User) -> None:
    """Their profile is shown to the company: a hand that is up for this need has its answer."""
    up = _rows(Hand.objects.up().filter(need=need, cto=cto))
    for hand in up.select_for_update(no_key=True, of=("self",)):
        _end(hand, Hand.Answer.KEPT, by=by)


@transaction.atomic
def close_all(*, need: Need) -> None:
    """The need has ended: whoever had a hand up is told."""
    for hand in _rows(Hand.objects.up().filter(need=need)).order_by("pk"):
        _end(hand, Hand.Answer.CLOSED)


def sweep(today: date) -> None:
    """Remind the curator, then end in our silence, and say so. Safe to run twice."""
    for hand in _rows(Hand.objects.up()):
        try:
            with transaction.atomic():
                _close_in_silence(hand) if hand.due_on < today else _remind(hand, today)
        except Exception:
            logger.exception("hand %s could not go on", hand.pk)


def _close_in_silence(hand: Hand) -> None:
    hand = _up(hand)
    _end(hand, Hand.Answer.SILENCE)


def _remind(hand: Hand, today: date) -> None:
    if hand.reminders or workdays.working_days_between(today, hand.due_on) > REMINDED:
        return
    if Hand.objects.up().filter(pk=hand.pk, reminders=0).update(reminders=1) and hand.need.owner_curator:
        emails.hand_reminder(hand)


def _end(hand: Hand, answer: Hand.Answer, *, by: User | None = None, words: str = "") -> Hand:
    hand.answer, hand.answer_words = answer, words
    hand.answered_at, hand.answered_by = clock.now(), by
    hand.save(update_fields=["answer", "answer_words", "answered_at", "answered_by"])
    _note(hand, "hand_answered", by, reason=answer)
    emails.hand_answered(hand)
    return hand


def _up(hand: Hand) -> Hand:
    hand = _rows(Hand.objects.all()).select_for_update(no_key=True, of=("self",)).get(pk=hand.pk)
    if not hand.is_up:
        raise Conflict(_("Cette étape n’est plus possible : la situation a changé entre-temps."))
    return hand


def _rows(hands: HandQuerySet) -> HandQuerySet:
    return hands.select_related("cto__user", "need__company", "need__owner_curator")


def _note(hand: Hand, event: str, by: User | None, reason: str = "") -> None:
    record(
        thing="need",
        thing_id=hand.need_id,
        event=event,
        by=by,
        reason=str(reason),
        facts={"hand": hand.pk, "cto": hand.cto_id},
    )
