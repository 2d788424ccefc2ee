from django.urls import path

from matching.curation.views import (
    boards,
    companies,
    contests,
    conversations,
    ctos,
    debts,
    journal,
    needs,
    queue,
)

app_name = "curation"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("a-traiter/<slug:thing>/<int:pk>/", queue.care, name="care"),
    path("a-traiter/<slug:thing>/<int:pk>/reprendre/", queue.wake, name="wake"),
    path("annuler/<uuid:pending>/", queue.undo, name="undo"),
    path("echanges/<uuid:proposal>/", conversations.conversation, name="conversation"),
    path("demande/<uuid:contest>/", contests.contest, name="contest"),
    path("cto/<uuid:cto>/", ctos.cto, name="cto"),
    path("cto/<uuid:cto>/verifier/", ctos.verify, name="verify_cto"),
    path("cto/<uuid:cto>/demander/", ctos.ask, name="ask_cto"),
    path("cto/<uuid:cto>/relire/", ctos.read_changes, name="read_changes"),
    path("cto/<uuid:cto>/relire/demander/", ctos.ask_about_changes, name="ask_about_changes"),
    path("cto/<uuid:cto>/orienter/", ctos.orient, name="orient_cto"),
    path("entreprises/<uuid:company>/", companies.company, name="company"),
    path("entreprises/<uuid:company>/verifier/", companies.verify, name="verify_company"),
    path("entreprises/<uuid:company>/refuser/", companies.refuse, name="refuse_company"),
    path("besoins/<uuid:need>/", needs.need, name="need"),
    path("besoins/<uuid:need>/publier/", needs.publish, name="publish_need"),
    path("besoins/<uuid:need>/demander/", needs.ask, name="ask_need"),
    path("besoins/<uuid:need>/profils/", boards.board, name="board"),
    path("besoins/<uuid:need>/profils/<uuid:cto>/retenir/", boards.keep, name="keep"),
    path("besoins/<uuid:need>/profils/<uuid:cto>/ecarter/", boards.drop, name="drop"),
    path("besoins/<uuid:need>/selection/", boards.selection, name="selection"),
    path("besoins/<uuid:need>/selection/reprendre/", boards.take_back, name="take_back"),
    path("selections/", boards.sent, name="sent"),
    path("messages/<int:debt>/", debts.debt, name="debt"),
    path("journal/", journal.journal, name="journal"),
]
