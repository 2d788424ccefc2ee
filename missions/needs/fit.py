"""Whom a part-time CTO suits best: a company of 10 to 50 people without a CTO (article row 46).

Others are no refusal: « nous pouvons regarder ensemble », and a curator writes why before publishing.
"""

from missions.needs.models import Need

SMALLEST, LARGEST = 10, 50
"""People in the company."""
BESIDE_A_CTO = (Need.Kind.REINFORCEMENT, Need.Kind.TRANSITION)
"""Kinds of need that a company with a CTO has."""


def is_off_target(need: Need) -> bool:
    company = need.company
    has_its_own = company.has_cto and need.kind not in BESIDE_A_CTO
    return has_its_own or not SMALLEST <= company.headcount <= LARGEST
