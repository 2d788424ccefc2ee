from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoolConfig(AppConfig):
    name = "matching.pool"
    label = "pool"
    verbose_name = _("CTO vérifiés")

    def ready(self) -> None:
        from fractional.accounts.holdings import register
        from matching.pool import (
            personal,
            receivers,  # noqa: F401  connects them
        )

        register(*personal.HOLDINGS)
