from django.urls import path

from matching.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("cto-part-time/", views.ctos, name="ctos"),
    path("entreprises/", views.companies, name="companies"),
    path("comment-nous-classons/", views.ranking, name="ranking"),
    path("mentions-legales/", views.legal, name="legal"),
    path("confidentialite/", views.privacy, name="privacy"),
    path("accessibilite/", views.accessibility, name="accessibility"),
]
