from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "missions.engagements"
    label = "engagements"
    verbose_name = "Missions"
