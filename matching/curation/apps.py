from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "matching.curation"
    label = "curation"
    verbose_name = "Équipe"
