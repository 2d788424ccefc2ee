"""How often one person's programs may ask."""

from django.conf import settings
from rest_framework.throttling import UserRateThrottle


class PerPerson(UserRateThrottle):
    """Counted over all tokens of a person, in the cache, which is the database's (decision 6)."""

    def get_rate(self) -> str | None:
        return f"{settings.API_REQUESTS_PER_MINUTE}/min" if settings.API_REQUESTS_PER_MINUTE else None
