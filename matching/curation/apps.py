from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    name = "matching.curation"
    label = "curation"
    verbose_name = _("Équipe")

    def ready(self) -> None:
        from fractional.accounts import hats as registry
        from fractional.accounts import topics as mail_topics
        from matching.curation import (
            hats,
            receivers,  # noqa: F401  connects them
            topics,
        )

        registry.register(hats.hats_of)
        mail_topics.register(topics.TEAM)
