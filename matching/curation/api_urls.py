from django.urls import path

from matching.curation import api

urlpatterns = [path("needs/<uuid:need>/matches/", api.Matches.as_view(), name="matches")]
