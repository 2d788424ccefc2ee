from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "matching.public"
    label = "public"
    verbose_name = "Pages publiques"
