from django.urls import path

from fractional.ctos.views import calendar, file, home, posts, references, rules

app_name = "ctos"

urlpatterns = [
    path("cto/", home.home, name="home"),
    path("cto/commencer/", file.start, name="start"),
    path("cto/chemin/", file.freelancing, name="freelancing"),
    path("cto/dossier/depart/", file.wants, name="wants"),
    path("cto/dossier/experience/", posts.experience, name="experience"),
    path("cto/dossier/experience/mois/", posts.months, name="months"),
    path("cto/dossier/experience/ajouter/", posts.add, name="post_add"),
    path("cto/dossier/experience/<uuid:post>/", posts.change, name="post"),
    path("cto/dossier/experience/<uuid:post>/retirer/", posts.remove, name="post_remove"),
    path("cto/references/", references.references, name="references"),
    path("cto/references/<uuid:reference>/retirer/", references.take_back, name="reference_take_back"),
    path("reference/<str:token>/", references.answer, name="reference_answer"),
    path("reference/<str:token>/decliner/", references.decline, name="reference_decline"),
    path("reference/<str:token>/retirer/", references.revoke, name="reference_revoke"),
    path("cto/dossier/profil/", file.profile, name="profile"),
    path("cto/dossier/envoi/", file.summary, name="summary"),
    path("cto/regles/tarifs/", rules.rates, name="rates"),
    path("cto/regles/tarifs/reperes/", rules.rate_band, name="rate_band"),
    path("cto/regles/tarifs/apercu/", rules.rates_preview, name="rates_preview"),
    path("cto/regles/", rules.rules, name="rules"),
    path("cto/semaine/", calendar.week, name="week"),
    path("cto/semaine/confirmer/", calendar.confirm, name="confirm"),
    path("cto/semaine/confirmer/<str:token>/", calendar.confirm_by_link, name="confirm_by_link"),
    path("cto/semaine/clients/", calendar.clients, name="clients"),
    path("cto/semaine/clients/retirer/", calendar.release_client, name="client_remove"),
    path("cto/regles/pause/", home.pause, name="pause"),
    path("cto/regles/reprise/", home.resume, name="resume"),
    path("cto/rouvrir/", home.reopen, name="reopen"),
    path("cto/regles/clore/", home.leave, name="leave"),
]
