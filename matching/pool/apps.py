from django.apps import AppConfig


class PoolConfig(AppConfig):
    name = "matching.pool"
    label = "pool"
    verbose_name = "CTO vérifiés"

    def ready(self) -> None:
        from matching.pool import receivers  # noqa: F401  connects them
