from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "fractional.companies"
    label = "companies"
    verbose_name = "Entreprises"

    def ready(self) -> None:
        from fractional.accounts import hats as registry
        from fractional.accounts import topics as mail_topics
        from fractional.accounts.holdings import register as register_holdings
        from fractional.companies import (
            hats,
            personal,
            receivers,  # noqa: F401  connects them
            topics,
        )

        registry.register(hats.hats_of)
        registry.register_door(hats.DOOR)
        mail_topics.register(topics.COMPANY)
        register_holdings(*personal.HOLDINGS)
