from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "fractional.web"
    label = "web"
