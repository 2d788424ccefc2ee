from django.urls import path

from fractional.api import api

urlpatterns = [path("token/", api.CurrentToken.as_view(), name="token")]
