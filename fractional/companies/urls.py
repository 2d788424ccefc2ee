from django.urls import path

from fractional.companies import views

app_name = "companies"

urlpatterns = [
    path("entreprise/", views.home, name="home"),
    path("entreprise/creer/", views.create, name="create"),
    path("entreprise/<uuid:company>/", views.company, name="company"),
    path("entreprise/<uuid:company>/modifier/", views.edit, name="edit"),
]
