from django.urls import path

from matching.proposals.api import company, cto, hands, questions

urlpatterns = [
    path("needs/<uuid:need>/selections/", company.Selections.as_view(), name="selections"),
    path("needs/<uuid:need>/questions/", questions.Questions.as_view(), name="questions"),
    path("questions/<uuid:question>/answer/", questions.Answer.as_view(), name="question_answer"),
    path("selected/<uuid:proposal>/", company.OneProfile.as_view(), name="selected"),
    path("selected/<uuid:proposal>/want/", company.Want.as_view(), name="want"),
    path("selected/<uuid:proposal>/pass/", company.Pass.as_view(), name="pass"),
    path("selected/<uuid:proposal>/counter/", company.CounterAnswer.as_view(), name="counter_answer"),
    path("selected/<uuid:proposal>/withdraw/", company.Withdraw.as_view(), name="withdraw"),
    path("selected/<uuid:proposal>/choose/", company.Choose.as_view(), name="choose"),
    path("selected/<uuid:proposal>/not-choose/", company.NotChoose.as_view(), name="not_choose"),
    path("proposals/", cto.Proposals.as_view(), name="proposals"),
    path("proposals/<uuid:proposal>/", cto.OneProposal.as_view(), name="proposal"),
    path("proposals/<uuid:proposal>/seen/", cto.Seen.as_view(), name="seen"),
    path("proposals/<uuid:proposal>/ask/", cto.Ask.as_view(), name="ask"),
    path("proposals/<uuid:proposal>/snooze/", cto.Snooze.as_view(), name="snooze"),
    path("proposals/<uuid:proposal>/pick/", cto.Pick.as_view(), name="pick"),
    path("proposals/<uuid:proposal>/accept/", cto.Accept.as_view(), name="accept"),
    path("proposals/<uuid:proposal>/counter/", cto.Counter.as_view(), name="counter"),
    path("proposals/<uuid:proposal>/decline/", cto.Decline.as_view(), name="decline"),
    path("proposals/<uuid:proposal>/confirm/", cto.ConfirmMission.as_view(), name="confirm"),
    path("proposals/<uuid:proposal>/retract/", cto.Retract.as_view(), name="retract"),
    path("compatible-needs/", hands.Compatible.as_view(), name="compatible"),
    path("compatible-needs/<uuid:need>/raise-hand/", hands.RaiseHand.as_view(), name="raise_hand"),
    path("hands/<uuid:hand>/lower/", hands.LowerHand.as_view(), name="lower_hand"),
]
