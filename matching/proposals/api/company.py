"""The company reads its selections, asks to meet, passes, chooses."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from rest_framework import serializers
from rest_framework.response import Response

from fractional import bounds
from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.models import Token
from fractional.api.reading import read
from fractional.data import taxonomy
from matching.proposals import access
from matching.proposals.actions import company as actions
from matching.proposals.actions import counter as counters
from matching.proposals.actions import withdrawals
from matching.proposals.api.told import ContactAnswer, CounterTerms, EvidenceAnswer, ToldAnswer
from matching.proposals.forms import (
    ChooseForm,
    CounterAnswerForm,
    NotChooseForm,
    PassForm,
    WantForm,
    WithdrawForm,
)
from matching.proposals.models import Proposal
from matching.proposals.presenting import company_card, contacts_of, selection_groups

READ, WRITE = Token.Scope.PROPOSALS_READ, Token.Scope.PROPOSALS_WRITE


class ScoredAnswer(EvidenceAnswer):
    points = serializers.IntegerField()
    weight = serializers.IntegerField()
    adjusted = serializers.CharField(help_text="By whom of the team; empty when by nobody.")


class FamilyAnswer(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field, not DRF's own label
    points = serializers.IntegerField()
    weight = serializers.IntegerField()


class MatchAnswer(ToldAnswer):
    total = serializers.IntegerField(help_text="Out of 100: the sum of the families, and of the parts.")
    families = FamilyAnswer(many=True)
    evidence = ScoredAnswer(many=True)


class CompanyCardAnswer(serializers.Serializer):
    """One profile as the company reads it: no name before both said yes, and one price."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    headline = serializers.CharField()
    meta = serializers.CharField()
    rate_eur = serializers.IntegerField(source="rate", allow_null=True, help_text="Per day, excluding VAT.")
    monthly_cost_eur = serializers.IntegerField(source="cost", allow_null=True)
    half_days = serializers.ListField(child=serializers.IntegerField())
    match = MatchAnswer(source="told")
    note = serializers.CharField(help_text="Why this person, says the one who chose the profile.")
    curator = serializers.CharField()
    state = serializers.CharField()
    status = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    actions = serializers.ListField(child=serializers.CharField(), help_text="What may be done now.")
    counter = CounterTerms(allow_null=True)
    contact = ContactAnswer(allow_null=True, help_text="Once both have said yes.")


class SelectionAnswer(serializers.Serializer):
    sent_at = serializers.DateTimeField()
    words = serializers.CharField()
    few_reason = serializers.CharField(help_text="Why fewer than three.")
    weights_version = serializers.IntegerField(source="version")
    curator = serializers.CharField()
    profiles = CompanyCardAnswer(source="cards", many=True)


class SelectionsAnswer(serializers.Serializer):
    results = SelectionAnswer(many=True)


class Selections(Endpoint):
    """The profiles that were selected for a need, the last selection first."""

    reads = READ
    answer = SelectionsAnswer

    def get(self, request: TokenRequest, need: UUID) -> Response:
        mine = access.need_of(request.user, need)
        groups = selection_groups(access.sent_selections(mine))
        return Response(SelectionsAnswer({"results": groups}).data)


def card_of(proposal: Proposal) -> dict[str, Any]:
    contacts = contacts_of([proposal])
    card = company_card(proposal, contacts, one_is_chosen=access.one_is_chosen(proposal.need))
    return dict(CompanyCardAnswer(card).data)


class OneProfile(Endpoint):
    """One selected profile."""

    reads = READ
    answer = CompanyCardAnswer

    def get(self, request: TokenRequest, proposal: UUID) -> Response:
        return Response(card_of(access.shown_proposal(request.user, proposal)))


class ProfileAct(Act):
    """Something that a company answers to a selected profile."""

    writes = WRITE
    answer = CompanyCardAnswer
    form: ClassVar[Any]

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return cls.form().fields

    def act(self, request: TokenRequest, proposal: UUID) -> Any:
        found = self.fetch(proposal)
        form = read(request.data, lambda data: self.form_of(data, found), also=self.body())
        self.do(found, form.cleaned_data)
        return card_of(access.shown_proposal(request.user, proposal))

    def fetch(self, proposal: UUID) -> Proposal:
        """The proposal, where this person may do this with it."""
        return access.shown_proposal(self.request.user, proposal)

    def form_of(self, data: Any, proposal: Proposal) -> Any:
        return self.form(data)

    @abstractmethod
    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        """Call the one action that this is, with what the valid form says."""


class Want(ProfileAct):
    """Ask to meet: a message, three slots. The person is asked at once, or on Monday when their week is full."""

    form = WantForm

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        actions.want(proposal=proposal, by=self.request.user, **said)


class Pass(ProfileAct):
    """Not this profile, before anybody was asked."""

    form = PassForm

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        actions.pass_over(proposal=proposal, by=self.request.user, **said)


class CounterAnswer(ProfileAct):
    """`take` the CTO's own terms, `keep` yours once, or `stop` with a reason."""

    form = CounterAnswerForm

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return CounterAnswerForm.base_fields

    def form_of(self, data: Any, proposal: Proposal) -> CounterAnswerForm:
        return CounterAnswerForm(data, proposal=proposal)

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        counters.answer(proposal=proposal, by=self.request.user, **said)


class Withdraw(ProfileAct):
    """Take back what you asked, or, as an owner, whom you chose: the answer still awaited. They read your reason."""

    form = WithdrawForm

    def fetch(self, proposal: UUID) -> Proposal:
        return access.proposal_to_take_back(self.request.user, proposal)

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        withdrawals.withdraw(proposal=proposal, by=self.request.user, side=Proposal.Side.COMPANY, **said)


class Choose(ProfileAct):
    """Final terms, by an owner. No half-day is held before the CTO's last yes."""

    form = ChooseForm

    def fetch(self, proposal: UUID) -> Proposal:
        return access.owned_proposal(self.request.user, proposal)

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return ChooseForm.base_fields | {"contract": bounds.Choice(choices=taxonomy.contracts.choices())}

    def form_of(self, data: Any, proposal: Proposal) -> ChooseForm:
        return ChooseForm(data, proposal=proposal)

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        actions.choose(proposal=proposal, by=self.request.user, **said)


class NotChoose(ProfileAct):
    """After meeting: not this person, for a reason they are told."""

    form = NotChooseForm

    def fetch(self, proposal: UUID) -> Proposal:
        return access.owned_proposal(self.request.user, proposal)

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        actions.not_choose(proposal=proposal, by=self.request.user, **said)
