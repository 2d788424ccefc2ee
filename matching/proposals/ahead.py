"""How many profiles that a company was not shown would come before its own, as its sliders stand."""

import numpy as np

from matching.pool.finder import find
from matching.pool.requests import request_of, siren_of
from matching.proposals.decisions import decided
from matching.proposals.models import Decision, Proposal
from matching.proposals.sliders import Sliders
from matching.scoring.what_if import CROWD
from missions.needs.models import Need


def unseen_ahead(need: Need, sliders: Sliders) -> int:
    """Who fits and comes before every profile still open: a multiple of five, 0 for fewer (decision 18).

    The order is the one that lists are made by, both sides together. Those that a curator set aside are not counted:
    a person has read them. 0 as well when none of the shown profiles fits any more.
    """
    shown = list(Proposal.objects.filter(need=need).shown())
    still = [proposal.cto_id for proposal in shown if proposal.is_open]
    found = find(sliders.asked(request_of(need)), siren=siren_of(need), weights=sliders.weights).cto_id
    places = np.flatnonzero(np.isin(found, still))
    if not len(places):
        return 0
    aside = [
        cto_id for cto_id, said in decided(need).items() if said.last and said.last.act == Decision.Act.DROP
    ]
    known = [proposal.cto_id for proposal in shown] + aside
    ahead = int((~np.isin(found[: places[0]], known)).sum())
    return ahead // CROWD * CROWD
