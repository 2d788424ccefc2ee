from django.urls import path

from fractional.companies.api import companies, people

urlpatterns = [
    path("companies/", companies.Companies.as_view(), name="companies"),
    path("companies/join/", people.Join.as_view(), name="join"),
    path("companies/<uuid:company>/", companies.OneCompany.as_view(), name="company"),
    path("companies/<uuid:company>/people/", people.People.as_view(), name="people"),
    path("companies/<uuid:company>/invitations/", people.Invite.as_view(), name="invite"),
    path(
        "companies/<uuid:company>/invitations/<int:invitation>/revoke/",
        people.RevokeInvitation.as_view(),
        name="invitation_revoke",
    ),
    path("companies/<uuid:company>/members/<int:member>/", people.ChangeMember.as_view(), name="member"),
    path(
        "companies/<uuid:company>/requests/<int:asked>/answer/",
        people.AnswerJoin.as_view(),
        name="join_answer",
    ),
]
