"""Pages on which a company answers, and the meeting of the two."""

from django.urls import path

from matching.proposals.views import company, compare, counter, meeting, questions, watch, what_if

urlpatterns = [
    path("besoins/<uuid:need>/selection/", company.selection, name="selection"),
    path("besoins/<uuid:need>/selection/demander/", company.ask_for_more, name="ask_for_more"),
    path("besoins/<uuid:need>/et-si/", what_if.for_need, name="what_if_need"),
    path("besoins/<uuid:need>/comparer/", compare.compare, name="compare"),
    path("besoins/<uuid:need>/veille/", watch.watch, name="watch"),
    path("besoins/<uuid:need>/veille/arreter/", watch.unwatch, name="unwatch"),
    path("rencontre/<str:token>/", meeting.meeting, name="meeting"),
    path("propositions/<uuid:proposal>/creneau/", meeting.pick, name="pick_slot"),
    path("selection/<uuid:proposal>/rencontre/", company.want, name="want"),
    path("selection/<uuid:proposal>/ne-pas-retenir/", company.pass_over, name="pass"),
    path("selection/<uuid:proposal>/contre-proposition/", counter.respond, name="counter_answer"),
    path("selection/<uuid:proposal>/revenir/", company.withdraw, name="withdraw"),
    path("questions/<uuid:question>/", questions.question, name="question"),
    path("selection/<uuid:proposal>/choisir/", company.choose, name="choose"),
    path("selection/<uuid:proposal>/autre-personne/", company.not_choose, name="not_choose"),
]
