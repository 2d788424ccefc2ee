from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "fractional.outbox"
    label = "outbox"
