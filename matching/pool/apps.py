from django.apps import AppConfig


class PoolConfig(AppConfig):
    name = "matching.pool"
    label = "pool"
    verbose_name = "CTO vérifiés"
