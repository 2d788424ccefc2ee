"""Four sliders, one per family of the company's score: a view in the address, never stored (decision 20).

They stand where the need's own weights put them. Moved, the weights of the company side are shared between the
families as the sliders stand, and within a family as the need's own weights are.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import prod
from typing import Self

from django.http import HttpRequest
from django.utils.http import urlencode

from fractional import bounds
from matching.pool import masks
from matching.proposals.decisions import Decided
from matching.proposals.models import Proposal
from matching.proposals.sides import Side, company_side
from matching.proposals.words.company_side import FAMILIES as LABELS
from matching.scoring.adjust import adjusted
from matching.scoring.columns import Pool, Request
from matching.scoring.curves import FULL
from matching.scoring.explain import FAMILIES, explain
from matching.scoring.parts import COMPANY
from matching.scoring.rank import rank
from matching.scoring.weights import TOTAL, V1, Weights, largest_remainder, ticked
from missions.needs.models import Need

MOST = 100
PARTS = tuple(COMPANY)


@dataclass(frozen=True)
class Sliders:
    """Where the four stand, and the weights that follow."""

    own: tuple[int, ...]
    """The need's own weights of the company side, its ticks counted in."""
    at: Mapping[str, int]
    """By family, 0 to MOST."""

    @classmethod
    def of(cls, need: Need, at: Callable[[str, int], int] = lambda _family, stands: stands) -> Self:
        """`at(family, stands)` is where it was moved to, from where it stands for this need."""
        own = ticked(V1.company, masks.among(COMPANY, need.priorities))
        return cls(own, {family: at(family, stands) for family, stands in standing(own).items()})

    @classmethod
    def read(cls, request: HttpRequest, need: Need) -> Self:
        """As the address says; what is missing or unreadable there stands where it stood."""
        return cls.of(
            need,
            lambda family, stands: bounds.whole_number(
                request, family, default=stands, at_least=0, at_most=MOST
            ),
        )

    @property
    def moved(self) -> bool:
        """All four at nothing say nothing."""
        return any(self.at.values()) and self.at != standing(self.own)

    @property
    def company(self) -> tuple[int, ...]:
        """The weights of the company side."""
        if not self.moved:
            return self.own
        each = {family: sum(self._own(part) for part in parts) for family, parts in FAMILIES.items()}
        whole = prod(each.values())
        shares = {
            part: TOTAL * self.at[family] * self._own(part) * whole // each[family]
            for family, parts in FAMILIES.items()
            for part in parts
        }
        return largest_remainder([shares[part] for part in PARTS], sum(self.at.values()) * whole)

    @property
    def weights(self) -> Weights:
        """For a request without ticks (`asked`): they are counted in already."""
        return replace(V1, company=self.company) if self.moved else V1

    def asked(self, request: Request) -> Request:
        return replace(request, priorities=0) if self.moved else request

    def points(self, said: Decided) -> dict[str, int]:
        """What a curator gave to parts, the same share of these weights."""
        if not self.moved:
            return said.points
        before, after = dict(zip(PARTS, self.own, strict=True)), dict(zip(PARTS, self.company, strict=True))
        return {part: _share(points, before[part], after[part]) for part, points in said.points.items()}

    @property
    def query(self) -> str:
        """For links that keep them: empty while they stand where they stood."""
        return urlencode(self.at) if self.moved else ""

    def shown(self) -> list[tuple[str, str, int]]:
        """Code, label and place of each."""
        return [(family, str(LABELS[family]), place) for family, place in self.at.items()]

    def cards(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """These profiles as they were frozen, in the order of the score that these weights give; not to be saved."""
        proposals = list(proposals)
        if not self.moved:
            return proposals
        for proposal in proposals:
            proposal.company_side = self._again(proposal)
        return sorted(proposals, key=lambda one: (-one.company_side["total"], one.letter))

    def _again(self, proposal: Proposal) -> Side:
        """The frozen inputs, scored by these weights: nothing is read that the card did not show."""
        frozen, inputs = proposal.company_side, proposal.inputs
        request = self.asked(Request(**inputs["need"]))
        pool = Pool.from_rows([inputs["cto"]])
        [pair] = explain(rank(pool, request, self.weights), pool, request)
        parts = {part["code"]: part for part in frozen["parts"]}
        weights = dict(zip(PARTS, self.company, strict=True))
        points = {
            code: _share(points, parts[code]["weight"], weights[code])
            for code, points in inputs.get("adjusted", {}).items()
        }
        side = company_side(
            adjusted(pair, points), request, Decided(), frozen["dates"], frozen.get("product")
        )
        for part in side["parts"]:
            if by_a_person := parts[part["code"]].get("adjusted"):
                part["adjusted"] = by_a_person
        return side

    def _own(self, part: str) -> int:
        return self.own[PARTS.index(part)]


def standing(own: tuple[int, ...]) -> dict[str, int]:
    """Where the sliders stand for these weights: whole numbers, MOST together."""
    families = [sum(own[PARTS.index(part)] for part in parts) for parts in FAMILIES.values()]
    return dict(zip(FAMILIES, largest_remainder(families, TOTAL // MOST), strict=True))


def _share(points: int, before: int, after: int) -> int:
    return FULL * points // before * after // FULL if before else 0
