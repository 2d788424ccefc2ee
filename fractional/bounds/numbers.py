"""How large a number may be, and on which grid it lies."""

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

# Day rates in whole EUR, before VAT. France knows 300 to 3,000 for this work; 100 leaves room, 0 means a typing
# error. Tens, because rates are agreed in tens and an odd figure would tell one person from all others.
RATE_MIN = 100
RATE_MAX = 3_000
RATE_STEP = 10
# A company's ceiling lies on this grid: on a finer one it could probe a CTO's floor (decision 18).
CEILING_STEP = 50
# A month's budget in whole EUR, before VAT: half a day a month at the least rate, every day at the highest.
BUDGET_MIN = 50
BUDGET_MAX = 70_000


def validate_rate(value: int) -> None:
    """A day rate: RATE_MIN to RATE_MAX, a multiple of RATE_STEP."""
    _validate(value, RATE_MIN, RATE_MAX, RATE_STEP)


def validate_ceiling(value: int) -> None:
    """What a company would pay per day at most: as a rate, on the grid of CEILING_STEP."""
    _validate(value, RATE_MIN, RATE_MAX, CEILING_STEP)


def validate_budget(value: int) -> None:
    """What a company would pay per month."""
    _validate(value, BUDGET_MIN, BUDGET_MAX, 1)


def _validate(value: int, least: int, most: int, step: int) -> None:
    if not least <= value <= most:
        raise ValidationError(
            _("Indiquez un montant entre %(least)s et %(most)s € HT."),
            code="bounds",
            params={
                "least": number_format(least, force_grouping=True),
                "most": number_format(most, force_grouping=True),
            },
        )
    if value % step:
        raise ValidationError(
            _("Indiquez un multiple de %(step)s €."), code="step_size", params={"step": step}
        )
