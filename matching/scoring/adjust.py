"""A part of the company side as a person decided it: everything that follows from its points follows."""

from collections.abc import Mapping
from dataclasses import replace

from matching.scoring.chance import TABLE
from matching.scoring.curves import FULL
from matching.scoring.explain import FAMILIES, Explanation, Part, _family, _side
from matching.scoring.weights import largest_remainder


def adjusted(explanation: Explanation, points: Mapping[str, int]) -> Explanation:
    """The same pair with these points, out of the part's weight, for these parts of the company side.

    Points beyond the weight are brought back to it: the need's ticks may have moved it since.
    """
    before = explanation.company
    decided = [_decided(part, points[part.code]) if part.code in points else part for part in before.parts]
    caps = [part.shown_weight for part in decided]
    shown = largest_remainder([part.points for part in decided], 10, caps=caps)
    parts = tuple(replace(part, shown_points=whole) for part, whole in zip(decided, shown, strict=True))
    own_reasons = {part.reason for part in parts}
    flags = [reserve for reserve in before.reserves if reserve.reason not in own_reasons]
    company = _side(parts, int(TABLE[sum(part.points for part in parts)]), flags, "profile.to_meet")
    return replace(
        explanation,
        company=company,
        families=tuple(_family(code, parts) for code in FAMILIES),
        value=company.chance * explanation.cto.chance,
    )


def _decided(part: Part, points: int) -> Part:
    """Settled by a person: nothing is left to confirm."""
    points = max(0, min(points, part.weight))
    thousandths = FULL * points // part.weight if part.weight else part.thousandths
    return replace(part, points=points, thousandths=thousandths, to_confirm=False)
