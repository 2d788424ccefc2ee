"""CTOs in numbers that only matching sees: a file each and a card of the invented market; no roles, no weeks."""

from random import Random

import numpy as np

from bench import market
from bench.world import ctos
from bench.world.copying import copy
from fractional.accounts.models import User
from fractional.ctos.models import Cto, Function

NUMBERED_FROM = 1_000_000
"""Apart from those of a whole world."""


def write_crowd(rng: Random, reader: User, count: int) -> list[Cto]:
    """That many verified CTOs more, read by this curator."""
    function = Function.objects.get(code="cto")
    users = copy(ctos.user(rng, NUMBERED_FROM + number) for number in range(count))
    crowd = copy(ctos.file(rng, user, function, reader, read=True) for user in users)
    market.write(market.columns(count) | {"cto_id": np.array([cto.pk for cto in crowd])})
    return crowd
