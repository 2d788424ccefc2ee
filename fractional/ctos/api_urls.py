from django.urls import path

from fractional.ctos import api

urlpatterns = [
    path("profile/", api.Profile.as_view(), name="profile"),
    path("profile/presentation/", api.Presentation.as_view(), name="presentation"),
    path("profile/rates/", api.Rates.as_view(), name="rates"),
    path("profile/rules/", api.Rules.as_view(), name="rules"),
    path("availability/", api.Availability.as_view(), name="availability"),
    path("availability/confirm/", api.ConfirmAvailability.as_view(), name="availability_confirm"),
]
