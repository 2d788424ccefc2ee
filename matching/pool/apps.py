from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoolConfig(AppConfig):
    name = "matching.pool"
    label = "pool"
    verbose_name = _("CTO vérifiés")

    def ready(self) -> None:
        from matching.pool import receivers  # noqa: F401  connects them
