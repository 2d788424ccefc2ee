from typing import Any

from django.apps import AppConfig
from django.apps import apps as all_apps
from django.db.models.signals import post_migrate

from fractional.ctos.functions import FIRST


class CtosConfig(AppConfig):
    name = "fractional.ctos"
    label = "ctos"
    verbose_name = "CTO"

    def ready(self) -> None:
        from fractional.accounts import hats as registry
        from fractional.accounts import topics as mail_topics
        from fractional.accounts.holdings import register as register_holdings
        from fractional.ctos import (
            emails,
            hats,
            personal,
            receivers,  # noqa: F401  connects them
            topics,
        )
        from fractional.outbox.registry import register_check

        post_migrate.connect(_add_first_function, sender=self)
        registry.register(hats.hats_of)
        registry.register_door(hats.DOOR)
        register_check(emails.STILL_ORIENTED, emails.still_oriented)
        register_check(emails.AVAILABILITY_UNKNOWN, emails.availability_unknown)
        register_check(emails.STILL_ASKED, emails.still_asked)
        register_check(emails.REFERENCE_WAITS, emails.reference_waits)
        mail_topics.register(topics.FILE, topics.AVAILABILITY)
        register_holdings(*personal.HOLDINGS)


def _add_first_function(using: str, apps: Any = all_apps, **kwargs: Any) -> None:
    """The first function; any other is a row that somebody adds (article row 5).

    After each migration, not in one: a database that was emptied has it again.
    """
    function = apps.get_model("ctos", "Function")
    function.objects.using(using).get_or_create(code=FIRST["code"], defaults=FIRST)
