from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "fractional.accounts"
    verbose_name = _("Comptes")

    def ready(self) -> None:
        from fractional.accounts import receivers  # noqa: F401


class InternalAdminConfig(admin.AdminConfig):
    default = False
    default_site = "fractional.accounts.admin_site.InternalAdminSite"
