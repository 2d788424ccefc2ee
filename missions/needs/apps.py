from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "missions.needs"
    label = "needs"
    verbose_name = "Besoins"

    def ready(self) -> None:
        from fractional.accounts.hats import Link, register_links
        from fractional.accounts.holdings import register as register_holdings
        from fractional.accounts.topics import register as register_topics
        from fractional.outbox.registry import register_wishes
        from missions.needs import (
            mailing,
            personal,
            receivers,  # noqa: F401  connects them
            topics,
        )

        register_links("company", 0, Link(_("Besoins"), "needs:list"))
        register_topics(topics.NEEDS)
        register_wishes(mailing.ruling, mailing.stop_url)
        register_holdings(*personal.HOLDINGS)
