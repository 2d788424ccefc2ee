from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "fractional.companies"
    label = "companies"
    verbose_name = "Entreprises"

    def ready(self) -> None:
        from fractional.accounts import hats as registry
        from fractional.companies import hats

        registry.register(hats.hats_of)
        registry.register_door(hats.DOOR)
