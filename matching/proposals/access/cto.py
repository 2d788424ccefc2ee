"""What a CTO may fetch: what reached them."""

from datetime import date
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When
from django.http import Http404

from fractional.accounts.access import found
from fractional.accounts.models import User
from fractional.ctos.models import Cto
from matching.proposals import links
from matching.proposals.fit import broken_rules
from matching.proposals.models import Hand, PhoneAnswer, Proposal
from missions.needs.models import Need


def received_proposals(user: User) -> QuerySet[Proposal]:
    """Everything that ever reached this CTO, newest first."""
    mine = Proposal.objects.reached_the_cto().filter(cto__user=user)
    people = ("cto", "need__company", "selection__curator", "mission")
    return mine.select_related(*people).prefetch_related("questions").order_by("-sent_at", "-pk")


def waiting_for_monday(user: User) -> int:
    """How many companies asked for this CTO beyond what their own week takes."""
    waiting = Proposal.objects.filter(cto__user=user, state=Proposal.State.WANTED)
    return waiting.filter(leaves_on__isnull=False).count()


def file_state(user: User) -> str | None:
    """Where this person's file of a CTO stands."""
    return Cto.objects.filter(user=user).values_list("state", flat=True).first()


def cto_of(user: User) -> Cto | None:
    """Their file, while it is verified: others are sent nothing, and fit nothing."""
    return Cto.objects.verified().filter(user=user).first()


def need_to_raise_a_hand_on(user: User, public_id: UUID) -> tuple[Cto, Need]:
    """A need that is on the list of this CTO; any other is a 404."""
    cto = cto_of(user)
    if cto is None:
        raise Http404
    need = found(Need.objects.rankable().select_related("company"), public_id=public_id)
    if Proposal.objects.filter(need=need, cto=cto).exists() or broken_rules(cto, need):
        raise Http404
    return cto, need


def hand_of(user: User, public_id: UUID) -> Hand:
    return found(Hand.objects.filter(cto__user=user), public_id=public_id)


def received_proposal(user: User, public_id: UUID) -> Proposal:
    return found(received_proposals(user), public_id=public_id)


def proposal_of_link(token: str) -> tuple[Proposal, bool]:
    """The proposal of a mailed link, and whether it still takes an answer. A link that is none is a 404."""
    try:
        said = links.read_to_answer(token)
    except links.BadLink as error:
        raise Http404 from error
    people = ("cto__user", "need__company", "selection__curator", "mission")
    sent = Proposal.objects.reached_the_cto().select_related(*people)
    proposal = found(sent, pk=said.proposal_id, cto_id=said.cto_id)
    return proposal, said.is_alive(proposal)


def noted_answer(token: str) -> PhoneAnswer:
    """The answer of a mailed link. A link that is none is a 404."""
    try:
        pk = links.read_to_contest(token)
    except links.BadLink as error:
        raise Http404 from error
    return found(PhoneAnswer.objects.select_related("by"), pk=pk)


def inbox_of(user: User, today: date) -> QuerySet[Proposal]:
    """What reached this CTO: first what they are asked, by what it brings them; put off for later, after that."""
    asked, later = Q(turn=Proposal.Side.CTO), Q(turn=Proposal.Side.CTO, snoozed_until__gt=today)
    place = Case(When(later, then=1), When(asked, then=0), default=2)
    brings = Case(When(asked, then=F("cto_total")), default=0)
    return received_proposals(user).order_by(place, brings.desc(), "-sent_at", "-pk")


def proposal_to_answer(user: User, public_id: UUID) -> Proposal:
    """The same for an answer that shows no page: its action reads the rest, under its locks."""
    return found(Proposal.objects.reached_the_cto().filter(cto__user=user).to_act_on(), public_id=public_id)
