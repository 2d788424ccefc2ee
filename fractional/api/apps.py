from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "fractional.api"
    label = "api"
    verbose_name = _("API")

    def ready(self) -> None:
        from fractional.accounts.holdings import register
        from fractional.api import (
            personal,
            receivers,  # noqa: F401  connects them
        )

        register(*personal.HOLDINGS)
