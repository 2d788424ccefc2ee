"""What a curator says of one pair on the board: a part scored by a person, first place, back in the running."""

from django.db import transaction
from django.utils.translation import gettext as _

from fractional.accounts.models import User
from fractional.ctos.models import Cto
from fractional.errors import Conflict, DomainError
from matching.proposals.actions.locks import lock_pair
from matching.proposals.actions.selections import decide
from matching.proposals.decisions import Decided, decided
from matching.proposals.frozen import freeze
from matching.proposals.models import Decision
from missions.needs.models import Need

Act = Decision.Act


class BeyondTheWeight(DomainError):
    """More points than the part has, or fewer than none."""

    argument = "points"


@transaction.atomic
def adjust(*, need: Need, cto: Cto, by: User, part: str, points: int, reason: str) -> Decision:
    """Score one part of the company's side by hand, out of its weight; `reason` is a code (R12).

    The total and the order follow, and whoever reads the part reads that a person scored it. Raises
    ``BeyondTheWeight``, and ``Conflict`` when the pair breaks a rule: then there is nothing to adjust.
    """
    need, cto = lock_pair(need, cto)
    frozen = freeze(need, cto)
    weights = {line["code"]: line["weight"] for line in frozen["company_side"].get("parts", [])}
    if part not in weights:
        raise Conflict(_("Ce profil ne respecte plus toutes les règles : il n’a pas de score à ajuster."))
    if not 0 <= points <= weights[part]:
        raise BeyondTheWeight(_("Donnez de 0 à %(weight)s points.") % {"weight": weights[part]})
    return decide(
        need=need, cto=cto, by=by, act=Act.ADJUST, reason=reason, frozen=frozen, part=part, points=points
    )


@transaction.atomic
def pin(*, need: Need, cto: Cto, by: User) -> Decision:
    """Put a profile first on the team's board, or give it back its own place. The company sees nothing of it."""
    need, cto = lock_pair(need, cto)
    act = Act.UNPIN if _said(need, cto).pinned else Act.PIN
    return decide(need=need, cto=cto, by=by, act=act, reason=act, frozen=freeze(need, cto))


@transaction.atomic
def restore(*, need: Need, cto: Cto, by: User) -> Decision:
    """Back in the running after a drop. Raises ``Conflict`` for who was not dropped."""
    need, cto = lock_pair(need, cto)
    last = _said(need, cto).last
    if last is None or last.act != Act.DROP:
        raise Conflict(_("Ce profil n’a pas été écarté."))
    return decide(need=need, cto=cto, by=by, act=Act.RESTORE, reason=last.reason, frozen=freeze(need, cto))


@transaction.atomic
def annotate(*, need: Need, cto: Cto, by: User) -> Decision:
    """Note that something was written about this pair; the words stand where they can be erased."""
    need, cto = lock_pair(need, cto)
    return decide(need=need, cto=cto, by=by, act=Act.NOTE, reason=Act.NOTE, frozen=freeze(need, cto))


def _said(need: Need, cto: Cto) -> Decided:
    return decided(need, [cto.pk]).get(cto.pk, Decided())
