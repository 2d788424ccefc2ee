from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "fractional.accounts"
    verbose_name = _("Comptes")

    def ready(self) -> None:
        from fractional.accounts import holdings, mailing, personal, receivers  # noqa: F401  # connects them
        from fractional.outbox.registry import register_wishes

        register_wishes(mailing.ruling, mailing.stop_url)
        holdings.register(*personal.HOLDINGS)
        holdings.register_not_given(personal.NOT_GIVEN)


class InternalAdminConfig(admin.AdminConfig):
    default = False
    default_site = "fractional.accounts.admin_site.InternalAdminSite"
