from django.urls import path

from fractional.companies.views import members, pages

app_name = "companies"

urlpatterns = [
    path("entreprise/", pages.home, name="home"),
    path("entreprise/creer/", pages.create, name="create"),
    path("entreprise/rejoindre/", members.join, name="join"),
    path("entreprise/invitation/<str:token>/", members.invitation, name="invitation"),
    path("entreprise/<uuid:company>/", pages.company, name="company"),
    path("entreprise/<uuid:company>/modifier/", pages.edit, name="edit"),
    path("entreprise/<uuid:company>/personnes/", members.people, name="people"),
    path("entreprise/<uuid:company>/personnes/<int:member>/", members.member, name="member"),
    path("entreprise/<uuid:company>/invitations/<int:invitation>/retirer/", members.revoke, name="revoke"),
    path("entreprise/<uuid:company>/demandes/<int:asked>/", members.answer_join, name="answer_join"),
]
