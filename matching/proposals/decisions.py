"""What curators decided on the matches of a need: who they keep or drop, which parts they scored themselves."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from matching.proposals.models import Decision
from missions.needs.models import Need

SETTLES = (Decision.Act.KEEP, Decision.Act.DROP, Decision.Act.RESTORE)


@dataclass
class Decided:
    """The last word of curators on one pair."""

    last: Decision | None = None
    """The last keep, drop or restore."""
    adjusted: dict[str, Decision] = field(default_factory=dict)
    """By part of the company side, the last adjustment."""
    pinned: bool = False
    """First on the board, for the team alone."""

    @property
    def points(self) -> dict[str, int]:
        return {part: decision.points or 0 for part, decision in self.adjusted.items()}


def decided(need: Need, cto_ids: Iterable[int] | None = None) -> dict[int, Decided]:
    """By CTO, for all of them or for `cto_ids`: one query."""
    decisions = Decision.objects.filter(need=need).select_related("by").order_by("at", "id")
    if cto_ids is not None:
        decisions = decisions.filter(cto_id__in=cto_ids)
    found: defaultdict[int, Decided] = defaultdict(Decided)
    for decision in decisions:
        if decision.act == Decision.Act.ADJUST:
            found[decision.cto_id].adjusted[decision.part] = decision
        elif decision.act in SETTLES:
            found[decision.cto_id].last = decision
        elif decision.act in (Decision.Act.PIN, Decision.Act.UNPIN):
            found[decision.cto_id].pinned = decision.act == Decision.Act.PIN
    return found
