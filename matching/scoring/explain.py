"""Why this pair: every part with its points, its reason, its source; what speaks for it; at least one reserve.

Explains the very numbers that ranked: nothing is scored again here.
"""

from dataclasses import dataclass

from matching.scoring import reasons
from matching.scoring.columns import Pool, Request
from matching.scoring.curves import NEUTRAL, UNKNOWN
from matching.scoring.rank import Ranking
from matching.scoring.reasons import WEAK, Facts, Pair
from matching.scoring.weights import largest_remainder

FAMILIES: dict[str, tuple[str, ...]] = {
    "experience": ("references", "years", "stage"),
    "problem": ("situation", "goals", "hands_on", "sector_stack"),
    "rate": ("rate",),
    "days": ("days",),
}
"""The four bars of a card (screens.md)."""
ALWAYS_SAID = ("days.some_asked", "days.others", "days.late")
"""Reserves however many points they cost."""
SAYS_NOTHING = ("rate.none",)
"""Reasons that are no reserve, any more than what the founder left unstated."""


@dataclass(frozen=True)
class Part:
    code: str
    weight: int
    """Out of 1,000, like `points`."""
    points: int
    thousandths: int
    """Of full marks; the neutral 500 when `to_confirm`."""
    shown_weight: int
    """Out of 100, like `shown_points`: whole numbers that add up to what the screen shows."""
    shown_points: int
    reason: str
    """Sentence code, `<part>.<reason>`."""
    facts: Facts
    source: str
    """reference, posts, declared, rates, calendar or need."""
    to_confirm: bool


@dataclass(frozen=True)
class Family:
    code: str
    shown_weight: int
    shown_points: int


@dataclass(frozen=True)
class Reserve:
    reason: str
    facts: Facts


@dataclass(frozen=True)
class Side:
    total: int
    """Out of 1,000, the sum of the points of the parts."""
    shown_total: int
    """Out of 100, rounded down."""
    chance: int
    """Chance of a yes in parts per million, a prior: never shown as a figure."""
    parts: tuple[Part, ...]
    strengths: tuple[str, ...]
    """Codes of the parts that speak for the pair, most points first."""
    reserves: tuple[Reserve, ...]
    """Most serious first, never empty."""


@dataclass(frozen=True)
class Explanation:
    cto_id: int
    weights_version: int
    value: int
    company: Side
    families: tuple[Family, ...]
    """Of the company side; they add up to its `shown_total`, their weights to 100."""
    cto: Side
    first_start: int
    """Ordinal of the first Monday of the window that fits."""
    half_days: int
    """Mask of the half-days to propose."""
    proposal_rate: int | None
    """EUR per day excluding VAT; None when pro bono."""


def explain(ranking: Ranking, pool: Pool, request: Request) -> list[Explanation]:
    """One explanation per ranked row, in its order. For one CTO: rank `pool.take([i])`, explain that."""
    return [_explanation(ranking, pool, request, place) for place in range(len(ranking))]


def _explanation(ranking: Ranking, pool: Pool, request: Request, place: int) -> Explanation:
    scores, openings = ranking.scores, ranking.openings
    cto = pool.row(int(ranking.rows[place]))
    pair = Pair(
        cto=cto,
        request=request,
        first_start=int(openings.first_start[place]),
        free=int(openings.half_days[place]),
        spare=bool(openings.spare[place]),
    )
    company_parts = _parts(
        pair,
        reasons.COMPANY,
        scores.company_weights[place].tolist(),
        scores.company_points[place].tolist(),
        scores.company_thousandths[place].tolist(),
    )
    cto_parts = _parts(
        pair,
        reasons.CTO,
        scores.cto_weights[place].tolist(),
        scores.cto_points[place].tolist(),
        scores.cto_thousandths[place].tolist(),
    )
    return Explanation(
        cto_id=cto["cto_id"],
        weights_version=ranking.weights.version,
        value=int(scores.value[place]),
        company=_side(company_parts, int(scores.company_chance[place]), _flags(pair), "profile.to_meet"),
        families=tuple(_family(code, company_parts) for code in FAMILIES),
        cto=_side(cto_parts, int(scores.cto_chance[place]), [], "need.to_discuss"),
        first_start=pair.first_start,
        half_days=pair.proposed,
        proposal_rate=pair.proposal_rate,
    )


def _parts(
    pair: Pair,
    side: dict[str, tuple[reasons.Reason, str]],
    weights: list[int],
    points: list[int],
    thousandths: list[int],
) -> tuple[Part, ...]:
    shown_weights = largest_remainder(weights, 10)
    shown_points = largest_remainder(points, 10, caps=shown_weights)
    made = []
    for i, (code, (reason_of, source)) in enumerate(side.items()):
        reason, facts = reason_of(pair, thousandths[i])
        made.append(
            Part(
                code=code,
                weight=weights[i],
                points=points[i],
                thousandths=NEUTRAL if thousandths[i] == UNKNOWN else thousandths[i],
                shown_weight=shown_weights[i],
                shown_points=shown_points[i],
                reason=f"{code}.{reason}",
                facts=facts,
                source=source,
                to_confirm=thousandths[i] == UNKNOWN,
            )
        )
    return tuple(made)


def _family(code: str, parts: tuple[Part, ...]) -> Family:
    members = [part for part in parts if part.code in FAMILIES[code]]
    return Family(
        code=code,
        shown_weight=sum(part.shown_weight for part in members),
        shown_points=sum(part.shown_points for part in members),
    )


def _flags(pair: Pair) -> list[Reserve]:
    """What the company must read whatever the points."""
    flags = []
    if pair.request.team_size > pair.cto["max_team_led"]:
        facts = {"team_size": pair.request.team_size, "max_team_led": pair.cto["max_team_led"]}
        flags.append(Reserve("team.larger_than_led", facts))
    if pair.stale:
        flags.append(Reserve("availability.stale", {"confirmed_on": pair.cto["confirmed_on"]}))
    return flags


def _side(parts: tuple[Part, ...], chance: int, flags: list[Reserve], otherwise: str) -> Side:
    """Reserves: the flags, then weak parts and unmet days by points lost; failing those, what lost most."""
    doubts = [part for part in parts if part.points < part.weight and not _says_nothing(part)]
    doubts.sort(key=lambda part: part.points - part.weight)
    serious = [part for part in doubts if _is_weak(part) or part.reason in ALWAYS_SAID]
    chosen = serious or ([] if flags else doubts[:1])
    reserves = flags + [Reserve(part.reason, part.facts) for part in chosen]
    strong = [part for part in parts if part.points and not _is_weak(part) and part not in chosen]
    total = sum(part.points for part in parts)
    return Side(
        total=total,
        shown_total=total // 10,
        chance=chance,
        parts=parts,
        strengths=tuple(part.code for part in sorted(strong, key=lambda part: -part.points)),
        reserves=tuple(reserves or [Reserve(otherwise, {})]),
    )


def _is_weak(part: Part) -> bool:
    return part.to_confirm or part.thousandths < WEAK


def _says_nothing(part: Part) -> bool:
    return part.reason in SAYS_NOTHING or part.reason.endswith(".unstated")
