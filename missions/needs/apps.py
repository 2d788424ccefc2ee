from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "missions.needs"
    label = "needs"
    verbose_name = "Besoins"

    def ready(self) -> None:
        from fractional.accounts.hats import Link, register_links
        from missions.needs import receivers  # noqa: F401

        register_links("company", 0, Link(_("Besoins"), "needs:list"))
