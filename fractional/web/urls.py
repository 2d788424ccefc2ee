from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from fractional.web import health, views

app_name = "web"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path("langue/", login_not_required(set_language), name="language"),
    path("apparence/", views.theme, name="theme"),
]
