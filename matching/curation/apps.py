from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    name = "matching.curation"
    label = "curation"
    verbose_name = _("Équipe")

    def ready(self) -> None:
        from fractional.accounts import hats as registry
        from matching.curation import (
            hats,
            receivers,  # noqa: F401  connects them
        )

        registry.register(hats.hats_of)
