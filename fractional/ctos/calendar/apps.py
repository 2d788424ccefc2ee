from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "fractional.ctos.calendar"
    label = "calendar"
    verbose_name = _("Demi-journées")
