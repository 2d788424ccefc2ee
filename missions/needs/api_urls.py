from django.urls import path

from missions.needs import api

urlpatterns = [
    path("needs/", api.Needs.as_view(), name="needs"),
    path("needs/<uuid:need>/", api.OneNeed.as_view(), name="need"),
    path("needs/<uuid:need>/opinion/", api.Opinion.as_view(), name="opinion"),
    path("needs/<uuid:need>/problem/", api.ProblemStep.as_view(), name="need_problem"),
    path("needs/<uuid:need>/team/", api.TeamStep.as_view(), name="need_team"),
    path("needs/<uuid:need>/place/", api.PlaceStep.as_view(), name="need_place"),
    path("needs/<uuid:need>/rhythm/", api.RhythmStep.as_view(), name="need_rhythm"),
    path("needs/<uuid:need>/budget/", api.BudgetStep.as_view(), name="need_budget"),
    path("needs/<uuid:need>/maintain/", api.Maintain.as_view(), name="need_maintain"),
    path("needs/<uuid:need>/submit/", api.Submit.as_view(), name="need_submit"),
    path("needs/<uuid:need>/confirm/", api.Confirm.as_view(), name="need_confirm"),
    path("needs/<uuid:need>/pause/", api.Pause.as_view(), name="need_pause"),
    path("needs/<uuid:need>/resume/", api.Resume.as_view(), name="need_resume"),
    path("needs/<uuid:need>/withdraw/", api.Withdraw.as_view(), name="need_withdraw"),
]
