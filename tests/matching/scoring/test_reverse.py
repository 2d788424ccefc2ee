"""One CTO against many needs says of each pair what one need against many CTOs says."""

import numpy as np

from matching.scoring import calendar, rules
from matching.scoring.columns import Pool, Requests
from matching.scoring.rank import needs_of, score
from matching.scoring.weights import V1
from tests.matching.scoring.markets import market, markets_near


def test_both_ways_agree_on_every_pair():
    broad = market(41, ctos=60, needs=80)
    near = [(rows[0], request) for rows, request in markets_near(43, needs=60, ctos=5)]
    requests = [*broad.requests, *(request for _row, request in near)]
    pool = Pool.from_rows([*broad.rows, *(row | {"blocked": False} for row, _request in near)])
    fitting = 0
    for index in range(len(pool)):
        alone = pool.take([index])
        rows, scores, openings = needs_of(alone, Requests.of(requests))
        places = {row: place for place, row in enumerate(rows.tolist())}
        for row, request in enumerate(requests):
            start = calendar.openings(alone, request)
            assert (rules.broken(alone, request, start)[0] == 0) == (row in places)
            if row not in places:
                continue
            fitting, place = fitting + 1, places[row]
            expected = score(alone, request, start, V1)
            assert np.array_equal(expected.company_points[0], scores.company_points[place])
            assert np.array_equal(expected.cto_points[0], scores.cto_points[place])
            assert expected.value[0] == scores.value[place]
            assert start.first_start[0] == openings.first_start[place]
            assert start.half_days[0] == openings.half_days[place]
            assert start.spare[0] == openings.spare[place]
    assert fitting > 100
