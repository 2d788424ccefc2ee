from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "fractional.ctos.calendar"
    label = "calendar"
    verbose_name = "Demi-journées"
