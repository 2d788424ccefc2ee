from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "fractional.history"
    label = "history"
