from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "missions.needs"
    label = "needs"
    verbose_name = "Besoins"
