"""The CTO reads what reached them, and answers."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.response import Response

from fractional import bounds
from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.models import Token
from fractional.api.paging import page_of
from fractional.api.reading import read
from matching.proposals import access
from matching.proposals.actions import counter as counters
from matching.proposals.actions import cto as actions
from matching.proposals.actions import meeting, questions
from matching.proposals.api.told import ContactAnswer, CounterTerms, QuestionAnswer, ToldAnswer
from matching.proposals.forms import (
    AcceptForm,
    AskForm,
    CounterForm,
    DeclineForm,
    RetractForm,
    SlotForm,
    SnoozeForm,
)
from matching.proposals.models import Proposal
from matching.proposals.presenting import contact_for_cto, cto_card

READ, WRITE = Token.Scope.PROPOSALS_READ, Token.Scope.PROPOSALS_WRITE


class FinalAnswer(serializers.Serializer):
    rate_eur = serializers.IntegerField(source="rate", allow_null=True, help_text="Null when pro bono.")
    half_days = serializers.ListField(child=serializers.IntegerField())
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(help_text="The last day, included.")
    contract = serializers.CharField()


class ProposalLine(serializers.Serializer):
    id = serializers.UUIDField()
    title = serializers.CharField(source="need_title")
    company = serializers.CharField(help_text="Its name, unless the need is confidential.")
    company_facts = serializers.CharField()
    rate_eur = serializers.IntegerField(source="rate", allow_null=True, help_text="Per day, excluding VAT.")
    half_days = serializers.ListField(child=serializers.IntegerField())
    months = serializers.IntegerField()
    state = serializers.CharField()
    status = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    my_turn = serializers.BooleanField()


class ProposalAnswer(ProposalLine):
    """A proposal as its CTO reads it: reasons and reserves, no figure about themself."""

    problem_words = serializers.CharField()
    message = serializers.CharField()
    match = ToldAnswer(source="told")
    curator = serializers.CharField()
    slots = serializers.ListField(child=serializers.DateTimeField())
    final = FinalAnswer(allow_null=True)
    below_floor = serializers.BooleanField(help_text="The final rate is under your floor: you decide.")
    counter = CounterTerms(allow_null=True)
    may_answer = serializers.BooleanField()
    may_retract = serializers.BooleanField()
    meets_at = serializers.DateTimeField(allow_null=True, help_text="The slot that was picked.")
    snoozed_until = serializers.DateField(allow_null=True, help_text="No reminder before that day.")
    questions = QuestionAnswer(many=True, help_text="Yours, and what others were answered.")
    contact = ContactAnswer(allow_null=True, help_text="While you both say yes.")


def said_of(proposal: Proposal) -> dict[str, Any]:
    return vars(cto_card(proposal)) | {
        "problem_words": proposal.need.problem_words,
        "message": proposal.message,
    }


def whole(proposal: Proposal) -> dict[str, Any]:
    said = said_of(proposal) | {
        "contact": contact_for_cto(proposal),
        "meets_at": proposal.slot,
        "snoozed_until": proposal.snoozed_until,
        "questions": access.questions_for(proposal),
    }
    return dict(ProposalAnswer(said).data)


class Proposals(Endpoint):
    """All that reached you."""

    reads = READ
    answer = ProposalLine
    paged = True

    def get(self, request: TokenRequest) -> Response:
        found, following = page_of(request, access.received_proposals(request.user))
        lines = ProposalLine([said_of(proposal) for proposal in found], many=True)
        return Response({"results": lines.data, "next": following})


class OneProposal(Endpoint):
    """One proposal. Reading it here does not mark it as read: `seen` does."""

    reads = READ
    answer = ProposalAnswer

    def get(self, request: TokenRequest, proposal: UUID) -> Response:
        return Response(whole(access.received_proposal(request.user, proposal)))


class ProposalAct(Act):
    """Something that a CTO answers."""

    writes = WRITE
    answer = ProposalAnswer
    form: ClassVar[Any] = forms.Form

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return cls.form().fields

    def act(self, request: TokenRequest, proposal: UUID) -> Any:
        found = access.received_proposal(request.user, proposal)
        form = read(request.data, lambda data: self.form_of(data, found), also=self.body())
        self.do(found, form.cleaned_data)
        return whole(access.received_proposal(request.user, proposal))

    def form_of(self, data: Any, proposal: Proposal) -> Any:
        return self.form(data)

    @abstractmethod
    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        """Call the one action that this is, with what the valid form says."""


class Seen(ProposalAct):
    """You have read it."""

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        actions.see(proposal=proposal, by=self.request.user)


class Ask(ProposalAct):
    """One of three questions. Your days to answer wait for the company's, two working days at most."""

    form = AskForm

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        questions.ask(proposal=proposal, by=self.request.user, **said)


class Snooze(ProposalAct):
    """Later: no reminder for one to three working days."""

    form = SnoozeForm

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        actions.snooze(proposal=proposal, by=self.request.user, **said)


SLOT = bounds.ShortText(
    label=_("Votre rencontre"),
    help_text=_("Un des `slots`, tel qu’il est écrit là ; absent, vous vous écrivez."),
    required=False,
)


class Pick(ProposalAct):
    """One of the three slots, after your yes. Both of you get it for your calendars."""

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return {"slot": bounds.ShortText(label=SLOT.label, help_text=_("Un des `slots`."))}

    def form_of(self, data: Any, proposal: Proposal) -> SlotForm:
        return SlotForm(data, proposal=proposal)

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        meeting.pick(proposal=proposal, by=self.request.user, slot=said["slot"])


class Accept(ProposalAct):
    """The second yes: names open. Where your days were not confirmed for 45 days, `still_free` says that they stand."""

    form = AcceptForm

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return {
            "still_free": forms.BooleanField(
                label=_("Mes jours sont toujours ceux que j’ai indiqués"), required=False
            ),
            "slot": SLOT,
        }

    def form_of(self, data: Any, proposal: Proposal) -> AcceptForm:
        return AcceptForm(data, proposal=proposal)

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        actions.accept(proposal=proposal, by=self.request.user, slot=said["slot"])


class Counter(ProposalAct):
    """Yes, under other terms: the company takes them, keeps its own once, or stops there."""

    form = CounterForm

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return {**CounterForm.base_fields, **Accept.body()}

    def form_of(self, data: Any, proposal: Proposal) -> CounterForm:
        return CounterForm(data, proposal=proposal)

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        counters.counter(proposal=proposal, by=self.request.user, **said)


class Decline(ProposalAct):
    """A no with a reason. It changes nothing for you."""

    form = DeclineForm

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        actions.decline(proposal=proposal, by=self.request.user, **said)


class ConfirmMission(ProposalAct):
    """The last yes: the mission exists, its half-days are yours to keep."""

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        actions.confirm(proposal=proposal, by=self.request.user)


class Retract(ProposalAct):
    """Take your yes back; names close again."""

    form = RetractForm

    def do(self, proposal: Proposal, said: dict[str, Any]) -> None:
        actions.retract(proposal=proposal, by=self.request.user, **said)
