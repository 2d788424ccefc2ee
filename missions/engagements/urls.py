from django.urls import path

from missions.engagements import views

app_name = "engagements"

urlpatterns = [
    path("missions/", views.missions, name="list"),
    path("missions/<uuid:mission>/", views.mission, name="mission"),
    path("missions/<uuid:mission>/conditions/", views.conditions, name="conditions"),
]
