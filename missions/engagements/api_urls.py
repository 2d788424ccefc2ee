from django.urls import path

from missions.engagements import api

urlpatterns = [
    path("missions/", api.Missions.as_view(), name="missions"),
    path("missions/<uuid:mission>/", api.OneMission.as_view(), name="mission"),
]
