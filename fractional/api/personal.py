"""What the API holds about whoever uses it."""

from fractional.accounts.holdings import Holding
from fractional.api.models import KeptAnswer, Token

HOLDINGS = (
    Holding(Token, "user", {"digest": "stands for a secret"}),
    Holding(KeptAnswer, "user"),
)
