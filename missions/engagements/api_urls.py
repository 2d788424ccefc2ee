from django.urls import path

from missions.engagements import api

urlpatterns = [
    path("missions/", api.Missions.as_view(), name="missions"),
    path("missions/<uuid:mission>/", api.OneMission.as_view(), name="mission"),
    path("missions/<uuid:mission>/close/", api.Close.as_view(), name="mission_close"),
    path("missions/<uuid:mission>/end/", api.End.as_view(), name="mission_end"),
    path("missions/<uuid:mission>/break-off/", api.BreakOff.as_view(), name="mission_break_off"),
    path("missions/<uuid:mission>/renew/", api.Renew.as_view(), name="mission_renew"),
    path("missions/<uuid:mission>/renewal/accept/", api.AcceptRenewal.as_view(), name="renewal_accept"),
    path("missions/<uuid:mission>/renewal/decline/", api.DeclineRenewal.as_view(), name="renewal_decline"),
]
