"""Work of once a day."""

from fractional.api.actions import forget_answers
from fractional.outbox import registry

registry.job("api.forget")(forget_answers)
