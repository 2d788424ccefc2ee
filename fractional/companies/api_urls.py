from django.urls import path

from fractional.companies import api

urlpatterns = [path("companies/", api.Companies.as_view(), name="companies")]
