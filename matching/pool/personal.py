"""What the pool holds about a CTO: the flat row that ranking reads."""

from fractional.accounts.holdings import Holding
from matching.pool.models import Card

HOLDINGS = (Holding(Card, "cto__user", {"packed": "the columns beside it, packed"}),)
