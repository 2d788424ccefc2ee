from django.urls import path

from missions.needs.views import consent, life, pages, rewording, telling

app_name = "needs"

urlpatterns = [
    path("besoins/", pages.needs, name="list"),
    path("besoins/nouveau/", telling.new, name="new"),
    path("besoins/confirmer/<str:token>/", life.confirm_by_link, name="confirm_by_link"),
    path("besoins/veille/<str:token>/", life.unwatch_by_link, name="unwatch_by_link"),
    path("besoins/accord/<str:token>/", consent.consent, name="consent"),
    path("besoins/<uuid:need>/", pages.need, name="need"),
    path("besoins/<uuid:need>/fiche/", pages.brief, name="brief"),
    path("besoins/<uuid:need>/etape/<slug:step>/", telling.step, name="step"),
    path("besoins/<uuid:need>/avis/", telling.opinion, name="opinion"),
    path("besoins/<uuid:need>/maintenir/", telling.maintain, name="maintain"),
    path("besoins/<uuid:need>/plus-tard/", telling.later, name="later"),
    path("besoins/<uuid:need>/envoyer/", telling.submit, name="submit"),
    path("besoins/<uuid:need>/redaction/", rewording.rewordings, name="rewordings"),
    path("besoins/<uuid:need>/confirmer/", life.confirm, name="confirm"),
    path("besoins/<uuid:need>/pause/", life.pause, name="pause"),
    path("besoins/<uuid:need>/relancer/", life.resume, name="resume"),
    path("besoins/<uuid:need>/retirer/", life.withdraw, name="withdraw"),
    path("besoins/<uuid:need>/reprendre/", life.take_up_again, name="copy"),
]
