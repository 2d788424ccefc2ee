"""The lines that matching adds to the menus of lower layers."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.hats import Link

INBOX = Link(_("Mes propositions"), "proposals:inbox")
