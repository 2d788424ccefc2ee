from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    name = "matching.curation"
    label = "curation"
    verbose_name = _("Équipe")

    def ready(self) -> None:
        from fractional.accounts import hats as registry
        from fractional.accounts import holdings
        from fractional.accounts import topics as mail_topics
        from matching.curation import (
            hats,
            personal,
            receivers,  # noqa: F401  connects them
            topics,
        )

        registry.register(hats.hats_of)
        holdings.register(*personal.HOLDINGS)
        holdings.register_not_given(personal.NOT_GIVEN)
        mail_topics.register(topics.TEAM)
