from django.urls import path

from matching.curation.views import boards, files, journal

app_name = "curation"
urlpatterns = [
    path("", files.queue, name="queue"),
    path("cto/<uuid:cto>/", files.cto, name="cto"),
    path("cto/<uuid:cto>/verifier/", files.verify_cto, name="verify_cto"),
    path("cto/<uuid:cto>/demander/", files.ask_cto, name="ask_cto"),
    path("cto/<uuid:cto>/relire/", files.read_changes, name="read_changes"),
    path("cto/<uuid:cto>/relire/demander/", files.ask_about_changes, name="ask_about_changes"),
    path("cto/<uuid:cto>/orienter/", files.orient_cto, name="orient_cto"),
    path("entreprises/<uuid:company>/", files.company, name="company"),
    path("entreprises/<uuid:company>/verifier/", files.verify_company, name="verify_company"),
    path("entreprises/<uuid:company>/refuser/", files.refuse_company, name="refuse_company"),
    path("besoins/<uuid:need>/", files.need, name="need"),
    path("besoins/<uuid:need>/publier/", files.publish_need, name="publish_need"),
    path("besoins/<uuid:need>/demander/", files.ask_need, name="ask_need"),
    path("besoins/<uuid:need>/profils/", boards.board, name="board"),
    path("besoins/<uuid:need>/profils/<uuid:cto>/retenir/", boards.keep, name="keep"),
    path("besoins/<uuid:need>/profils/<uuid:cto>/ecarter/", boards.drop, name="drop"),
    path("besoins/<uuid:need>/selection/", boards.selection, name="selection"),
    path("besoins/<uuid:need>/selection/reprendre/", boards.take_back, name="take_back"),
    path("selections/", boards.sent, name="sent"),
    path("messages/<int:debt>/", files.debt, name="debt"),
    path("journal/", journal.journal, name="journal"),
]
