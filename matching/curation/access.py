"""What the Fractional team opens. Every view of this app is ``@curator_required``; a curator reads every file,
and decides nothing about themself (decision 3): the actions refuse that."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from fractional.accounts.access import found
from fractional.accounts.models import User
from fractional.companies.models import Company
from fractional.ctos.models import Cto, Post
from fractional.history.models import Event
from fractional.outbox.models import Row
from matching.curation.models import PairNote, Pending
from matching.proposals.models import Hand, PhoneAnswer, Proposal, Ranking, Selection
from missions.needs.models import Consent, Need, Rewording


def cto_file(public_id: UUID) -> Cto:
    files = Cto.objects.select_related("user", "function", "owner_curator", "verified_by")
    return found(
        files.prefetch_related("posts", "references", "refused_companies", "notes__author"),
        public_id=public_id,
    )


def post_of(cto: Cto, public_id: UUID) -> Post:
    return found(cto.posts.all(), public_id=public_id)


def cto_decided_on(public_id: UUID) -> Cto:
    """Who a decision is about, without their file."""
    return found(Cto.objects.select_related("user"), public_id=public_id)


def company(public_id: UUID) -> Company:
    return found(Company.objects.prefetch_related("members__user", "needs"), public_id=public_id)


def need(public_id: UUID) -> Need:
    needs = Need.objects.select_related("company", "function", "created_by", "published_by", "owner_curator")
    return found(needs.prefetch_related("goals"), public_id=public_id)


def ranking_of(need: Need) -> Ranking | None:
    """None when this need was never ranked."""
    return Ranking.objects.filter(need=need).first()


def matches_changed_at(need: Need) -> datetime | None:
    return Ranking.objects.filter(need=need).values_list("changed_at", flat=True).first()


def about_to_be_published(public_id: UUID) -> Need | None:
    """A need whose publication a curator may still undo."""
    held = Pending.objects.to_come().filter(act=Pending.Act.PUBLISH_NEED, thing_id=OuterRef("pk"))
    return Need.objects.filter(Exists(held), public_id=public_id).select_related("company").first()


def published_need(public_id: UUID) -> Need:
    """One that the pool was compared with; 404 while it is still told or read."""
    needs = Need.objects.filter(published_at__isnull=False).select_related(
        "company", "function", "owner_curator"
    )
    return found(needs.prefetch_related("goals"), public_id=public_id)


def selection_in_preparation(need: Need) -> Selection | None:
    open_states = (Selection.State.DRAFT, Selection.State.LEAVING)
    return need.selections.filter(state__in=open_states).select_related("curator").first()


def kept_in_preparation(need: Need) -> list[Proposal]:
    """The profiles of the selection being prepared, in the order the company will read them."""
    open_states = (Selection.State.DRAFT, Selection.State.LEAVING)
    kept = Proposal.objects.filter(need=need, selection__state__in=open_states)
    return list(kept.select_related("cto__user", "selection__curator", "need"))


def last_shown(need: Need) -> dict[int, Proposal]:
    """By CTO, the last card of theirs that the company has read for this need."""
    shown = Proposal.objects.filter(need=need).shown().to_act_on()
    return {proposal.cto_id: proposal for proposal in shown.order_by("selection__sent_at", "pk")}


def sent_selections(need: Need) -> QuerySet[Selection]:
    """What the company has before its eyes, the last one first."""
    cards = Proposal.objects.select_related("cto__user", "mission").order_by("letter")
    sent = need.selections.filter(state=Selection.State.SENT).select_related("curator")
    return sent.prefetch_related(Prefetch("proposals", cards)).order_by("-sent_at")


def all_sent_selections() -> QuerySet[Selection]:
    """Of every need, the last one first."""
    cards = Proposal.objects.to_act_on().order_by("letter")
    sent = Selection.objects.filter(state=Selection.State.SENT).select_related("curator", "need__company")
    return sent.prefetch_related(Prefetch("proposals", cards)).order_by("-sent_at", "-pk")


def given_back(selection: Selection | None) -> Event | None:
    """Why this draft did not leave when it should have; None for any other."""
    if selection is None or selection.state != Selection.State.DRAFT:
        return None
    last = Event.objects.of("selection", selection.pk).last()
    return last if last and last.event == Selection.GIVEN_BACK else None


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    """Who the numbers of the journal are; an erased person has no name left."""
    return {user.pk: user.full_name for user in User.objects.filter(pk__in={pk for pk in ids if pk})}


def debt(pk: int) -> Row:
    """A mail that did not leave or a job that died."""
    return found(Row.objects.needing_attention(), pk=pk)


def pending_of(curator: User) -> QuerySet[Pending]:
    """What this curator decided and may still undo, the last decision first."""
    return Pending.objects.to_come().filter(by=curator).order_by("-due_at", "-pk")


def pending(curator: User, public_id: UUID) -> Pending | None:
    """An act of one's own; None once it is done."""
    return Pending.objects.filter(by=curator, public_id=public_id).first()


def pending_on(thing: str, thing_id: int) -> Pending | None:
    """The act on one thing that is about to be done, or was given back."""
    return Pending.objects.filter(thing=thing, thing_id=thing_id).select_related("by").last()


def conversation(public_id: UUID) -> Proposal:
    """A proposal that the company has read, with both sides."""
    shown = Proposal.objects.shown().select_related(
        "need__company", "need__created_by", "cto__user", "selection__curator", "wanted_by"
    )
    return found(shown, public_id=public_id)


def hand(public_id: UUID) -> Hand:
    return found(
        Hand.objects.select_related("cto__user", "need__company", "answered_by"), public_id=public_id
    )


def noted_answers(proposal: Proposal) -> QuerySet[PhoneAnswer]:
    """What was answered otherwise than on a page, the last first."""
    return proposal.phone_answers.select_related("by", "on_behalf_of")


def rewordings(need: Need) -> QuerySet[Rewording]:
    """What was suggested of its words, the last first."""
    return need.rewordings.select_related("suggested_by").order_by("-pk")


def refused_consent(need: Need) -> Consent | None:
    """The refusal of the CTO in place that the team has to settle with the company."""
    last = need.consents.last() if need.state == Need.State.ASKED else None
    return last if last and last.is_to_settle else None


def notes_of(need: Need, cto_ids: Iterable[int]) -> dict[int, list[PairNote]]:
    """By CTO, what the team wrote of them for this need, the first note first."""
    notes: dict[int, list[PairNote]] = {}
    for note in PairNote.objects.filter(need=need, cto__in=list(cto_ids)).select_related("by"):
        notes.setdefault(note.cto_id, []).append(note)
    return notes


def ctos_named(ids: list[int]) -> list[Cto]:
    """Those of a list of numbers, in its order."""
    found_by_id = Cto.objects.select_related("user").in_bulk(ids)
    return [found_by_id[pk] for pk in ids if pk in found_by_id]
