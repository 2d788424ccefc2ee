"""The people of a company: invited, let in, given a role, gone."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.models import Token
from fractional.companies import access, actions
from fractional.companies.forms import InviteForm, JoinAnswerForm, JoinForm, MemberForm
from fractional.companies.models import Company, Member

READ, WRITE = Token.Scope.NEEDS_READ, Token.Scope.COMPANIES_WRITE


class MemberAnswer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="user.full_name")
    email = serializers.CharField(source="user.email")
    role = serializers.ChoiceField(choices=Member.Role.values)
    job_title = serializers.CharField()
    left_on = serializers.DateField(allow_null=True)


class InvitationAnswer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    email = serializers.CharField()
    role = serializers.ChoiceField(choices=Member.Role.values)
    due_on = serializers.DateField(help_text="The last day on which it opens the company.")


class JoinRequestAnswer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="user.full_name")
    email = serializers.CharField(source="user.email")
    words = serializers.CharField()
    due_on = serializers.DateField(help_text="The last day of an owner's answer.")


class PeopleAnswer(serializers.Serializer):
    members = MemberAnswer(many=True)
    invitations = InvitationAnswer(many=True, help_text="Those that wait.")
    requests = JoinRequestAnswer(many=True, help_text="Those that wait; an owner answers.")


def people_of(company: Company) -> dict[str, Any]:
    said = {
        "members": access.members_of(company),
        "invitations": company.invitations.waiting(),
        "requests": access.join_requests_of(company),
    }
    return dict(PeopleAnswer(said).data)


class People(Endpoint):
    """Who acts for a company, who is invited to, who asks to."""

    reads = READ
    answer = PeopleAnswer

    def get(self, request: TokenRequest, company: UUID) -> Response:
        return Response(people_of(access.company_of(request.user, company)))


class Invite(Act):
    """By an owner. The invitation is mailed, and open for two weeks."""

    writes = WRITE
    status = 201
    answer = PeopleAnswer
    form = InviteForm

    def act(self, request: TokenRequest, company: UUID) -> Any:
        mine = access.company_owned_by(request.user, company)
        actions.invite(company=mine, by=request.user, **self.said(request))
        return people_of(mine)


class RevokeInvitation(Act):
    """Its link opens nothing any more."""

    writes = WRITE
    answer = PeopleAnswer

    def act(self, request: TokenRequest, company: UUID, invitation: int) -> Any:
        mine = access.company_owned_by(request.user, company)
        found = access.invitation_of(mine, invitation)
        self.said(request)
        actions.revoke_invitation(invitation=found, by=request.user)
        return people_of(mine)


class ChangeMember(Act):
    """An owner gives a role or ends a membership; anybody ends their own. Somebody always decides."""

    writes = WRITE
    answer = MemberAnswer
    form = MemberForm

    def act(self, request: TokenRequest, company: UUID, member: int) -> Any:
        found = access.member_to_change(request.user, company, member)
        becomes = self.said(request)["becomes"]
        if becomes == MemberForm.ENDED:
            changed = actions.end_membership(member=found, by=request.user)
        else:
            access.company_owned_by(request.user, company)
            changed = actions.change_role(member=found, by=request.user, role=becomes)
        return MemberAnswer(changed).data


class AnswerJoin(Act):
    """By an owner."""

    writes = WRITE
    answer = PeopleAnswer
    form = JoinAnswerForm

    def act(self, request: TokenRequest, company: UUID, asked: int) -> Any:
        mine = access.company_owned_by(request.user, company)
        found = access.join_request_of(mine, asked)
        act = {JoinAnswerForm.ACCEPT: actions.accept_join, JoinAnswerForm.REFUSE: actions.refuse_join}
        act[self.said(request)["answer"]](request=found, by=request.user)
        return people_of(mine)


class JoinAnswer(serializers.Serializer):
    due_on = serializers.DateField(help_text="The last day of the owners' answer, which comes by mail.")


class Join(Act):
    """Ask the owners of a company that has an account already to let you in."""

    writes = WRITE
    status = 201
    answer = JoinAnswer
    form = JoinForm

    def act(self, request: TokenRequest) -> Any:
        said = self.said(request)
        return JoinAnswer(actions.ask_to_join(user=request.user, **said)).data
