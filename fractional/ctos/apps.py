from django.apps import AppConfig


class CtosConfig(AppConfig):
    name = "fractional.ctos"
    label = "ctos"
    verbose_name = "CTO"
