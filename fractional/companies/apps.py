from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "fractional.companies"
    label = "companies"
    verbose_name = "Entreprises"
