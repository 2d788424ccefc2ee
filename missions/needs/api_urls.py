from django.urls import path

from missions.needs.api import life, needs, rewordings, steps

urlpatterns = [
    path("needs/", needs.Needs.as_view(), name="needs"),
    path("needs/<uuid:need>/", needs.OneNeed.as_view(), name="need"),
    path("needs/<uuid:need>/opinion/", needs.Opinion.as_view(), name="opinion"),
    path("needs/<uuid:need>/problem/", steps.ProblemStep.as_view(), name="need_problem"),
    path("needs/<uuid:need>/team/", steps.TeamStep.as_view(), name="need_team"),
    path("needs/<uuid:need>/place/", steps.PlaceStep.as_view(), name="need_place"),
    path("needs/<uuid:need>/rhythm/", steps.RhythmStep.as_view(), name="need_rhythm"),
    path("needs/<uuid:need>/budget/", steps.BudgetStep.as_view(), name="need_budget"),
    path("needs/<uuid:need>/maintain/", life.Maintain.as_view(), name="need_maintain"),
    path("needs/<uuid:need>/submit/", life.Submit.as_view(), name="need_submit"),
    path("needs/<uuid:need>/confirm/", life.Confirm.as_view(), name="need_confirm"),
    path("needs/<uuid:need>/pause/", life.Pause.as_view(), name="need_pause"),
    path("needs/<uuid:need>/resume/", life.Resume.as_view(), name="need_resume"),
    path("needs/<uuid:need>/withdraw/", life.Withdraw.as_view(), name="need_withdraw"),
    path("needs/<uuid:need>/watch/", life.Watch.as_view(), name="need_watch"),
    path("needs/<uuid:need>/unwatch/", life.Unwatch.as_view(), name="need_unwatch"),
    path("needs/<uuid:need>/later/", life.Later.as_view(), name="need_later"),
    path("needs/<uuid:need>/copy/", life.Copy.as_view(), name="need_copy"),
    path("needs/<uuid:need>/rewordings/", rewordings.Rewordings.as_view(), name="rewordings"),
    path(
        "needs/<uuid:need>/rewordings/<int:rewording>/accept/",
        rewordings.AcceptRewording.as_view(),
        name="rewording_accept",
    ),
    path(
        "needs/<uuid:need>/rewordings/<int:rewording>/keep/",
        rewordings.KeepMyWords.as_view(),
        name="rewording_keep",
    ),
]
