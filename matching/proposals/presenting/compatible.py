"""Needs that fit a CTO and were not sent to them, in words; and what their rules kept away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from fractional.ctos.models import Cto
from fractional.history.moves import held
from matching.proposals.compatible import Compatible, compatible_needs, kept_away
from matching.proposals.models import Hand
from matching.proposals.presenting.cto import company_facts
from matching.proposals.titles import open_title
from matching.proposals.words import cto_side
from matching.proposals.words.rules import of_mine
from missions.needs.models import Need


@dataclass(frozen=True)
class CompatibleCard:
    """No company is named, no score is shown."""

    id: UUID
    title: str
    facts: str
    half_days: list[int]
    months: int
    first_start_on: date
    need: Need
    why: str
    hand: Hand | None

    @property
    def may_raise(self) -> bool:
        hand = self.hand
        return hand is None or (not hand.is_up and hand.answer in ("", Hand.Answer.SILENCE))


def compatible_cards(cto: Cto) -> list[CompatibleCard]:
    """Best for them first."""
    return [_card(row) for row in compatible_needs(cto)]


def _card(row: Compatible) -> CompatibleCard:
    return CompatibleCard(
        id=row.need.public_id,
        title=open_title(row.need),
        facts=company_facts(row.need.company),
        half_days=row.half_days,
        months=held(row.need.months),
        first_start_on=row.first_start_on,
        need=row.need,
        why=_why(row),
        hand=row.hand,
    )


def _why(row: Compatible) -> str:
    sentence = cto_side.say(row.part.reason, dict(row.part.facts))
    if not row.is_priority:
        return sentence
    priority = str(Cto.Priority(row.part.code).label)
    # After the colon a sentence goes on in small letters; an acronym (« CTO ») keeps its own.
    if not sentence[1:2].isupper():
        sentence = sentence[:1].lower() + sentence[1:]
    return _("Votre priorité, %(priority)s : %(sentence)s") % {
        "priority": priority,
        "sentence": sentence,
    }


@dataclass(frozen=True)
class Kept:
    count: int
    label: str


def kept_away_lines(cto: Cto | None) -> tuple[int, list[Kept]]:
    """How many needs of this month, and one line for each of the CTO's own rules, the strictest first."""
    if cto is None:
        return 0, []
    total, by_rule = kept_away(cto)
    return total, [Kept(count, label) for count, label in of_mine(by_rule)]
