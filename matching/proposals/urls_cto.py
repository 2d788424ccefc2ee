"""Pages on which a CTO answers."""

from django.urls import path

from matching.proposals.views import by_link, compatible, counter, cto, phone, questions, what_if

urlpatterns = [
    path("propositions/", cto.inbox, name="inbox"),
    path("propositions/compatibles/", compatible.compatible, name="compatible"),
    path("propositions/compatibles/<uuid:need>/", compatible.raise_hand, name="raise_hand"),
    path("propositions/mains/<uuid:hand>/baisser/", compatible.lower, name="lower_hand"),
    path("propositions/et-si/", what_if.for_cto, name="what_if_cto"),
    path("propositions/pause/", compatible.shall_we_pause, name="shall_we_pause"),
    path("propositions/<uuid:proposal>/", cto.proposal, name="proposal"),
    path("propositions/<uuid:proposal>/lue/", cto.seen, name="seen"),
    path("propositions/<uuid:proposal>/accepter/", cto.accept, name="accept"),
    path("propositions/<uuid:proposal>/autres-conditions/", counter.propose, name="counter"),
    path("propositions/<uuid:proposal>/question/", questions.ask, name="ask"),
    path("propositions/<uuid:proposal>/plus-tard/", cto.snooze, name="snooze"),
    path("proposition/<str:token>/", by_link.by_link, name="by_link"),
    path("reponse-notee/<str:token>/", phone.not_mine, name="not_mine"),
    path("propositions/<uuid:proposal>/decliner/", cto.decline, name="decline"),
    path("propositions/<uuid:proposal>/confirmer/", cto.confirm, name="confirm"),
    path("propositions/<uuid:proposal>/reprendre/", cto.retract, name="retract"),
]
