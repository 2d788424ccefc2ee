from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "fractional.ui"
    label = "ui"
