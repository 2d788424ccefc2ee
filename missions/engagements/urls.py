from django.urls import path

from missions.engagements.views import decisions, pages

app_name = "engagements"

urlpatterns = [
    path("missions/", pages.missions, name="list"),
    path("missions/<uuid:mission>/", pages.mission, name="mission"),
    path("missions/<uuid:mission>/conditions/", pages.conditions, name="conditions"),
    path("missions/<uuid:mission>/cloturer/", decisions.close, name="close"),
    path("missions/<uuid:mission>/terminer/", decisions.end, name="end"),
    path("missions/<uuid:mission>/interrompre/", decisions.break_off, name="break_off"),
    path("missions/<uuid:mission>/renouveler/", decisions.renew, name="renew"),
    path("missions/<uuid:mission>/renouvellement/oui/", decisions.accept_renewal, name="accept_renewal"),
    path("missions/<uuid:mission>/renouvellement/non/", decisions.decline_renewal, name="decline_renewal"),
]
