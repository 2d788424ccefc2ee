from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "matching.curation"
    label = "curation"
    verbose_name = "Équipe"

    def ready(self) -> None:
        from fractional.accounts import hats as registry
        from matching.curation import hats

        registry.register(hats.hats_of)
